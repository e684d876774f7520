import { createHash } from 'node:crypto';

/** A callback profile with Advanced Authentication, and one callback to send by it. */
export interface CallbackProfile {
  readonly profile: string;
  /** Without it a callback is sent as it is, with no token. */
  readonly advancedAuthentication: boolean;
  readonly grant: 'client_credentials' | 'password';
  readonly authMethod: 'GET' | 'POST' | 'PUT';
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly tokenFieldPath: string;
  readonly expirationFieldPath: string;
  readonly authAlgorithm: string;
  readonly authHeaders: Readonly<Record<string, string>>;
  readonly callbackMethod: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** May hold dynamic variables such as <status>. */
  readonly callbackUrl: string;
  readonly callbackHeaders: Readonly<Record<string, string>>;
  /** May hold dynamic variables; empty for none. */
  readonly callbackBody: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A callback order that cannot be carried out; says what to change. */
export class ProfileError extends Error {}

const texts = {
  profile: '',
  grant: 'client_credentials',
  authMethod: 'POST',
  authUrl: '',
  clientId: '',
  clientSecret: '',
  username: '',
  password: '',
  tokenFieldPath: 'access_token',
  expirationFieldPath: 'expires_in',
  authAlgorithm: '',
  callbackMethod: 'POST',
  callbackUrl: '',
  callbackBody: '',
} as const;
const pairs = ['authHeaders', 'callbackHeaders', 'variables'] as const;
const choices: Readonly<Record<string, readonly string[]>> = {
  grant: ['client_credentials', 'password'],
  authMethod: ['GET', 'POST', 'PUT'],
  callbackMethod: ['GET', 'POST', 'PUT', 'DELETE'],
};
const needed = ['profile', 'authUrl', 'clientId', 'clientSecret', 'callbackUrl'];

/** Reads a callback order from the members of a JSON object; key-value pairs may also come as JSON in a text. */
export function profileIn(body: Buffer): CallbackProfile {
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ProfileError(`the body is not JSON: ${(error as Error).message}`);
  }
  if (typeof given !== 'object' || given === null) throw new ProfileError('the body must be a JSON object');
  const { advancedAuthentication: advanced = true, ...others } = given;
  if (![true, false, 'true', 'false'].includes(advanced as boolean)) {
    throw new ProfileError('advancedAuthentication: expected true or false');
  }
  const unknown = Object.keys(others).find((name) => !(name in texts) && !pairs.includes(name as 'variables'));
  if (unknown !== undefined) throw new ProfileError(`${unknown}: no such member`);
  const own = Object.fromEntries(
    Object.entries(texts).map(([name, usual]) => [name, textIn(name, given[name] ?? usual)]),
  );
  for (const name of needed) if (own[name] === '') throw new ProfileError(`${name}: is missing`);
  for (const name of ['authUrl', 'callbackUrl']) {
    if (!/^https?:\/\//.test(own[name] ?? '')) throw new ProfileError(`${name}: expected an http or https URL`);
  }
  return {
    ...own,
    advancedAuthentication: String(advanced) === 'true',
    ...Object.fromEntries(pairs.map((name) => [name, pairsIn(name, given[name])])),
  } as unknown as CallbackProfile;
}

function textIn(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new ProfileError(`${name}: expected text`);
  const allowed = choices[name];
  if (allowed && !allowed.includes(value)) throw new ProfileError(`${name}: expected one of ${allowed.join(', ')}`);
  return value;
}

function pairsIn(name: string, given: unknown): Record<string, string> {
  const wrong = new ProfileError(`${name}: expected an object of texts`);
  try {
    const value = typeof given === 'string' && given !== '' ? JSON.parse(given) : given || {};
    if (Array.isArray(value) || !Object.values(value).every((one) => typeof one === 'string')) throw wrong;
    return value;
  } catch {
    throw wrong;
  }
}

/** Tells configurations of Advanced Authentication apart; a token belongs to one of them. */
export function configurationOf(profile: CallbackProfile): string {
  const { grant, authMethod, authUrl, clientId, clientSecret, username, password, authHeaders } = profile;
  const { tokenFieldPath, expirationFieldPath } = profile;
  const all = [grant, authMethod, authUrl, clientId, clientSecret, username, password, authHeaders, tokenFieldPath];
  return createHash('sha256')
    .update(JSON.stringify([...all, expirationFieldPath]))
    .digest('base64url');
}
