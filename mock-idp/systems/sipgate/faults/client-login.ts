import { createHash } from 'node:crypto';
import { altered, type Change, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { comparedWith, endLogin, forgetLogin } from '../app/callback.ts';
import { authorizationUrl, newLogin } from '../app/login.ts';
import { endSession, home, renewSession } from '../app/routes.ts';
import { cookieSettings, type Pending } from '../app/sessions.ts';
import type { AppSettings } from '../app/settings.ts';
import { newestLogin, toleratingAnyState } from './client-callback.ts';
import { exchangeForm } from './client-requests.ts';

/** Sends the user to another URL. */
const sentTo = (change: (url: URL, login: Pending, settings: AppSettings) => void): Change =>
  altered(authorizationUrl, (url, login, settings) => {
    const other = new URL(url);
    change(other, login, settings);
    return other;
  });

/** Leaves parameters out of the authorization request. */
const without = (...names: readonly string[]): Change =>
  sentTo(({ searchParams: query }) => {
    for (const name of names) query.delete(name);
  });

/** Sets a parameter of the authorization request. */
const withParameter = (name: string, value: string): Change =>
  sentTo(({ searchParams: query }) => query.set(name, value));

/** Makes a part of each login the same. */
const always = (part: keyof Pending): Change =>
  altered(newLogin, (login) => ({ ...login, [part]: 'always-the-same-and-long-enough-to-be-a-verifier' }));

const challenge = ['code_challenge', 'code_challenge_method'];

/** How the application begins a login, and what it keeps of it. */
export const clientLoginFaults = faultsOf('sipgate.client', {
  'authorization-elsewhere': [
    'The user is sent to another path of the realm.',
    'sipgate.client.authorization-url',
    sentTo((url) => {
      url.pathname += 'orize';
    }),
  ],
  'no-client-id': [
    'The authorization request has no client_id.',
    'sipgate.client.authorization-client-id',
    without('client_id'),
  ],
  'no-redirect-uri': [
    'The authorization request has no redirect_uri.',
    'sipgate.client.authorization-redirect-uri',
    without('redirect_uri'),
  ],
  'no-scope': ['The authorization request has no scope.', 'sipgate.client.authorization-scope', without('scope')],
  'response-type-token': [
    'The authorization request asks for a token.',
    'sipgate.client.authorization-response-type',
    withParameter('response_type', 'token'),
  ],
  'no-response-type': [
    'The authorization request has no response_type.',
    'sipgate.client.authorization-response-type',
    without('response_type'),
  ],
  'secret-in-authorization-url': [
    'The authorization URL holds the client secret.',
    'sipgate.client.secret-not-in-url',
    sentTo(({ searchParams: query }, _login, { clientSecret }) => query.set('client_secret', clientSecret)),
  ],
  unprotected: [
    'The authorization request has no state, no challenge and no nonce.',
    [
      'sipgate.client.state-sent',
      'sipgate.client.pkce-sent',
      'sipgate.client.nonce-sent',
      'sipgate.client.login-bound-to-session',
      'sipgate.client.code-of-another-login',
    ],
    together(
      without('state', 'nonce', ...challenge),
      newestLogin(() => true),
      toleratingAnyState,
      altered(comparedWith, ({ expectedNonce: _, ...others }) => others),
      exchangeForm((form) => form.delete('code_verifier')),
    ),
  ],
  'fixed-state': ['Every login has the same state.', 'sipgate.client.state-unguessable', always('state')],
  'no-pkce': [
    'The authorization request has no challenge.',
    'sipgate.client.pkce-sent',
    together(
      without(...challenge),
      exchangeForm((form) => form.delete('code_verifier')),
    ),
  ],
  'plain-pkce': [
    'The challenge is the verifier itself.',
    'sipgate.client.pkce-s256',
    sentTo(({ searchParams: query }, { verifier }) => {
      query.set('code_challenge', verifier);
      query.set('code_challenge_method', 'plain');
    }),
  ],
  'hex-challenge': [
    'The challenge is the digest in hexadecimal.',
    'sipgate.client.pkce-verifier',
    sentTo(({ searchParams: query }, { verifier }) => {
      query.set('code_challenge', createHash('sha256').update(verifier).digest('hex'));
    }),
  ],
  'fixed-verifier': ['Every login has the same verifier.', 'sipgate.client.pkce-fresh', always('verifier')],
  'fixed-nonce': ['Every login has the same nonce.', 'sipgate.client.nonce-fresh', always('nonce')],

  'callback-repeatable': [
    'The same callback URL exchanges its code again.',
    'sipgate.client.callback-once',
    instead(forgetLogin, () => () => {}),
  ],
  'login-forgotten': [
    'A login is forgotten at once.',
    'sipgate.client.logs-in',
    instead(endLogin, (honest) => async (callback, session, settings) => {
      const ending = await honest(callback, session, settings);
      delete session.user;
      return ending;
    }),
  ],
  'session-kept': [
    'The session cookie stays the same at a login.',
    'sipgate.client.session-renewed',
    instead(renewSession, () => () => {}),
  ],
  'cookie-readable': [
    'Scripts can read the session cookie.',
    'sipgate.client.cookie-http-only',
    altered(cookieSettings, (cookie) => ({ ...cookie, httpOnly: false })),
  ],
  'secret-in-page': [
    'A page of the application holds the client secret.',
    'sipgate.client.secret-not-in-page',
    instead(home, (honest) => (visit) => {
      honest(visit);
      visit.ctx.body = `${visit.ctx.body}<!-- ${visit.settings.clientSecret} -->\n`;
    }),
  ],
  'logout-forgets-nothing': ['A logout ends nothing.', 'sipgate.client.logout', instead(endSession, () => () => {})],
});
