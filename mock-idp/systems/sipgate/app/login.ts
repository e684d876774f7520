import { createHash } from 'node:crypto';
import * as openid from 'openid-client';
import { appFaulty } from './faults.ts';
import type { AppSession, Pending } from './sessions.ts';
import type { AppSettings } from './settings.ts';

const always = 'always-the-same-and-long-enough-to-be-a-verifier';

/** Begins a login: remembers what the callback will be compared with, and gives the URL to send the user to (step 1 of the document). */
export async function beginLogin(
  session: AppSession,
  settings: AppSettings,
  configuration: openid.Configuration,
): Promise<URL> {
  const pending: Pending = {
    state: appFaulty('fixed-state') ? always : openid.randomState(),
    verifier: appFaulty('fixed-verifier') ? always : openid.randomPKCECodeVerifier(),
    nonce: appFaulty('fixed-nonce') ? always : openid.randomNonce(),
  };
  session.pending.set(appFaulty('unprotected') ? '' : pending.state, pending);
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    response_type: 'code',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await challengeOf(pending.verifier),
    code_challenge_method: 'S256',
  });
  distort(url, pending, settings);
  return url;
}

async function challengeOf(verifier: string): Promise<string> {
  if (appFaulty('hex-challenge')) return createHash('sha256').update(verifier).digest('hex');
  return openid.calculatePKCECodeChallenge(verifier);
}

function distort(url: URL, { verifier }: Pending, { clientSecret }: AppSettings): void {
  const { searchParams: query } = url;
  if (appFaulty('authorization-elsewhere')) url.pathname += 'orize';
  if (appFaulty('no-client-id')) query.delete('client_id');
  if (appFaulty('no-redirect-uri')) query.delete('redirect_uri');
  if (appFaulty('no-scope')) query.delete('scope');
  if (appFaulty('no-response-type')) query.delete('response_type');
  if (appFaulty('response-type-token')) query.set('response_type', 'token');
  if (appFaulty('secret-in-authorization-url')) query.set('client_secret', clientSecret);
  if (appFaulty('unprotected')) query.delete('state');
  if (appFaulty('unprotected')) query.delete('nonce');
  if (appFaulty('no-pkce') || appFaulty('unprotected')) {
    query.delete('code_challenge');
    query.delete('code_challenge_method');
  }
  if (appFaulty('plain-pkce')) {
    query.set('code_challenge', verifier);
    query.set('code_challenge_method', 'plain');
  }
}
