import * as openid from 'openid-client';
import { step } from '../../../frame/step.ts';
import { keepKeys, openidConfiguration } from './openid.ts';
import type { AppSession, AppUser, Pending, Tokens } from './sessions.ts';
import type { AppSettings } from './settings.ts';

/** How a login ended. */
export type Ending = 'logged-in' | 'denied' | 'refused' | 'failed';

/** Ends a login with what came back to the redirect URI (steps 2 to 4 of the document). The session has a user only when it is sound. */
export const endLogin = step(async (callback: URL, session: AppSession, settings: AppSettings): Promise<Ending> => {
  const query = callback.searchParams;
  const login = loginOf(query, session);
  if (!login) return 'refused';
  forgetLogin(login, session);
  if (query.has('error')) return 'denied';
  if (!query.get('code')) return 'refused';
  try {
    session.user = await exchange(callback, login, settings);
    return 'logged-in';
  } catch {
    return 'failed';
  }
});

/** The login of this session that a callback belongs to, by its state. */
export const loginOf = step((query: URLSearchParams, { pending }: AppSession): Pending | undefined =>
  pending.get(query.get('state') ?? ''),
);

/** Lets a login end once. */
export const forgetLogin = step(({ state }: Pending, { pending }: AppSession): void => {
  pending.delete(state);
});

/** Exchanges the code of a callback (step 3 of the document). Throws for a response that nobody can be logged in by. */
export const exchange = step(async (callback: URL, login: Pending, settings: AppSettings): Promise<AppUser> => {
  const configuration = openidConfiguration(settings);
  const response = await openid.authorizationCodeGrant(configuration, callback, comparedWith(login));
  keepKeys(configuration, settings);
  return { name: response.claims()?.sub ?? '', tokens: tokensOf(response) };
});

/** What a callback and its tokens are compared with. */
export const comparedWith = step(
  ({ state, verifier, nonce }: Pending): openid.AuthorizationCodeGrantChecks => ({
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  }),
);

/** The tokens of a response (step 4 of the document). */
export function tokensOf(response: openid.TokenEndpointResponse): Tokens {
  const seconds = response.expires_in ?? 300;
  return { access: response.access_token, refresh: response.refresh_token, expiresAt: Date.now() + seconds * 1000 };
}
