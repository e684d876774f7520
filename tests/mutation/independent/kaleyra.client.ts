import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { now } from '../../../mock-idp/frame/scene.ts';
import { authorization, callBack, deliver, needsToken } from '../../../mock-idp/systems/kaleyra/platform.ts';
import { authCall, isGood, keyOf, parametersOf } from '../../../mock-idp/systems/kaleyra/platform-auth.ts';
import type { Field } from '../../../mock-idp/systems/kaleyra/platform-exchange.ts';
import { AuthFailed, endOf, tokenIn, useUntil, valueAt } from '../../../mock-idp/systems/kaleyra/platform-response.ts';
import type { Defects } from './defect.ts';

const CONTAINS = 'The authentication request contains among others, the configured Client ID and Client Secret.';
const SAME_TOKEN = 'Kaleyra.io then adds the same token in the subsequent callback calls sent to your callback URL.';
const VALIDITY =
  'In the expirationFieldPath field, enter the attribute name where you send back in the response the validity time of the generated token.';
const AT_PATH =
  'In the tokenFieldPath field, enter the attribute name where you will send the token back in the authentication response.';
const METHOD = 'Select the HTTP method type you want to send the Advanced Authentication.';

const latest = kept(() => ({ token: '' }));

export const defects: Defects = {
  'token-never-reused': [SAME_TOKEN, 'Each callback fetches a token of its own.', instead(isGood, () => () => false)],
  'token-used-after-its-end': [
    'In response, your authentication system shares the access token that can be in encrypted form and valid for a specific duration.',
    'A token is used for ten minutes after its end.',
    altered(isGood, (good, { expiresAt }) => good || expiresAt + 600_000 > now()),
  ],
  'validity-as-text-ignored': [
    '"expires_in": "3599",',
    'A validity that is a text, as in the sample, is treated as none.',
    instead(endOf, (honest) => (validity) => honest(typeof validity === 'string' ? undefined : validity)),
  ],
  'validity-in-milliseconds': [
    VALIDITY,
    'The validity is taken for milliseconds.',
    altered(endOf, (end, validity) => {
      const number = Number(validity);
      return end !== undefined && number < 1e9 ? now() + number : end;
    }),
  ],
  'time-taken-for-duration': [
    VALIDITY,
    'A validity that is a time is taken for a duration in seconds, which does not end.',
    altered(endOf, (end, validity) => (Number(validity) >= 1e9 ? now() + Number(validity) * 1000 : end)),
  ],
  'used-up-to-the-end-of-the-hour': [
    VALIDITY,
    'The end of a token is rounded up to the next whole hour.',
    altered(useUntil, (end) => (end > now() ? Math.ceil(end / 3_600_000) * 3_600_000 : end)),
  ],
  'path-without-indexes': [
    AT_PATH,
    'A path leads into objects, and not into lists.',
    altered(valueAt, (value, response, path) =>
      /[.[]\d/.test(path) && !Object.hasOwn(response, path) ? undefined : value,
    ),
  ],
  'dots-always-separate': [
    AT_PATH,
    'A name with a dot in it is not found, since every dot leads a level down.',
    altered(valueAt, (value, response, path) =>
      path.includes('.') && Object.hasOwn(response, path) ? undefined : value,
    ),
  ],
  'one-token-an-auth-url': [
    CONTAINS,
    'Tokens are held by auth URL, so that two clients of one URL share the first one’s.',
    instead(
      keyOf,
      () =>
        ({ authUrl }) =>
          authUrl,
    ),
  ],
  'one-token-a-profile': [
    CONTAINS,
    'Tokens are held by the name of the profile, so that a changed client ID or secret counts only later.',
    instead(
      keyOf,
      () =>
        ({ profile }) =>
          profile,
    ),
  ],
  'first-header-only': [
    '(Optional) After you enter the first Key-Value pairs, to add more Key-Value pairs, click + Add More.',
    'Of the header fields of the profile only the first is sent.',
    instead(
      authCall,
      (honest) => (profile) =>
        honest({ ...profile, authHeaders: Object.fromEntries(Object.entries(profile.authHeaders).slice(0, 1)) }),
    ),
  ],
  'headers-not-with-get': [
    '(Optional) In the Headers field, enter any additional values as Key-Value pairs that you need for Advanced Authentication.',
    'The header fields of the profile are left out where the authentication request is a GET.',
    instead(
      authCall,
      (honest) => (profile) => honest(profile.authMethod === 'GET' ? { ...profile, authHeaders: {} } : profile),
    ),
  ],
  'form-not-encoded': [
    CONTAINS,
    'The parameters are joined as they are, so that + and & in a secret mean something else.',
    altered(authCall, (call, profile) => {
      const plain = parametersOf(profile)
        .map((pair) => pair.join('='))
        .join('&');
      return call.body === undefined ? call : { ...call, body: plain };
    }),
  ],
  'password-grant-without-secret': [
    CONTAINS,
    'The request of the password grant leaves the client secret out.',
    altered(parametersOf, (fields, { grant }) =>
      grant === 'password' ? fields.filter(([name]) => name !== 'client_secret') : fields,
    ),
  ],
  'password-grant-named-otherwise': [
    'Password | Yes',
    'The password grant is asked for as client_credentials, with user name and password.',
    altered(parametersOf, (fields) =>
      fields.map(([name, value]): Field => [name, name === 'grant_type' ? 'client_credentials' : value]),
    ),
  ],
  'put-sent-as-post': [
    METHOD,
    'A profile that is set to PUT sends a POST.',
    altered(authCall, (call) => (call.method === 'PUT' ? { ...call, method: 'POST' } : call)),
  ],
  'query-twice': [
    'In the Auth URL field, enter the endpoint URL Kaleyra.io has to call to request the access token.',
    'The parameters of a GET begin with a ? although the auth URL has one.',
    altered(authCall, (call, { authUrl }) =>
      call.method === 'GET' && authUrl.includes('?')
        ? { ...call, url: call.url.replace(`${authUrl}&`, `${authUrl}?`) }
        : call,
    ),
  ],
  'called-back-without-token': [
    'All callbacks will be authenticated towards the customer endpoint.',
    'Where the auth URL gives no JSON, the callback is sent without a token, so that it is not lost.',
    instead(deliver, (honest) => async (profile, cache, dispatcher) => {
      try {
        return await honest(profile, cache, dispatcher);
      } catch (error) {
        if (!(error instanceof AuthFailed) || error.kind !== 'no-json') throw error;
        return callBack(profile, undefined, dispatcher);
      }
    }),
  ],
  'latest-token-for-all': [
    SAME_TOKEN,
    'The token is in a variable that all profiles share, so that a callback carries the one that was fetched last.',
    together(
      altered(tokenIn, (held) => {
        latest().token = held.token;
        return held;
      }),
      altered(authorization, (fields) =>
        fields.length > 0 && latest().token !== ''
          ? [['Authorization', `Bearer ${latest().token}`] satisfies Field]
          : fields,
      ),
    ),
  ],
  'padding-cut-off': [
    SAME_TOKEN,
    'The = at the end of a token are cut off before it is sent back.',
    altered(authorization, (fields) => fields.map(([name, value]): Field => [name, value.replace(/=+$/, '')])),
  ],
  'authenticated-without-being-asked': [
    "Kaleyra.io allows you to secure the communication between Kaleyra.io and your customer's systems (end users) when the given profile is used for the callback using Advanced Authentication.",
    'A profile whose Advanced Authentication is switched off sends a token all the same.',
    instead(needsToken, () => () => true),
  ],
};
