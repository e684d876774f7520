/** What the application is told to do, as a trigger carries it. */
export interface Order {
  readonly do: 'login' | 'call' | 'restart';
  /** Base URL of Wazo's APIs. */
  readonly url: string;
  /** By this name the application is known, and its stored data kept. */
  readonly clientId: string;
  /** Those of the user, for a login alone. */
  readonly username: string;
  readonly password: string;
  /** What a call is to get. */
  readonly resource: string;
}

/** An order that cannot be carried out; says what to change. */
export class OrderError extends Error {}

const needs = {
  login: ['url', 'clientId', 'username', 'password'],
  call: ['url', 'clientId', 'resource'],
  restart: ['clientId'],
} as const;

/** Reads an order from a JSON body; further members are ignored. */
export function orderIn(body: Buffer): Order {
  let given: Partial<Record<keyof Order, unknown>>;
  try {
    given = Object(JSON.parse(body.toString('utf8')));
  } catch (error) {
    throw new OrderError(`the body is not JSON: ${(error as Error).message}`);
  }
  const action = Object.keys(needs).find((name): name is keyof typeof needs => name === given.do);
  if (!action) throw new OrderError(`do: expected one of ${Object.keys(needs).join(', ')}`);
  const text = (name: keyof Order) => {
    const value = given[name] ?? '';
    const isNeeded = (needs[action] as readonly string[]).includes(name);
    if (typeof value !== 'string' || (isNeeded && value === '')) throw new OrderError(`${name}: expected text`);
    return value;
  };
  return {
    do: action,
    url: text('url').replace(/\/+$/, ''),
    clientId: text('clientId'),
    username: text('username'),
    password: text('password'),
    resource: text('resource'),
  };
}
