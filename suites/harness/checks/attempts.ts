/** A value that is not the right one, with a name that a reader of the report understands. */
export interface Row<Value = string> {
  /** Such as `with a blank behind`. */
  readonly name: string;
  readonly value: Value;
}

/** One request that must be refused: what is different about it, and how it is made of one that is accepted. */
export interface Attempt<Given> {
  readonly name: string;
  alter(given: Given): Given | Promise<Given>;
}

/** An attempt for each row of a table: `put` puts the value where the right one stands. */
export function attemptsOf<Given, Value>(
  rows: readonly Row<Value>[],
  put: (given: Given, value: Value) => Given | Promise<Given>,
): readonly Attempt<Given>[] {
  return rows.map(({ name, value }) => ({ name, alter: (given) => put(given, value) }));
}

/** A table without the rows of some names. The reason is for whoever reads the flow. */
export function without<Value>(
  rows: readonly Row<Value>[],
  names: readonly string[],
  _reason: string,
): readonly Row<Value>[] {
  return rows.filter(({ name }) => !names.includes(name));
}

/** The rows of a table that have one of these names. */
export function only<Value>(rows: readonly Row<Value>[], names: readonly string[]): readonly Row<Value>[] {
  return rows.filter(({ name }) => names.includes(name));
}

/** One row of what belongs to somebody or something else, such as another user's token. */
export function row<Value>(name: string, value: Value): Row<Value> {
  return { name, value };
}
