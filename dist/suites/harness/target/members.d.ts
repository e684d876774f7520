/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;
/** The value at a path of members, or `undefined`. */
export declare function get(members: unknown, path: readonly string[]): unknown;
/** Sets a member, making the objects around it; where something else is in their place it stays, to be judged. */
export declare function put(members: unknown, path: readonly string[], value: unknown): void;
