import type { Fault } from '../../../faults/fault.ts';
import { type FaultTable, faultsIn } from '../../../faults/fault-table.ts';
import { isFaulty } from '../../../frame/scene.ts';

/** Every fault of the application: id without the prefix, what goes wrong, and the requirements (without the prefix) that it breaks. */
const table = {
  'authorization-elsewhere': ['The user is sent to another path of the realm.', 'authorization-url'],
  'no-client-id': ['The authorization request has no client_id.', 'authorization-client-id'],
  'no-redirect-uri': ['The authorization request has no redirect_uri.', 'authorization-redirect-uri'],
  'no-scope': ['The authorization request has no scope.', 'authorization-scope'],
  'response-type-token': ['The authorization request asks for a token.', 'authorization-response-type'],
  'no-response-type': ['The authorization request has no response_type.', 'authorization-response-type'],
  'secret-in-authorization-url': ['The authorization URL holds the client secret.', 'secret-not-in-url'],
  unprotected: [
    'The authorization request has no state, no challenge and no nonce.',
    'state-sent',
    'pkce-sent',
    'nonce-sent',
    'login-bound-to-session',
  ],
  'fixed-state': ['Every login has the same state.', 'state-unguessable'],
  'no-pkce': ['The authorization request has no challenge.', 'pkce-sent'],
  'plain-pkce': ['The challenge is the verifier itself.', 'pkce-s256'],
  'hex-challenge': ['The challenge is the digest in hexadecimal.', 'pkce-verifier'],
  'fixed-verifier': ['Every login has the same verifier.', 'pkce-fresh'],
  'fixed-nonce': ['Every login has the same nonce.', 'nonce-fresh'],

  'exchange-by-get': ['The code is exchanged by GET.', 'exchange-post'],
  'exchange-elsewhere': ['The code is sent to another path of the realm.', 'exchange-post'],
  'exchange-as-json': ['The code is exchanged as JSON.', 'exchange-form'],
  'exchange-without-client-id': ['The exchange has no client_id.', 'exchange-client-id'],
  'exchange-without-client-secret': ['The exchange has no client_secret.', 'exchange-client-secret'],
  'exchange-by-basic': ['The client secret goes by HTTP Basic to the exchange.', 'credentials-in-form'],
  'basic-not-encoded': ['Client id and secret go by HTTP Basic as they are, colon and all.', 'basic-encoded'],
  'exchange-with-another-code': ['The code is changed before its exchange.', 'exchange-code'],
  'exchange-without-redirect-uri': ['The exchange has no redirect_uri.', 'exchange-redirect-uri'],
  'another-redirect-uri': ['The exchange names another redirect URI.', 'exchange-same-redirect-uri'],
  'exchange-without-grant-type': ['The exchange has no grant_type.', 'exchange-grant-type'],
  'secret-in-token-url': ["The token endpoint's URL holds the client secret.", 'secret-not-in-token-url'],
  'code-used-twice': ['Each code is exchanged a second time.', 'code-once'],
  'callback-repeatable': ['The same callback URL exchanges its code again.', 'callback-once'],
  'login-forgotten': ['A login is forgotten at once.', 'logs-in'],
  'session-kept': ['The session cookie stays the same at a login.', 'session-renewed'],
  'cookie-readable': ['Scripts can read the session cookie.', 'cookie-http-only'],
  'secret-in-page': ['A page of the application holds the client secret.', 'secret-not-in-page'],

  'state-not-compared': ['Any state will do.', 'state-compared'],
  'missing-state-accepted': ['A callback without state will do.', 'state-needed'],
  'login-of-any-session': ['A login can end in another session than it began in.', 'login-bound-to-session'],
  'iss-not-compared': ['iss of the callback is not looked at.', 'iss-compared'],
  'denial-ignored': ['A denied login logs in.', 'denial-logs-nobody-in'],
  'denial-crashes': ['A denied login ends with status 500.', 'denial-told'],
  'denial-loops': ['A denied login begins the next at once.', 'denial-told'],
  'code-missing-crashes': ['A callback without a code ends with status 500.', 'code-missing-told'],
  'code-not-needed': ['A callback without a code logs in.', 'code-needed'],
  'unknown-callback-parameter-refused': [
    'A callback with an unknown parameter is refused.',
    'callback-unknown-parameter',
  ],

  'html-accepted': ['Whatever is HTML at the token endpoint logs in.', 'token-html'],
  'token-error-accepted': ['An error of the token endpoint logs in.', 'token-error'],
  'token-missing-accepted': ['A response without an access token logs in.', 'token-missing'],
  'half-answer-accepted': ['A response that breaks off logs in.', 'token-truncated'],
  'unreachable-accepted': ['A token endpoint that cannot be reached logs in.', 'token-unreachable'],
  'failed-exchange-crashes': ['An exchange that fails ends with status 500.', 'token-failure-told'],
  'waits-forever': ['The token endpoint is waited for without end.', 'token-silent'],
  'token-type-case-sensitive': ['token_type must be written bearer.', 'token-type-case'],
  'unknown-member-refused': ['A response with an unknown member is refused.', 'token-unknown-member'],
  'order-needed': ['The members of a response must come in an order.', 'token-any-order'],
  'jwt-needed': ['An access token must be a JWT.', 'token-opaque'],
  'expires-in-needed': ['A response without expires_in is refused.', 'token-without-expires-in'],

  'any-issuer': ['iss of the id token is not looked at.', 'id-token-issuer'],
  'any-audience': ['aud of the id token is not looked at.', 'id-token-audience'],
  'any-nonce': ['nonce of the id token is not looked at.', 'id-token-nonce'],
  'any-signature': ['The signature of the id token is not verified.', 'id-token-signature'],
  'unsigned-accepted': ['An id token may be unsigned.', 'id-token-unsigned'],
  'expired-accepted': ['An id token may have expired.', 'id-token-expired'],

  'no-bearer': ['The access token goes by another scheme.', 'bearer'],
  'token-in-query': ['The access token is in the URL of the resource too.', 'token-not-in-url'],
  'refreshes-for-each-call': ['Each call refreshes first.', 'refresh-when-due'],
  'never-refreshes': ['An expired access token is never refreshed.', 'refreshes'],
  'refresh-by-get': ['A refresh is a GET.', 'refresh-post'],
  'refresh-as-json': ['A refresh is JSON.', 'refresh-form'],
  'refresh-without-client-id': ['A refresh has no client_id.', 'refresh-client-id'],
  'refresh-without-client-secret': ['A refresh has no client_secret.', 'refresh-client-secret'],
  'refresh-by-basic': ['The client secret goes by HTTP Basic to a refresh.', 'credentials-in-form'],
  'refresh-by-access-token': ['A refresh sends the access token.', 'refresh-token'],
  'refresh-without-grant-type': ['A refresh has no grant_type.', 'refresh-grant-type'],
  'old-access-token-used': ['After a refresh the old access token is used.', 'new-access-token'],
  'old-refresh-token-kept': ['The first refresh token is used again and again.', 'newest-refresh-token'],
  'parallel-refreshes': ['Calls at the same time refresh one by one.', 'refresh-once'],
  'refused-refresh-repeated': ['A refused refresh is tried again and again.', 'refresh-refusal-accepted'],
  'logout-forgets-nothing': ['A logout ends nothing.', 'logout'],
} as const satisfies FaultTable;

export type AppFault = keyof typeof table;

/** The faults of the application that logs its users in. */
export const appFaults: readonly Fault[] = faultsIn(table, 'sipgate.client', 'sipgate.client');

/** Whether the request being answered asked for this fault (named without its prefix). */
export function appFaulty(id: AppFault): boolean {
  return isFaulty(`sipgate.client.${id}`);
}
