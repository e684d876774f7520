/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** The value at a path of members, or `undefined`. */
export function get(members: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, member) => (isMembers(value) ? value[member] : undefined), members);
}

/** Sets a member, making the objects around it; where something else is in their place it stays, to be judged. */
export function put(members: unknown, path: readonly string[], value: unknown): void {
  const [member, ...rest] = path;
  if (!isMembers(members) || member === undefined) return;
  const object = members as Record<string, unknown>;
  if (rest.length === 0) object[member] = value;
  else {
    object[member] ??= {};
    put(object[member], rest, value);
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
