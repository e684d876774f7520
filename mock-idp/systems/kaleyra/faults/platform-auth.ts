import { altered, type Change, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { authCall, exchangeAuth, grantOf, keyOf, parametersOf } from '../platform-auth.ts';
import type { Call, Field } from '../platform-exchange.ts';
import type { CallbackProfile } from '../platform-profile.ts';
import { tokenIn, withoutMark } from '../platform-response.ts';
import { follow } from './follow.ts';

/** Asks for a token as by another profile. */
const authProfileWith = (change: (profile: CallbackProfile) => Partial<CallbackProfile>): Change =>
  instead(authCall, (honest) => (profile) => honest({ ...profile, ...change(profile) }));

/** Changes the authentication request. */
const authCallWith = (change: (call: Call, profile: CallbackProfile) => Partial<Call>): Change =>
  altered(authCall, (call, profile) => ({ ...call, ...change(call, profile) }));

/** Leaves parameters out. */
const parametersWithout = (...names: string[]): Change =>
  altered(parametersOf, (parameters) => parameters.filter(([name]) => !names.includes(name)));

/** Uses one grant whatever is configured. */
const grantProfileWith = (grant: CallbackProfile['grant']): Change =>
  instead(grantOf, (honest) => (profile) => honest({ ...profile, grant }));

/** Sends other parameters than those of the grant. */
const sends = (...fields: readonly Field[]): Change => altered(grantOf, () => fields);

const basicOf = ({ clientId, clientSecret }: CallbackProfile): string => {
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
};

const refreshTokens = kept(() => new Map<string, string>());

/** How the platform asks for a token. */
export const platformAuthFaults = faultsOf('kaleyra.client', {
  'always-posts-auth': [
    'It asks for tokens by POST whatever is configured.',
    'kaleyra.platform.auth-method',
    authProfileWith(() => ({ authMethod: 'POST' })),
  ],
  'auth-query-dropped': [
    'The query of the auth URL is dropped.',
    'kaleyra.platform.auth-url',
    authProfileWith(({ authUrl }) => ({ authUrl: authUrl.split('?')[0] ?? '' })),
  ],
  'without-id': ['The client id is left out.', 'kaleyra.platform.client-id', parametersWithout('client_id')],
  'without-secret': [
    'The client secret is left out.',
    'kaleyra.platform.client-secret',
    parametersWithout('client_secret'),
  ],
  'credentials-by-basic': [
    'The credentials go by HTTP Basic alone.',
    'kaleyra.platform.payload',
    together(
      parametersWithout('client_id', 'client_secret'),
      authCallWith(({ headers }, profile) => ({ headers: [...headers, ['Authorization', basicOf(profile)]] })),
    ),
  ],
  'credentials-unencoded': [
    'Client id and secret go into the form as they are.',
    'kaleyra.platform.credentials-exact',
    authCallWith(({ body }, { clientId, clientSecret }) =>
      body === undefined
        ? {}
        : {
            body: body
              .replace(/client_id=[^&]*/, `client_id=${clientId}`)
              .replace(/client_secret=.*/, `client_secret=${clientSecret}`),
          },
    ),
  ],
  'headers-dropped': [
    'The extra headers are not sent to the auth URL.',
    'kaleyra.platform.auth-headers',
    authProfileWith(() => ({ authHeaders: {} })),
  ],
  'first-header-only': [
    'One extra header is sent, the others are not.',
    'kaleyra.platform.more-headers',
    authProfileWith(({ authHeaders }) => ({
      authHeaders: Object.fromEntries(Object.entries(authHeaders).slice(0, 1)),
    })),
  ],
  'always-password': [
    'It uses the password grant whatever is configured.',
    'kaleyra.platform.client-credentials-grant',
    grantProfileWith('password'),
  ],
  'never-password': [
    'It never uses the password grant.',
    'kaleyra.platform.password-grant',
    grantProfileWith('client_credentials'),
  ],
  'authorization-code': [
    'It sends an authorization code.',
    'kaleyra.platform.no-authorization-code',
    sends(['grant_type', 'authorization_code'], ['code', 'a-code']),
  ],
  pkce: [
    'It sends a code verifier.',
    'kaleyra.platform.no-pkce',
    altered(grantOf, (grant): readonly Field[] => [...grant, ['code_verifier', 'a-code-verifier']]),
  ],
  device: [
    'It uses the device grant.',
    'kaleyra.platform.no-device',
    sends(['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'], ['device_code', 'a-device']),
  ],
  refreshes: [
    'It uses a refresh token that it was given.',
    'kaleyra.platform.no-refresh',
    together(
      instead(tokenIn, (honest) => (status, text, profile) => {
        const held = honest(status, text, profile);
        const { refresh_token } = JSON.parse(withoutMark(text));
        if (typeof refresh_token === 'string') refreshTokens().set(keyOf(profile), refresh_token);
        return held;
      }),
      instead(grantOf, (honest) => (profile): readonly Field[] => {
        const refreshToken = refreshTokens().get(keyOf(profile));
        if (refreshToken === undefined) return honest(profile);
        return [
          ['grant_type', 'refresh_token'],
          ['refresh_token', refreshToken],
        ];
      }),
    ),
  ],
  json: [
    'The auth request is JSON.',
    'kaleyra.rfc.platform-form',
    authCallWith(({ headers, body }) =>
      body === undefined
        ? {}
        : {
            headers: [['Content-Type', 'application/json'], ...headers.filter(([name]) => name !== 'Content-Type')],
            body: JSON.stringify(Object.fromEntries(new URLSearchParams(body))),
          },
    ),
  ],
  'without-grant-type': ['grant_type is left out.', 'kaleyra.rfc.platform-grant-type', sends()],
  'auth-redirect-followed': [
    'A redirect of the auth URL is followed.',
    'kaleyra.practice.platform-auth-redirect',
    instead(exchangeAuth, follow),
  ],
});
