import { MintError, type TokenFinding } from '../../frame/system.ts';
import type { Realm } from '../../oidc/realm.ts';
import type { Realms } from './realms.ts';

type Request = Readonly<Record<string, unknown>>;

/** What can be made, and the members that its request may have besides realm, type and client. */
const kinds: Readonly<
  Record<string, { readonly takes: readonly string[]; make(realm: Realm, request: Request): Promise<unknown> }>
> = {
  code: { takes: ['user', 'redirect_uri', 'scope', 'nonce'], make: makeCode },
  access_token: { takes: ['user', 'scope', 'lifetime', 'claims'], make: makeAccessToken },
  id_token: { takes: ['user', 'scope', 'lifetime', 'claims'], make: makeIdToken },
};

/** Makes a code or a token without a browser, of `{ realm?, type?, client, ... }`. */
export async function mint(realms: Realms, request: Request): Promise<unknown> {
  const { system: _, realm = 'third-party', type = 'code', client, ...rest } = request;
  const kind = Object.hasOwn(kinds, String(type)) ? kinds[String(type)] : undefined;
  if (!kind) throw new MintError(`type: expected one of ${Object.keys(kinds).join(', ')}, got ${JSON.stringify(type)}`);
  const unknown = Object.keys(rest).find((name) => !kind.takes.includes(name));
  if (unknown !== undefined) {
    throw new MintError(`${unknown}: no such member; sipgate takes realm, type, client, ${kind.takes.join(', ')}`);
  }
  text('client', client);
  if (!realms.names.includes(String(realm))) throw new MintError(`realm: expected one of ${realms.names.join(', ')}`);
  try {
    return await kind.make(await realms.get(String(realm)), request);
  } catch (error) {
    throw new MintError((error as Error).message);
  }
}

async function makeCode(realm: Realm, { client, user, redirect_uri, scope, nonce }: Request) {
  const code = await realm.mintCode({
    clientId: String(client),
    username: text('user', user),
    redirectUri: text('redirect_uri', redirect_uri),
    scope: text('scope', scope),
    ...(nonce !== undefined && { nonce: String(nonce) }),
  });
  return { code };
}

async function makeAccessToken(realm: Realm, request: Request) {
  return { access_token: await realm.mintAccessToken(orderIn(request)) };
}

async function makeIdToken(realm: Realm, request: Request) {
  text('user', request.user);
  return { id_token: await realm.mintIdToken(orderIn(request)) };
}

function orderIn({ client, user, scope = '', lifetime, claims = {} }: Request) {
  if (lifetime !== undefined && !Number.isSafeInteger(lifetime))
    throw new MintError('lifetime: expected whole seconds');
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw new MintError('claims: expected an object');
  }
  if (typeof scope !== 'string') throw new MintError('scope: expected text');
  return {
    clientId: String(client),
    ...(user !== undefined && { username: text('user', user) }),
    scope,
    ...(lifetime !== undefined && { lifetime: lifetime as number }),
    claims: claims as Record<string, unknown>,
  };
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new MintError(`${name}: expected text`);
  return value;
}

/** Publishes the keys of `{ realm?, keys }`, of which the first one signs from now on. */
export async function changeKeys(realms: Realms, request: Request): Promise<unknown> {
  const { system: _, realm = 'third-party', keys, ...rest } = request;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new MintError(`${unknown}: no such member; sipgate takes realm, keys`);
  if (!realms.names.includes(String(realm))) throw new MintError(`realm: expected one of ${realms.names.join(', ')}`);
  const known = ['first', 'second'] as const;
  const isKeys = Array.isArray(keys) && keys.length > 0 && new Set(keys).size === keys.length;
  if (!isKeys || !keys.every((key) => known.includes(key))) {
    throw new MintError(`keys: expected some of ${known.join(', ')}, each once`);
  }
  (await realms.get(String(realm))).changeKeys(keys);
  return { keys };
}

/** What a token is in one of the realms that have been asked for something. */
export async function inspect(token: string, realms: Realms): Promise<TokenFinding | undefined> {
  for (const realm of await realms.made()) {
    const name = realm.settings.title;
    const holder = await realm.holderOf(token);
    const scopes = [...(holder?.scopes ?? [])].join(' ');
    if (holder) return { what: `access token of ${holder.clientId} in realm ${name} for ${scopes}`, active: true };
    if (await realm.knowsRefreshToken(token)) return { what: `refresh token in realm ${name}`, active: true };
  }
  return undefined;
}
