import type { Fault } from '../../faults/fault.ts';
import { type FaultTable, faultsIn } from '../../faults/fault-table.ts';
import { isFaulty } from '../../frame/scene.ts';
import { consoleFaults } from './console-faults.ts';

/** Every behavioural fault of the endpoint: id without the system, what goes wrong, and the requirements (without the system) that it breaks. */
const table = {
  'login-refused': ['A good id and password are refused.', 'endpoint.authenticates'],
  'null-members-refused': ['Members that are null are refused.', 'endpoint.authenticates'],
  'wrong-password-accepted': ['Any password will do.', 'endpoint.wrong-password-refused'],
  'unknown-id-accepted': ['An id that nobody has is accepted with a known password.', 'endpoint.unknown-id-refused'],
  'any-developers-password': ["Any developer's password will do.", 'endpoint.password-of-another-refused'],
  'members-required': ['A request without all eight members is refused.', 'request.members-absent'],
  'sns-members-decide': ['A password login with an accessToken is refused.', 'request.only-id-and-password'],
  'unknown-members-refused': ['A request with a ninth member is refused.', 'request.unknown-members-ignored'],
  'email-login-refused': ['E-mail addresses are no ids.', 'request.email-login'],

  'sns-falls-back-to-password': [
    'A social login that is not linked is tried as a password login.',
    'sns.known-name-no-password',
  ],
  'unknown-sns-is-null': [
    'An SNS of an unknown name is read as null, which makes a password login of it.',
    'sns.unknown-name-no-password',
    'practice.sns-misspelt-no-password',
  ],
  'lower-case-sns-is-null': ['sns "facebook" is read as null.', 'practice.sns-misspelt-no-password'],
  'sns-refused': ['A linked developer of an SNS is refused.', 'sns.linked-subject'],
  'sns-any-subject': ['Any subject of an SNS logs in.', 'sns.unknown-subject-refused'],
  'sns-password-checked': ['A social login with a password is refused.', 'sns.password-ignored'],
  'sns-refresh-token-needed': ['A social login without a refresh token is refused.', 'sns.no-refresh-token'],
  'sns-expires-in-needed': ['A social login whose token has no known duration is refused.', 'sns.no-duration'],
  'sns-raw-response-json-only': ['rawTokenResponse must be JSON.', 'sns.raw-response-not-json'],
  'subject-by-sns-differs': ['A social login gives the subject at the SNS.', 'sns.same-subject'],

  'success-as-text': ['A login is answered in plain text.', 'response.body-json'],
  'success-with-byte-order-mark': ['The JSON of a response begins with a byte order mark.', 'response.body-json'],
  'success-media-type': ['A login is answered as text/html.', 'response.media-type'],
  'success-charset': ['A login is answered without a charset.', 'response.charset'],
  'success-cacheable': ['The response to a login may be cached.', 'response.cache-control'],
  'success-pragma': ['The response to a login has no Pragma.', 'response.pragma'],
  'success-status-201': ['A login is answered with 201.', 'vendor.success-status'],
  'subject-new-each-time': ['A developer gets a new subject at each login.', 'response.subject-stable'],
  'subject-shared': ['All developers have one subject.', 'response.subject-unique'],
  'subject-by-email-differs': ['A login by e-mail address gives that as subject.', 'response.subject-same-by-email'],
  'subject-with-space': ['The subject has a space in it.', 'practice.subject-no-space'],
  'display-name-100-emoji': ['The display name is a hundred emoji.', 'practice.display-name-utf-16'],

  'display-name-misspelt': ['The display name is called displayNam.', 'response.display-name-present'],

  'refused-subject-left-out': ['A refusal has no subject.', 'refusal.subject-present'],
  'refused-display-name-left-out': ['A refusal has no displayName.', 'refusal.display-name-present'],
  'refused-as-text': ['A refused login is answered in plain text.', 'refusal.body-json'],
  'refused-media-type': ['A refused login is answered as text/html.', 'refusal.media-type'],
  'refused-charset': ['A refused login is answered without a charset.', 'refusal.charset'],
  'refused-cacheable': ['The response to a refused login may be cached.', 'refusal.cache-control'],
  'refused-pragma': ['The response to a refused login has no Pragma.', 'refusal.pragma'],
  'refused-status-401': ['A refused login is answered with 401.', 'vendor.refused-status'],
  'refused-subject-set': ['A refused login names a subject.', 'vendor.refused-subject-null'],
  'refusals-differ': ['A refusal tells that the id is unknown.', 'practice.same-refusal'],
  'refusal-times-differ': ['A known id takes longer to refuse than an unknown one.', 'practice.same-time'],
  'password-sent-back': ['A refusal holds the password.', 'practice.no-echo'],

  'basic-unchecked': ['Callers need no Basic credentials.', 'basic.may-be-checked', 'practice.basic-checked'],
  'basic-name-unchecked': ['Any API key will do.', 'practice.basic-wrong-key'],
  'basic-password-unchecked': ['Any API secret will do.', 'practice.basic-wrong-secret'],
  'basic-malformed-accepted': ['Basic credentials that cannot be read are ignored.', 'practice.basic-malformed'],
  'basic-tells-what-is-wrong': ['A refusal tells whether key or secret is wrong.', 'practice.basic-same-refusal'],
  'basic-status-400': ['Missing and wrong Basic credentials are answered with 400.', 'rfc.basic-status'],
  'basic-no-challenge': [
    'The response to a caller without credentials has no WWW-Authenticate.',
    'rfc.basic-challenge',
  ],
  'basic-scheme-case': ['The scheme must be written Basic.', 'rfc.basic-scheme-case'],
  'basic-one-space': ['Two spaces after Basic are one too many.', 'rfc.basic-spaces'],
  'body-before-basic': ['The body is looked at before the Basic credentials.', 'vendor.basic-first'],

  'other-service-accepted': ['serviceApiKey is not looked at.', 'practice.other-service-refused'],
  'service-api-key-rounded': ['serviceApiKey is read as a double.', 'practice.service-api-key-exact'],
  'missing-id-accepted': ['A request without an id is accepted with a known password.', 'practice.id-required'],
  'null-id-accepted': ['An id that is null is accepted with a known password.', 'practice.id-type'],
  'id-operator-accepted': ['An object as id reaches the query.', 'practice.id-operator'],
  'empty-id-accepted': ['An empty id is accepted with a known password.', 'practice.id-empty'],
  'long-id-500': ['A long id crashes the endpoint.', 'practice.id-long'],
  'id-trimmed': ['Blanks around an id are taken away.', 'practice.id-exact'],
  'missing-password-accepted': ['A request without a password is accepted.', 'practice.password-required'],
  'null-password-accepted': ['A password that is null is accepted.', 'practice.password-type'],
  'password-operator-accepted': ['An object as password reaches the query.', 'practice.password-operator'],
  'empty-password-accepted': ['An empty password is accepted.', 'practice.password-empty'],

  'media-type-parameters-refused': ['application/json with a charset is refused.', 'rfc.media-type-parameters'],
  'media-type-case-sensitive': ['Application/JSON is refused.', 'rfc.media-type-case'],
  'any-media-type': ['A body of any media type is read.', 'practice.other-media-types'],
  'media-type-status-200': ['A body of another media type is answered with 200.', 'rfc.media-type-status'],
  'json-escapes-misread': ['\\u escapes are not undone.', 'rfc.json-escapes'],
  'utf-8-misread': ['Bodies are read as Latin-1.', 'rfc.json-utf-8'],
  'malformed-json-repaired': ['A truncated body is completed.', 'practice.malformed-json'],
  'malformed-status-200': ['A body that is not JSON is answered with 200.', 'rfc.malformed-status'],
  'array-unwrapped': ['A request in an array is taken out of it.', 'practice.body-not-object'],
  'empty-body-500': ['An empty body crashes the endpoint.', 'practice.empty-body'],
  'duplicate-members-500': ['Duplicate members crash the endpoint.', 'practice.duplicate-members'],
  'duplicate-members-any': ['Of duplicate members the shortest counts.', 'practice.duplicate-members'],
  'deep-nesting-500': ['Deeply nested JSON crashes the endpoint.', 'practice.deep-nesting'],
  'byte-order-mark-500': ['A byte order mark crashes the endpoint.', 'practice.byte-order-mark'],
  'invalid-utf-8-500': ['Bytes that are not UTF-8 crash the endpoint.', 'practice.invalid-utf-8'],
  'large-body-500': ['A large body crashes the endpoint.', 'practice.large-body'],
  'put-accepted': ['PUT logs in as well.', 'practice.other-methods'],
  'wrong-method-200': ['Other methods are answered with 200.', 'rfc.method-status'],
  'no-allow-header': ['The 405 response has no Allow.', 'rfc.allow-header'],
} as const satisfies FaultTable;

export type AuthleteFault = `authlete.${keyof typeof table}`;

/** The URL in the settings begins with http://. */
const plainHttp: Fault = {
  id: 'authlete.plain-http',
  system: 'authlete',
  role: 'authlete.server',
  sentence: 'Service Owner Console has an http URL of the endpoint.',
  breaks: ['authlete.settings.https'],
  target: { authlete: { publicUrl: 'http://developers.example.org/authentication' } },
};

/** The behavioural faults of the endpoint. */
export const faults: readonly Fault[] = [...faultsIn(table, 'authlete.server'), plainHttp, ...consoleFaults];

/** Whether the request being answered asked for this fault. */
export function faulty(id: AuthleteFault): boolean {
  return isFaulty(id);
}
