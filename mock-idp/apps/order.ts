/** An order that cannot be carried out; says what to change. */
export class OrderError extends Error {}

/** What an application is told to do, with the texts that it is given for it; those left out are empty. */
export type Order<Action extends string, Name extends string> = { readonly do: Action } & Readonly<
  Record<Name, string>
>;

/** Reads an order from a JSON body; further members are ignored. `needs` are the texts that an action cannot do without. */
export function readOrder<Action extends string, Name extends string>(
  body: Buffer,
  names: readonly Name[],
  needs: Readonly<Record<Action, readonly Name[]>>,
): Order<Action, Name> {
  let given: Readonly<Record<string, unknown>>;
  try {
    given = Object(JSON.parse(body.toString('utf8')));
  } catch (error) {
    throw new OrderError(`the body is not JSON: ${(error as Error).message}`);
  }
  const actions = Object.keys(needs) as Action[];
  const action = actions.find((name) => name === given.do);
  if (!action) throw new OrderError(`do: expected one of ${actions.join(', ')}`);
  const text = (name: Name) => {
    const value = given[name] ?? '';
    if (typeof value !== 'string' || (value === '' && needs[action].includes(name))) {
      throw new OrderError(`${name}: expected text`);
    }
    return [name, value] as const;
  };
  return { do: action, ...(Object.fromEntries(names.map(text)) as Record<Name, string>) };
}
