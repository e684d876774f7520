import * as openid from 'openid-client';
import { step } from '../../../frame/step.ts';
import type { AppSession, Pending } from './sessions.ts';
import type { AppSettings } from './settings.ts';

/** Begins a login: remembers what the callback will be compared with, and gives the URL to send the user to (step 1 of the document). */
export async function beginLogin(
  session: AppSession,
  settings: AppSettings,
  configuration: openid.Configuration,
): Promise<URL> {
  const pending = newLogin();
  session.pending.set(pending.state, pending);
  return authorizationUrl(pending, settings, configuration);
}

/** What belongs to one login alone, all of it unguessable. */
export const newLogin = step(
  (): Pending => ({
    state: openid.randomState(),
    verifier: openid.randomPKCECodeVerifier(),
    nonce: openid.randomNonce(),
  }),
);

/** The URL of step 1, with the challenge of the login's verifier (RFC 7636 §4.2). */
export const authorizationUrl = step(
  async (
    { state, verifier, nonce }: Pending,
    { redirectUri, scope }: AppSettings,
    configuration: openid.Configuration,
  ): Promise<URL> =>
    openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope,
      response_type: 'code',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
);
