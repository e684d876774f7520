import { METHODS, validateHeaderName, validateHeaderValue } from 'node:http';

/** A request to /_control, its body already received. */
export interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Buffer;
}

export interface ControlResponse {
  readonly status: number;
  /** Absent when the response has no body. */
  readonly body?: unknown;
}

/** A request that /_control cannot serve. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What is allowed as the value of each member that an action may have. */
export type ActionMembers = Readonly<Record<string, (value: unknown) => boolean>>;

/** What to do with the next `times` requests that match. */
export interface Order {
  readonly match: { readonly method?: string; readonly path?: string };
  readonly times: number;
  readonly action: Readonly<Record<string, unknown>>;
}

/** The JSON object that a body is; throws a ControlError for any other body. */
export function objectIn(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ControlError(400, `the body is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new ControlError(400, 'the body must be a JSON object');
  return value;
}

/** Reads `{ match?, times?, action }`; throws a ControlError that names what is wrong. */
export function orderIn(
  { match = {}, times = 1, action, ...rest }: Record<string, unknown>,
  members: ActionMembers,
): Order {
  refuseUnknown('', rest);
  if (!isObject(match)) throw new ControlError(400, 'match: expected an object { method?, path?, contains? }');
  const { method, path, contains, ...others } = match;
  refuseUnknown('match.', others);
  for (const [name, value] of Object.entries({ method, path, contains })) {
    if (value !== undefined && typeof value !== 'string') throw new ControlError(400, `match.${name}: expected text`);
  }
  refuseUnmatchable(method as string | undefined, path as string | undefined);
  if (!isNumber(times, 1, 10_000)) throw new ControlError(400, 'times: expected a whole number from 1 to 10000');
  return { match, times: times as number, action: actionIn('action', action, members) };
}

/** Throws a ControlError for what no request can match. */
function refuseUnmatchable(method: string | undefined, path: string | undefined): void {
  if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
    throw new ControlError(400, `match.method: ${method} is not a method; some are GET, POST, PUT, DELETE`);
  }
  if (path === undefined) return;
  if (!path.startsWith('/')) throw new ControlError(400, `match.path: ${path} does not begin with /`);
  if (/[?#]/.test(path)) {
    throw new ControlError(400, 'match.path: is compared without the query; use match.contains for what is in it');
  }
  if (/^\/_control(\/|$)/.test(path)) throw new ControlError(400, 'match.path: nothing is done to /_control');
}

/** Reads an action; throws a ControlError that names the member that is wrong. */
export function actionIn(where: string, action: unknown, members: ActionMembers): Order['action'] {
  if (!isObject(action) || Object.keys(action).length === 0) {
    throw new ControlError(400, `${where}: expected an object with some of ${Object.keys(members).join(', ')}`);
  }
  for (const [name, value] of Object.entries(action)) {
    const fits = Object.hasOwn(members, name) ? members[name] : undefined;
    if (!fits) refuseUnknown(`${where}.`, { [name]: value });
    else if (!fits(value)) {
      throw new ControlError(400, `${where}.${name}: ${JSON.stringify(value)} is not allowed here`);
    }
  }
  return action;
}

/** Throws a ControlError when there is a member that nobody reads. */
export function refuseUnknown(where: string, rest: Record<string, unknown>): void {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new ControlError(400, `${where}${unknown}: no such member`);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a whole number within bounds. */
export function isNumber(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Whether a value holds header fields that can be sent; the length of a body is not one's own to say. */
export function isHeaders(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([name, one]) => isHeader(name, one));
}

/** Whether a value can be sent as the value of a header field. */
export function isHeaderValue(value: unknown): value is string {
  return isHeader('x', value);
}

function isHeader(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || name.toLowerCase() === 'content-length') return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a URL of the web. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
