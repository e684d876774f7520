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

/** A table without some of its rows. Each row that is left out has a reason, for whoever reads the flow. */
export function without<Value>(
  rows: readonly Row<Value>[],
  reasons: { readonly [name: string]: string },
): readonly Row<Value>[] {
  return rows.filter(({ name }) => !(name in reasons));
}

/** One row of what belongs to somebody or something else, such as another user's token. */
export function row<Value>(name: string, value: Value): Row<Value> {
  return { name, value };
}
