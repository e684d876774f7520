import { setTimeout as sleep } from 'node:timers/promises';
import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import {
  authorization,
  callBack,
  callbackCall,
  deliver,
  exchangeCallback,
  inUrl,
  isTokenRefused,
  mayRepeat,
  needsToken,
} from '../platform.ts';
import type { CallbackProfile } from '../platform-profile.ts';
import { AuthFailed } from '../platform-response.ts';
import { follow } from './follow.ts';

/** Calls back as by another profile. */
const callbackProfileWith = (change: (profile: CallbackProfile) => Partial<CallbackProfile>): Change =>
  instead(callbackCall, (honest) => (profile, token) => honest({ ...profile, ...change(profile) }, token));

/** Calls back without a token where there is none for this reason. */
const callsAfter = (kind: AuthFailed['kind']): Change =>
  instead(deliver, (honest) => async (profile, cache, dispatcher) => {
    try {
      return await honest(profile, cache, dispatcher);
    } catch (error) {
      if (error instanceof AuthFailed && error.kind === kind) return callBack(profile, undefined, dispatcher);
      throw error;
    }
  });

/** How the platform calls back. */
export const platformCallbackFaults = faultsOf('kaleyra.client', {
  'callback-first': [
    'It calls back once before it has a token.',
    'kaleyra.platform.auth-first',
    instead(deliver, (honest) => async (profile, cache, dispatcher) => {
      await callBack(profile, undefined, dispatcher);
      return honest(profile, cache, dispatcher);
    }),
  ],
  'headers-leaked': [
    'The extra headers go to the callback URL as well.',
    'kaleyra.platform.headers-not-leaked',
    callbackProfileWith(({ callbackHeaders, authHeaders }) => ({
      callbackHeaders: { ...callbackHeaders, ...authHeaders },
    })),
  ],
  'token-altered': [
    'The token loses its last character.',
    'kaleyra.platform.same-token',
    instead(authorization, (honest) => (token) => honest(token?.slice(0, -1))),
  ],
  'own-scheme': [
    'The token goes under the scheme Token.',
    'kaleyra.platform.bearer',
    altered(authorization, (fields) => fields.map(([name, value]) => [name, value.replace('Bearer', 'Token')])),
  ],
  'header-twice': [
    'Authorization is sent twice.',
    'kaleyra.platform.bearer',
    altered(authorization, (fields) => [...fields, ...fields]),
  ],
  'always-posts-callback': [
    'It calls back by POST whatever is configured.',
    'kaleyra.platform.callback-method',
    callbackProfileWith(() => ({ callbackMethod: 'POST' })),
  ],
  'callback-path-altered': [
    'The path of the callback URL gets a slash at its end.',
    'kaleyra.platform.callback-url',
    callbackProfileWith(({ callbackUrl }) => ({ callbackUrl: callbackUrl.replace(/(?=\?|$)/, '/') })),
  ],
  'callback-query-dropped': [
    'The query of the callback URL is dropped.',
    'kaleyra.platform.callback-query',
    callbackProfileWith(({ callbackUrl }) => ({ callbackUrl: callbackUrl.split('?')[0] ?? '' })),
  ],
  'callback-headers-dropped': [
    "The profile's headers are not sent.",
    'kaleyra.platform.callback-headers',
    callbackProfileWith(() => ({ callbackHeaders: {} })),
  ],
  'body-rewritten': [
    'The body is parsed and written again.',
    'kaleyra.platform.callback-body',
    altered(callbackCall, (call) => (call.body ? { ...call, body: JSON.stringify(JSON.parse(call.body)) } : call)),
  ],
  'calls-after-refusal': [
    'A refused auth request is followed by a callback.',
    'kaleyra.platform.no-token-after-refusal',
    callsAfter('refusal'),
  ],
  'calls-after-error': [
    'A failed auth request is followed by a callback.',
    'kaleyra.platform.no-token-after-error',
    callsAfter('error'),
  ],
  'calls-after-silence': [
    'An auth request without a response is followed by a callback.',
    'kaleyra.platform.no-token-after-silence',
    callsAfter('silence'),
  ],
  'calls-after-no-json': [
    'An auth response that is not JSON is followed by a callback.',
    'kaleyra.platform.no-token-after-no-json',
    callsAfter('no-json'),
  ],
  'calls-without-token': [
    'An auth response without a token is followed by a callback.',
    'kaleyra.platform.no-token-when-missing',
    callsAfter('missing'),
  ],
  'token-in-url': [
    'The token is in the callback URL as well.',
    'kaleyra.rfc.platform-token-not-in-url',
    altered(callbackCall, (call, _profile, token) => ({
      ...call,
      url: `${call.url}${call.url.includes('?') ? '&' : '?'}access_token=${token}`,
    })),
  ],
  'callback-redirect-followed': [
    'A redirect of the callback URL is followed with the token.',
    'kaleyra.practice.platform-callback-redirect',
    instead(exchangeCallback, follow),
  ],
  'variables-raw': [
    'Variables go into the query as they are.',
    'kaleyra.practice.platform-variables',
    altered(inUrl, (_encoded, value) => value.replaceAll(' ', '+')),
  ],
  'gives-up-on-401': [
    'A callback refused with 401 is given up.',
    'kaleyra.practice.platform-after-401',
    altered(mayRepeat, () => false),
  ],
  'refused-token-kept': [
    'A token that was refused with 401 is used again.',
    ['kaleyra.practice.platform-after-401', 'kaleyra.practice.platform-refused-token-dropped'],
    altered(isTokenRefused, () => false),
  ],
  'calls-before-token': [
    'It does not wait for a token that takes its time.',
    'kaleyra.platform.waits-for-token',
    instead(deliver, (honest) => async (profile, cache, dispatcher) => {
      const delivery = honest(profile, cache, dispatcher);
      const isThere = await Promise.race([
        delivery.then(
          () => true,
          () => true,
        ),
        sleep(600, false),
      ]);
      if (!isThere) await callBack(profile, undefined, dispatcher);
      return delivery;
    }),
  ],
  'always-asks': [
    'It asks for a token also where Advanced Authentication is switched off.',
    'kaleyra.platform.only-where-enabled',
    altered(needsToken, () => true),
  ],
  'calls-late-after-refusal': [
    'A refused auth request is followed by a callback, some time later.',
    'kaleyra.platform.no-token-after-refusal',
    instead(deliver, (honest) => async (profile, cache, dispatcher) => {
      try {
        return await honest(profile, cache, dispatcher);
      } catch (error) {
        if (error instanceof AuthFailed && error.kind === 'refusal')
          void sleep(600).then(() => callBack(profile, undefined, dispatcher));
        throw error;
      }
    }),
  ],
});
