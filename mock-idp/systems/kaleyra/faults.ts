import type { Fault } from '../../faults/fault.ts';
import { type FaultTable, faultsIn } from '../../faults/fault-table.ts';
import { isFaulty } from '../../frame/scene.ts';
import { clientTable } from './platform-faults.ts';

/** Every fault of the customer: id without the system, what goes wrong, the requirements (without the system) that it breaks. */
const serverTable = {
  'credentials-refused': ['A good client id and secret are refused.', 'auth.issues-token'],
  'client-credentials-refused': ['The client credentials grant is refused.', 'auth.client-credentials-grant'],
  'password-grant-refused': ['The password grant is refused.', 'auth.password-grant'],
  'token-elsewhere': ['The token is under a name that nobody configured.', 'auth.token-at-path'],
  'token-in-list': ['The token is wrapped in a list.', 'auth.token-text'],
  'expiry-elsewhere': ['The validity is under a name that nobody configured.', 'auth.expiry-at-path'],
  'expiry-unusable': ['The validity is a word.', 'auth.expiry-usable'],
  'token-shared-by-clients': ['All clients get the same token.', 'auth.token-unique'],
  'another-algorithm': ['The token is encoded with another algorithm than configured.', 'auth.algorithm'],
  'token-not-encoded': ['The token is not encoded at all.', 'auth.algorithm'],
  'signature-of-another-token': ['The token carries the signature of another one.', 'auth.algorithm-verifies'],
  'extra-headers-refused': ['The configured extra headers make it refuse the request.', 'auth.extra-headers'],
  'wrong-id-accepted': ['Any client id will do.', 'auth.wrong-id-refused'],
  'wrong-secret-accepted': ['Any client secret will do.', 'auth.wrong-secret-refused'],
  'missing-id-accepted': ['A request without a client id gets a token.', 'auth.missing-id-refused'],
  'missing-secret-accepted': ['A request without a client secret gets a token.', 'auth.missing-secret-refused'],
  'secret-of-another-accepted': ['The secret of any client will do.', 'auth.secret-of-another-refused'],
  'authorization-code-issues': ['Any authorization code gets a token.', 'auth.no-authorization-code'],
  'pkce-issues': ['Any authorization code with a code verifier gets a token.', 'auth.no-pkce'],
  'device-issues': ['Any device code gets a token.', 'auth.no-device'],
  'refresh-issues': ['Any refresh token gets a token.', 'auth.no-refresh'],

  'token-status-201': ['A token is answered with 201.', 'rfc.token-status'],
  'token-as-text-plain': ['A token is answered as text/plain.', 'rfc.token-media-type'],
  'token-cacheable': ['The response with the token may be cached.', 'rfc.no-store'],
  'no-pragma': ['The response with the token has no Pragma.', 'rfc.no-cache'],
  'expires-in-as-text': ['expires_in is a text.', 'rfc.expires-in-number'],
  'refresh-token-given': ['Client credentials get a refresh token too.', 'rfc.no-refresh-token'],
  'refused-status-403': ['Wrong credentials are answered with 403.', 'rfc.refused-status'],
  'invalid-client-otherwise': ['Wrong credentials are called invalid_scope.', 'rfc.invalid-client'],
  'basic-unsupported': ['Credentials by HTTP Basic are refused.', 'rfc.basic-supported'],
  'basic-unchallenged': ['Wrong Basic credentials get no challenge.', 'rfc.basic-challenge'],
  'unknown-grant-issues': ['An unknown grant type gets a token.', 'rfc.unknown-grant-refused'],
  'unsupported-grant-as-invalid-request': [
    'An unknown grant type is called invalid_request.',
    'rfc.unsupported-grant-type',
  ],
  'grant-type-optional': ['A request without grant_type gets a token.', 'rfc.missing-grant-type'],
  'repeated-parameter-accepted': ['A parameter may be repeated.', 'rfc.repeated-parameter'],
  'unknown-parameter-refused': ['An unknown parameter is refused.', 'rfc.unknown-parameter'],
  'empty-parameter-refused': ['An empty parameter is refused.', 'rfc.empty-parameter'],
  'credentials-in-url': ['Credentials in the URL get a token.', 'rfc.credentials-not-in-url'],
  'wrong-password-accepted': ['Any password will do.', 'rfc.wrong-password-refused'],
  'unknown-user-accepted': ['Any user name will do.', 'rfc.unknown-user-refused'],
  'missing-password-accepted': ['A user name without a password will do.', 'rfc.missing-password-refused'],
  'wrong-password-as-invalid-client': ['A wrong password is called invalid_client.', 'rfc.invalid-grant'],
  'any-content-type': ['A form labelled text/plain gets a token.', 'practice.content-type'],
  'secret-echoed': ['A refusal repeats the secret.', 'practice.secret-not-echoed'],

  'live-token-refused': ['Live tokens are refused.', 'callback.live-token-accepted'],
  'token-for-single-use': ['A token works once.', 'callback.token-reusable'],
  'query-refused': ['A callback with a query is refused.', 'callback.query-kept'],
  'anonymous-callback': ['A callback without a token is accepted.', 'callback.token-required'],
  'unknown-token-accepted': ['A token that was never issued is accepted.', 'callback.unknown-token-refused'],
  'tampered-token-accepted': ['An altered token is accepted.', 'callback.tampered-token-refused'],
  'malformed-token-accepted': ['Anything after Bearer is accepted.', 'callback.malformed-token-refused'],
  'secret-as-token': ['The client secret is accepted as a token.', 'callback.secret-refused'],
  'never-expires': ['Tokens go on working when their validity is over.', 'callback.expired-token-refused'],
  'validity-halved': ['A token dies at half of its validity.', 'callback.valid-for-duration'],
  'scheme-case-sensitive': ['The scheme must be written Bearer.', 'rfc.scheme-case'],
  'two-tokens-accepted': ['Two Authorization headers are accepted.', 'rfc.two-tokens-refused'],
  'foreign-token-accepted': ["Another client's token is accepted.", 'rfc.foreign-token-refused'],
  'unauthorized-403': ['A callback without a token is answered with 403.', 'rfc.unauthorized-status'],
  unchallenged: ['A callback without a token gets no challenge.', 'rfc.unauthorized-challenge'],
  'error-without-token': ['A callback without a token gets an error code.', 'rfc.no-error-code'],
  'invalid-token-403': ['A bad token is answered with 403.', 'rfc.invalid-token-status'],
  'invalid-token-otherwise': ['A bad token is called invalid_request.', 'rfc.invalid-token-code'],
  'token-in-query-accepted': ['A token in the query is accepted.', 'practice.token-not-in-query'],
} as const satisfies FaultTable;

type Table = typeof serverTable & typeof clientTable;

export type KaleyraFault = `kaleyra.${keyof Table}`;

/** The behavioural faults of the mock customer and of the mock platform. */
export const faults: readonly Fault[] = [
  ...faultsIn(serverTable, 'kaleyra.server'),
  ...faultsIn(clientTable, 'kaleyra.client'),
];

/** Whether the request being answered asked for this fault. */
export function faulty(id: KaleyraFault): boolean {
  return isFaulty(id);
}
