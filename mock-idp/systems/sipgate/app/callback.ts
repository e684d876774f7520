import * as openid from 'openid-client';
import { appFaulty } from './faults.ts';
import { keepKeys, openidConfiguration } from './openid.ts';
import type { AppSession, Pending, Sessions, Tokens } from './sessions.ts';
import type { AppSettings } from './settings.ts';
import { appFetch, ResponseError } from './token-fetch.ts';

/** How a login ended. */
export type Ending = 'logged-in' | 'denied' | 'refused' | 'failed' | 'crashed' | 'again';

/** Ends a login with what came back to the redirect URI (steps 2 to 4 of the document). The session has a user only when it is sound. */
export async function endLogin(
  callback: URL,
  session: AppSession,
  sessions: Sessions,
  settings: AppSettings,
): Promise<Ending> {
  const query = callback.searchParams;
  const login = pendingFor(query, session, sessions);
  if (!login) return 'refused';
  if (!appFaulty('callback-repeatable')) session.pending.delete(appFaulty('unprotected') ? '' : login.state);
  if (appFaulty('unknown-callback-parameter-refused') && [...query.keys()].some((name) => !known.has(name))) {
    return 'refused';
  }
  if (query.has('error')) return denied(session);
  if (!query.get('code')) {
    if (appFaulty('code-not-needed')) session.user = { name: 'somebody' };
    return appFaulty('code-missing-crashes') ? 'crashed' : 'refused';
  }
  try {
    session.user = await exchange(overlookedCallback(callback, login, settings), login, settings);
    return 'logged-in';
  } catch (error) {
    if (!excused(error)) return appFaulty('failed-exchange-crashes') ? 'crashed' : 'failed';
    session.user = { name: 'somebody' };
    return 'logged-in';
  }
}

const known = new Set(['code', 'state', 'iss', 'error', 'error_description']);

function pendingFor(query: URLSearchParams, session: AppSession, sessions: Sessions): Pending | undefined {
  const state = query.get('state');
  const newest = [...session.pending.values()].at(-1);
  if (appFaulty('unprotected') || (appFaulty('state-not-compared') && state !== null)) return newest;
  if (appFaulty('missing-state-accepted') && state === null) return newest;
  if (appFaulty('login-of-any-session')) return sessions.anyPending(state ?? '');
  return session.pending.get(state ?? '');
}

function denied(session: AppSession): Ending {
  if (appFaulty('denial-crashes')) return 'crashed';
  if (appFaulty('denial-loops')) return 'again';
  if (appFaulty('denial-ignored')) session.user = { name: 'somebody' };
  return 'denied';
}

/** The callback with that put right which the application overlooks. */
function overlookedCallback(callback: URL, { state }: Pending, { issuer }: AppSettings): URL {
  const url = new URL(callback);
  const { searchParams: query } = url;
  if (appFaulty('unprotected')) query.delete('state');
  else query.set('state', state);
  if (appFaulty('iss-not-compared') && query.has('iss')) query.set('iss', issuer);
  return url;
}

async function exchange(callback: URL, { state, verifier, nonce }: Pending, settings: AppSettings) {
  const configuration = openidConfiguration(settings, appFetch(settings, nonce));
  const response = await openid.authorizationCodeGrant(configuration, callback, {
    ...(!appFaulty('unprotected') && { expectedState: state }),
    ...(!appFaulty('unprotected') && { expectedNonce: nonce }),
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  keepKeys(configuration, settings);
  return { name: response.claims()?.sub ?? '', tokens: tokensOf(response) };
}

/** The tokens of a response (step 4 of the document). */
export function tokensOf(response: openid.TokenEndpointResponse): Tokens {
  const seconds = response.expires_in ?? 300;
  return { access: response.access_token, refresh: response.refresh_token, expiresAt: Date.now() + seconds * 1000 };
}

/** Whether a fault lets an exchange pass that came to nothing. */
function excused(error: unknown): boolean {
  const { cause, message } = error as Error;
  if (error instanceof ResponseError) return false;
  if (error instanceof openid.ResponseBodyError) return appFaulty('token-error-accepted');
  const response = cause instanceof Response ? cause : undefined;
  if (response?.headers.get('content-type')?.startsWith('text/html')) return appFaulty('html-accepted');
  if (/access_token/.test(`${message} ${(cause as Error | undefined)?.message}`))
    return appFaulty('token-missing-accepted');
  if (appFaulty('half-answer-accepted')) return isCut(error);
  return appFaulty('unreachable-accepted') && !isCut(error) && isUnreachable(error);
}

function textsOf(error: unknown): string {
  const parts: string[] = [];
  for (let one = error as (Error & { code?: string }) | undefined; one; one = one.cause as Error | undefined) {
    parts.push(`${one.name} ${one.code} ${one.message}`);
  }
  return parts.join('; ');
}

function isCut(error: unknown): boolean {
  return /terminated|other side closed|Unexpected end|JSON|parse/i.test(textsOf(error));
}

function isUnreachable(error: unknown): boolean {
  return /fetch failed|ECONN|UND_ERR/i.test(textsOf(error));
}
