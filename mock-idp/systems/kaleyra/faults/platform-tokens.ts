import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import { isGood, keyOf, underWay } from '../platform-auth.ts';
import type { CallbackProfile } from '../platform-profile.ts';
import {
  AuthFailed,
  endOf,
  isBearer as isBearerType,
  isToken,
  objectIn,
  tokenIn,
  useUntil,
  valueAt,
  withoutMark,
} from '../platform-response.ts';

/** Reads responses as by another profile. */
const responseProfileWith = (change: Partial<CallbackProfile>): Change =>
  instead(tokenIn, (honest) => (status, text, profile) => honest(status, text, { ...profile, ...change }));

/** Refuses good responses. */
const responseRefusedWhere = (isSuch: (response: Readonly<Record<string, unknown>>) => boolean): Change =>
  altered(objectIn, (response) => {
    if (isSuch(response)) throw new AuthFailed('unusable', 'the response is not as expected');
    return response;
  });

/** Refuses good tokens by their parts. */
const tokenRefusedWhere = (isSuch: (parts: readonly string[], profile: CallbackProfile) => boolean): Change =>
  altered(tokenIn, (held, _status, _text, profile) => {
    if (isSuch(held.token.split('.'), profile)) throw new AuthFailed('unusable', 'the token has not the expected form');
    return held;
  });

/** Treats such numbers as durations in seconds. */
const durationWhere = (isSuch: (number: number) => boolean): Change =>
  altered(endOf, (end, validity) => (isSuch(Number(validity)) ? now() + Number(validity) * 1000 : end));

function algorithmIn(header = ''): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

/** What the platform makes of a response with a token, and how long it keeps it. */
export const platformTokenFaults = faultsOf('kaleyra.client', {
  'token-per-callback': [
    'It asks for a token before every callback.',
    'kaleyra.platform.token-reused',
    altered(isGood, () => false),
  ],
  'never-renews': [
    'It goes on with a token whose validity is over.',
    'kaleyra.platform.token-renewed',
    altered(isGood, () => true),
  ],
  'string-expiration-unread': [
    'A validity written as a string is treated as none.',
    'kaleyra.platform.expiration-string',
    altered(endOf, (end, validity) => (typeof validity === 'string' ? undefined : end)),
  ],
  'number-expiration-unread': [
    'A validity written as a number is treated as none.',
    'kaleyra.rfc.platform-expiration-number',
    altered(endOf, (end, validity) => (typeof validity === 'number' ? undefined : end)),
  ],
  'token-name-fixed': [
    'The token is always read from access_token.',
    'kaleyra.platform.token-field-path',
    responseProfileWith({ tokenFieldPath: 'access_token' }),
  ],
  'expiration-name-fixed': [
    'The validity is always read from expires_in.',
    'kaleyra.platform.expiration-field-path',
    responseProfileWith({ expirationFieldPath: 'expires_in' }),
  ],
  'flat-paths': [
    'A path is treated as one name.',
    'kaleyra.practice.platform-nested-path',
    altered(valueAt, (_value, response, path) => response[path]),
  ],
  'two-part-token-refused': [
    'A token of two parts is refused.',
    'kaleyra.platform.sample-token',
    tokenRefusedWhere((parts) => parts.length === 2),
  ],
  'five-part-token-refused': [
    'A token of five parts is refused.',
    'kaleyra.platform.encrypted-token',
    tokenRefusedWhere((parts) => parts.length === 5),
  ],
  'long-token-cut': [
    'A token is cut after 2,048 characters.',
    ['kaleyra.practice.platform-long-token', 'kaleyra.platform.same-token'],
    altered(tokenIn, (held) => (held.token.length > 2_048 ? { ...held, token: held.token.slice(0, 2_048) } : held)),
  ],
  'mark-unread': [
    'A response with a byte order mark is treated as one that is no JSON.',
    'kaleyra.practice.platform-byte-order-mark',
    instead(withoutMark, () => (text) => text),
  ],
  'fraction-unread': [
    'A validity with a decimal point is treated as none.',
    'kaleyra.practice.platform-expiration-fraction',
    altered(endOf, (end, validity) => (String(validity).includes('.') ? undefined : end)),
  ],
  'opaque-token-refused': [
    'A token without parts is refused.',
    'kaleyra.rfc.platform-opaque-token',
    tokenRefusedWhere((parts) => parts.length === 1),
  ],
  'unusable-token-sent': [
    'Whatever stands at the path is sent as a token.',
    'kaleyra.rfc.platform-unusable-token',
    altered(isToken, () => true),
  ],
  'profiles-mixed': [
    'Profiles of one client id share a token.',
    'kaleyra.platform.profiles-apart',
    altered(keyOf, (_key, { clientId }) => clientId),
  ],
  'unknown-members-refused': [
    'A response with unknown members is refused.',
    'kaleyra.rfc.platform-unknown-members',
    responseRefusedWhere((response) => 'x_unknown' in response),
  ],
  'any-token-type': [
    'A token of another type is sent as Bearer.',
    'kaleyra.rfc.platform-token-type',
    altered(isBearerType, () => true),
  ],
  'token-type-case': [
    'token_type must be written Bearer.',
    'kaleyra.rfc.platform-token-type-case',
    altered(isBearerType, (_is, type) => type === 'Bearer'),
  ],
  'epoch-as-duration': [
    'A time in seconds is treated as a duration.',
    'kaleyra.practice.platform-epoch-seconds',
    durationWhere((number) => number >= 1e9 && number < 1e12),
  ],
  'milliseconds-as-duration': [
    'A time in milliseconds is treated as a duration.',
    'kaleyra.practice.platform-epoch-milliseconds',
    durationWhere((number) => number >= 1e12),
  ],
  'long-validity-lost': [
    'A validity above 24 days overflows and is over at once.',
    'kaleyra.practice.platform-long-validity',
    altered(useUntil, (until, validity) => (Number(endOf(validity)) - now() > 0x7fffffff ? now() : until)),
  ],
  'unusable-expiration-cached': [
    'A token without a usable validity is kept for an hour.',
    'kaleyra.practice.platform-unusable-expiration',
    altered(useUntil, (until, validity) => (endOf(validity) === undefined ? now() + 3_600_000 : until)),
  ],
  'configuration-forgotten': [
    'A changed client secret is not used while a token lives.',
    'kaleyra.practice.platform-configuration-change',
    altered(keyOf, (_key, { profile }) => profile),
  ],
  'algorithm-checked': [
    'A token whose header names another algorithm is refused.',
    'kaleyra.practice.platform-algorithm',
    tokenRefusedWhere((parts, { authAlgorithm }) => parts.length === 3 && algorithmIn(parts[0]) !== authAlgorithm),
  ],
  'not-before-obeyed': [
    'A token is not used before not_before.',
    'kaleyra.practice.platform-not-before',
    responseRefusedWhere(({ not_before }) => Number(not_before) * 1000 > now()),
  ],
  stampede: [
    'Several callbacks at once make as many auth requests.',
    'kaleyra.practice.platform-single-flight',
    instead(underWay, () => () => undefined),
  ],
});
