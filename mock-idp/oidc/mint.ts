import type { Provider } from 'oidc-provider';
import { claimsFor } from './claims.ts';
import { developmentKey, type KeyName, signJwt } from './keys.ts';
import { apiResource, uuidOf } from './library.ts';
import type { AccountEntry, RealmSettings } from './settings.ts';

/** A code to be made. */
export interface CodeOrder {
  readonly clientId: string;
  readonly username: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
}

/** A token to be made. */
export interface TokenOrder {
  readonly clientId: string;
  /** Absent for a token that the client has in its own name. */
  readonly username?: string;
  readonly scope: string;
  /** Seconds; below zero for a token that is over. */
  readonly lifetime?: number;
  /** Added to the usual ones, or in their place. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What access tokens hold besides the usual claims, until they are signed. */
export const mintedClaims = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** Makes an access token and gives it with its reference in the store. Throws an Error for an unknown client or account. */
export async function mintAccessToken(
  provider: Provider,
  settings: RealmSettings,
  { clientId, username, scope, lifetime, claims = {} }: TokenOrder,
): Promise<{ readonly token: string; readonly reference: string }> {
  const client = await clientOf(provider, clientId);
  const account = username === undefined ? undefined : accountOf(settings, username);
  const seconds = lifetime ?? settings.lifetimes?.accessToken ?? 300;
  const kind = account ? provider.AccessToken : provider.ClientCredentials;
  const grant = account && new provider.Grant({ accountId: account.sub, clientId });
  grant?.addOIDCScope(scope);
  const grantId = await grant?.save();
  const made = new kind({ client, scope, ...(account && { accountId: account.sub, grantId, gty: 'mint' }) } as never);
  made.resourceServer = new provider.ResourceServer(apiResource, {
    scope,
    audience: apiResource,
    accessTokenTTL: seconds,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  } as never);
  Object.assign(made, { expiresIn: seconds });
  const exp = Math.floor(Date.now() / 1000) + seconds;
  mintedClaims.set(made, { exp, ...claims });
  return { token: await made.save(), reference: made.jti };
}

/** Makes an id token. Throws an Error for an unknown client or account, and where no account is named. */
export async function mintIdToken(
  provider: Provider,
  settings: RealmSettings,
  key: KeyName,
  { clientId, username, scope, lifetime, claims = {} }: TokenOrder,
): Promise<string> {
  await clientOf(provider, clientId);
  const account = accountOf(settings, String(username));
  const iat = Math.floor(Date.now() / 1000);
  const sessionState = uuidOf(`${clientId} ${account.sub}`);
  const facts = { clientId, sub: account.sub, scopes: scope.split(' '), authTime: iat, sessionState };
  const usual = { iss: settings.issuer, sub: account.sub, aud: clientId, auth_time: iat, iat };
  const exp = iat + (lifetime ?? settings.lifetimes?.idToken ?? 300);
  const all = {
    ...claimsFor(settings, account, 'id_token'),
    ...usual,
    ...settings.idTokenClaims?.(facts),
    exp,
    ...claims,
  };
  return signJwt({ claims: all }, developmentKey(key));
}

async function clientOf(provider: Provider, clientId: string) {
  const client = await provider.Client.find(clientId);
  if (!client) throw new Error(`there is no client ${clientId} in this realm`);
  return client;
}

function accountOf({ accounts }: RealmSettings, username: string): AccountEntry {
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`there is no user ${username} in this realm`);
  return account;
}

/** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
export async function mintCode(provider: Provider, settings: RealmSettings, order: CodeOrder): Promise<string> {
  const { clientId, username, redirectUri, scope, nonce, codeChallenge } = order;
  const client = await clientOf(provider, clientId);
  const account = accountOf(settings, username);
  const added = settings.idTokenAlways ? ['openid'] : [];
  const wanted = [...new Set([...scope.split(' '), ...added])].join(' ');
  const grant = new provider.Grant({ accountId: account.sub, clientId });
  grant.addOIDCScope(wanted);
  grant.addResourceScope(apiResource, wanted);
  const grantId = await grant.save();
  const code = new provider.AuthorizationCode({
    accountId: account.sub,
    authTime: Math.floor(Date.now() / 1000),
    client,
    grantId,
    gty: 'authorization_code',
    redirectUri,
    resource: apiResource,
    scope: wanted,
    ...(nonce !== undefined && { nonce }),
    ...(codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: 'S256' }),
  } as never);
  return code.save();
}
