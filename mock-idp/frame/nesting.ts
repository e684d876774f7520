/** Whether a JSON text has more than `most` objects and arrays within each other. */
export function isNestedDeeper(json: string, most: number): boolean {
  let depth = 0;
  for (const [mark] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
