/** How tokenFieldPath and expirationFieldPath are read: `kaleyra.fieldPaths` of the target file. */
export type PathGrammar = 'dotted' | 'flat';

/** The value that a field path of Kaleyra's form leads to in a response; `undefined` where it leads nowhere. */
export function valueAtPath(response: unknown, path: string, grammar: PathGrammar): unknown {
  const whole = member(response, path);
  if (whole !== undefined || grammar === 'flat') return whole;
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>(member, response);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
