import type { Dispatcher } from 'undici';
import { now } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import { type CallbackProfile, configurationOf } from './platform-profile.ts';
import { AuthFailed, type HeldToken, tokenIn } from './platform-response.ts';

/** The tokens that the platform holds, by profile and configuration. */
export interface TokenCache {
  /** The token to use now: a held one as long as it is good, otherwise a new one. Throws an AuthFailed. */
  token(profile: CallbackProfile, dispatcher: Dispatcher): Promise<string>;
  /** Forgets a token that the customer has refused. */
  drop(profile: CallbackProfile): void;
}

const most = 1000;

/** An empty cache, of at most 1,000 tokens. */
export function createTokenCache(): TokenCache {
  const held = new Map<string, HeldToken>();
  const asked = new Map<string, Promise<HeldToken>>();

  async function renew(key: string, profile: CallbackProfile, dispatcher: Dispatcher): Promise<HeldToken> {
    const refreshToken = faulty('kaleyra.platform-refreshes') ? held.get(key)?.refreshToken : undefined;
    const got = await askForToken(profile, dispatcher, refreshToken);
    if (held.size >= most) held.delete(held.keys().next().value as string);
    held.set(key, got);
    return got;
  }

  return {
    async token(profile, dispatcher) {
      const key = keyOf(profile);
      const known = held.get(key);
      const good = known && (known.expiresAt > now() || faulty('kaleyra.platform-never-renews'));
      if (known && good && !faulty('kaleyra.platform-token-per-callback')) return known.token;
      const shared = faulty('kaleyra.platform-stampede') ? undefined : asked.get(key);
      const asking = shared ?? renew(key, profile, dispatcher).finally(() => asked.delete(key));
      asked.set(key, asking);
      return (await asking).token;
    },
    drop: (profile) => void held.delete(keyOf(profile)),
  };
}

function keyOf(profile: CallbackProfile): string {
  if (faulty('kaleyra.platform-profiles-mixed')) return profile.clientId;
  return faulty('kaleyra.platform-configuration-forgotten')
    ? profile.profile
    : `${profile.profile} ${configurationOf(profile)}`;
}

async function askForToken(
  profile: CallbackProfile,
  dispatcher: Dispatcher,
  refreshToken?: string,
): Promise<HeldToken> {
  const { request } = await import('undici');
  const { method, url, headers, body } = authRequest(profile, refreshToken);
  let status: number;
  let text: string;
  try {
    let response = await request(url, { dispatcher, method, headers, body });
    const { location } = response.headers;
    if (
      faulty('kaleyra.platform-auth-redirect-followed') &&
      response.statusCode >= 300 &&
      typeof location === 'string'
    ) {
      await response.body.dump();
      response = await request(location, { dispatcher, method, headers, body });
    }
    status = response.statusCode;
    text = await response.body.text();
  } catch (error) {
    throw new AuthFailed('silence', `the auth URL gave no response: ${(error as Error).message}`);
  }
  return tokenIn(status, text, profile);
}

/** The authentication request: parameters of the grant in a form, in the query for GET (RFC 6749 §4.3.2, §4.4.2, §2.3.1). */
function authRequest(profile: CallbackProfile, refreshToken?: string) {
  const { authUrl, authHeaders, clientId, clientSecret } = profile;
  const method = faulty('kaleyra.platform-always-posts-auth') ? ('POST' as const) : profile.authMethod;
  const basic = faulty('kaleyra.platform-credentials-by-basic');
  const parameters = new URLSearchParams([
    ...grantOf(profile, refreshToken),
    ...(basic || faulty('kaleyra.platform-without-id') ? [] : [['client_id', clientId] as [string, string]]),
    ...(basic || faulty('kaleyra.platform-without-secret')
      ? []
      : [['client_secret', clientSecret] as [string, string]]),
  ]);
  const pair = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const extra = Object.entries(faulty('kaleyra.platform-headers-dropped') ? {} : authHeaders);
  const headers = {
    Accept: 'application/json',
    ...(basic && { Authorization: `Basic ${pair}` }),
    ...Object.fromEntries(faulty('kaleyra.platform-first-header-only') ? extra.slice(0, 1) : extra),
  };
  const url = faulty('kaleyra.platform-auth-query-dropped') ? (authUrl.split('?')[0] ?? '') : authUrl;
  if (method === 'GET') return { method, url: `${url}${url.includes('?') ? '&' : '?'}${parameters}`, headers };
  if (faulty('kaleyra.platform-json')) {
    const body = JSON.stringify(Object.fromEntries(parameters));
    return { method, url, headers: { 'Content-Type': 'application/json', ...headers }, body };
  }
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method, url, headers: { ...type, ...headers }, body: parameters.toString() };
}

function grantOf({ grant, username, password }: CallbackProfile, refreshToken?: string): [string, string][] {
  if (refreshToken !== undefined)
    return [
      ['grant_type', 'refresh_token'],
      ['refresh_token', refreshToken],
    ];
  if (faulty('kaleyra.platform-without-grant-type')) return [];
  if (faulty('kaleyra.platform-authorization-code'))
    return [
      ['grant_type', 'authorization_code'],
      ['code', 'a-code'],
    ];
  if (faulty('kaleyra.platform-device')) {
    return [
      ['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'],
      ['device_code', 'a-device'],
    ];
  }
  const byPassword =
    faulty('kaleyra.platform-always-password') || (grant === 'password' && !faulty('kaleyra.platform-never-password'));
  const user: [string, string][] = [
    ['username', username],
    ['password', password],
  ];
  const verifier: [string, string][] = faulty('kaleyra.platform-pkce') ? [['code_verifier', 'a-code-verifier']] : [];
  return [['grant_type', byPassword ? 'password' : 'client_credentials'], ...(byPassword ? user : []), ...verifier];
}
