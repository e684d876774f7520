import { randomBytes } from 'node:crypto';
import { type Exchange, headerValues, mediaType, textOf } from '../harness/http/exchange.ts';
import type { PeerAddress, Trigger } from '../harness/target/target.ts';
import type { CustomerTarget, Grant } from './api.ts';

/** What the target file says of a platform that calls customers back. */
export interface PlatformTarget extends Pick<CustomerTarget, 'url' | 'credentials' | 'grantType' | 'fieldPaths'> {
  readonly trigger?: Trigger;
  readonly peers: { readonly receiver: PeerAddress };
  readonly platform: {
    readonly trigger?: Trigger;
    readonly grants: readonly Grant[];
    readonly authMethods: readonly string[];
    readonly callbackMethods: readonly string[];
    readonly plainProfiles: boolean;
    readonly epochs?: boolean;
    readonly variables: boolean;
    readonly margin: number;
    readonly unusableExpiration?: 'once' | 'cache' | 'reject';
    readonly notBefore: 'ignore' | 'wait';
    readonly algorithmMismatch: 'ignore' | 'reject';
    readonly redirects: 'refuse' | 'follow';
    readonly configurationChange: 'drop' | 'keep';
    readonly after401: 'renew' | 'give-up';
    readonly concurrency: 'single' | 'any';
  };
}

/** A callback profile, as the trigger carries it; key-value pairs are JSON objects in a text. */
export interface Profile {
  readonly profile: string;
  readonly advancedAuthentication: boolean;
  readonly grant: Grant;
  readonly authMethod: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly tokenFieldPath: string;
  readonly expirationFieldPath: string;
  readonly authAlgorithm: string;
  readonly authHeaders: string;
  readonly callbackMethod: string;
  readonly callbackUrl: string;
  readonly callbackHeaders: string;
  readonly callbackBody: string;
  readonly variables: string;
}

/** Parts of a profile that flows choose; the queries are added to the URLs. */
export type Wanted = Partial<Profile> & { readonly authQuery?: string; readonly callbackQuery?: string };

/** How one of a profile's two URLs answers (the receiver's behaviours). */
export interface Behaviour {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly delayMs?: number;
  readonly hang?: true;
  readonly reset?: true;
  readonly redirect?: string;
}

/** The first method that carries a body, where there is one. */
export const withBody = ([first = 'POST', ...others]: readonly string[]): string =>
  first === 'GET' ? (others.find((method) => method !== 'GET') ?? first) : first;

/** A profile of this name with its two URLs at a receiver. */
export function profileAt(
  url: string,
  profile: string,
  { platform: { grants, authMethods, callbackMethods } }: PlatformTarget,
  { authQuery = '', callbackQuery = '', ...wanted }: Wanted,
): Profile {
  return {
    profile,
    advancedAuthentication: true,
    grant: grants[0] ?? 'client_credentials',
    authMethod: withBody(authMethods),
    authUrl: `${url}/${profile}/auth${authQuery}`,
    clientId: `MD${randomBytes(12).toString('base64url')}`,
    clientSecret: `U${randomBytes(18).toString('base64url')}`,
    username: `user-${randomBytes(6).toString('hex')}`,
    password: `pw-${randomBytes(9).toString('base64url')}`,
    tokenFieldPath: 'access_token',
    expirationFieldPath: 'expires_in',
    authAlgorithm: 'RS256',
    authHeaders: '{}',
    callbackMethod: withBody(callbackMethods),
    callbackUrl: `${url}/${profile}/callback${callbackQuery}`,
    callbackHeaders: '{"Content-Type":"application/json"}',
    callbackBody: '{"status":"Delivered"}',
    variables: '{}',
    ...wanted,
  };
}

/** A token that looks like a JWT (RFC 7519) with this algorithm in its header. */
export function jwtLike(alg = 'RS256'): string {
  const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
  return [header, randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')].join('.');
}

/** The usual response with a token; members given replace its own, undefined ones are left out. */
export const tokenResponse = (token: unknown, members: object = {}): object => ({
  token_type: 'Bearer',
  access_token: token,
  expires_in: 7200,
  ...members,
});

/** The Authorization fields of a request. */
export const authorizationsOf = ({ request }: Exchange): readonly string[] =>
  headerValues(request.headers, 'authorization');

/** The token of a callback: what stands after the scheme of its Authorization field. */
export function tokenOf(callback: Exchange | undefined): string | undefined {
  const [field] = callback ? authorizationsOf(callback) : [];
  return field?.split(' ').slice(1).join(' ');
}

/** The parameters of an authentication request: of the body, or of the query where there is no body. */
export function payloadOf({ request: { headers, body, url } }: Exchange): ReadonlyMap<string, string> {
  const text = textOf(body);
  if (text === '') return new Map(new URLSearchParams(url.split('?')[1] ?? ''));
  if (mediaType(headers) !== 'application/json') return new Map(new URLSearchParams(text));
  try {
    return new Map(Object.entries(JSON.parse(text) as object).map(([name, value]) => [name, String(value)]));
  } catch {
    return new Map();
  }
}
