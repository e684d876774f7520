import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { now } from '../../../mock-idp/frame/scene.ts';
import { checkGrant, expiresAt, isUser, tokenReply } from '../../../mock-idp/systems/kaleyra/auth.ts';
import { bearerError, isLive, tokenOf } from '../../../mock-idp/systems/kaleyra/callback.ts';
import { clientOf } from '../../../mock-idp/systems/kaleyra/credentials.ts';
import { expiryOf } from '../../../mock-idp/systems/kaleyra/shape.ts';
import { makeToken } from '../../../mock-idp/systems/kaleyra/token.ts';
import type { Defects } from './defect.ts';

const IDENTITY =
  "Token-based authentication is an authentication protocol where you can verify Kaleyra.io's identity by pre-configured client ID and client secret through payload in exchange for a unique access token valid for a defined duration to call your callback endpoint.";
const CONTAINS = 'The authentication request contains among others, the configured Client ID and Client Secret.';
const VALID =
  'In response, your authentication system shares the access token that can be in encrypted form and valid for a specific duration.';
const SAME_TOKEN = 'Kaleyra.io then adds the same token in the subsequent callback calls sent to your callback URL.';
const ALL = 'All callbacks will be authenticated towards the customer endpoint.';
const VALIDITY =
  'In the expirationFieldPath field, enter the attribute name where you send back in the response the validity time of the generated token.';
const AT_PATH =
  'In the tokenFieldPath field, enter the attribute name where you will send the token back in the authentication response.';

const AN_HOUR = 3_600_000;

const tokens = kept(() => new Map<string, { readonly token: string; readonly until: number }>());
const known = kept(() => new Set<string>());
const spent = kept(() => new Set<string>());
const latest = kept(() => new Map<string, string>());
const asked = kept(() => ({ grant: '' }));

const secretOf = ({ parameters, basic }: Parameters<typeof clientOf>[0]) =>
  basic ?? { id: parameters.get('client_id') ?? '', secret: parameters.get('client_secret') ?? '' };

function claimsOf(token: string): { readonly sub?: string; readonly exp?: number } {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}

export const defects: Defects = {
  'secret-in-any-case': [
    IDENTITY,
    'The client secret is compared without regard to case.',
    altered(clientOf, (client, request, { clients }) => {
      const { id, secret } = secretOf(request);
      return client ?? clients.find((one) => one.id === id && one.secret.toLowerCase() === secret.toLowerCase());
    }),
  ],
  'secret-of-eight-characters': [
    IDENTITY,
    'Only the first eight characters of the client secret are compared.',
    altered(clientOf, (client, request, { clients }) => {
      const { id, secret } = secretOf(request);
      return client ?? clients.find((one) => one.id === id && one.secret.slice(0, 8) === secret.slice(0, 8));
    }),
  ],
  'secret-of-another-client': [
    IDENTITY,
    'A client gets a token with the secret of any client.',
    altered(clientOf, (client, request, { clients }) => {
      const { id, secret } = secretOf(request);
      const isSecret = clients.some((one) => one.secret === secret);
      return client ?? (isSecret ? clients.find((one) => one.id === id) : undefined);
    }),
  ],
  'secret-left-out': [
    CONTAINS,
    'A request without a client secret is one of a public client, and gets a token.',
    altered(clientOf, (client, { parameters, basic }, { clients }) =>
      client || basic || parameters.has('client_secret')
        ? client
        : clients.find(({ id }) => id === parameters.get('client_id')),
    ),
  ],
  'client-in-any-case': [
    IDENTITY,
    'The client ID is looked up without regard to case.',
    altered(clientOf, (client, request, { clients }) => {
      const { id, secret } = secretOf(request);
      return client ?? clients.find((one) => one.id.toLowerCase() === id.toLowerCase() && one.secret === secret);
    }),
  ],
  'password-grant-without-secret': [
    CONTAINS,
    'The password grant looks at user and client ID, and not at the client secret.',
    altered(clientOf, (client, { parameters }, { clients }) =>
      parameters.get('grant_type') === 'password'
        ? (client ?? clients.find(({ id }) => id === parameters.get('client_id')))
        : client,
    ),
  ],
  'user-password-in-any-case': [
    'Password | Yes',
    'The password of the password grant is compared without regard to case.',
    altered(
      isUser,
      (fits, users, name, password) =>
        fits || users.some((user) => user.name === name && user.password.toLowerCase() === password.toLowerCase()),
    ),
  ],
  'user-password-trimmed': [
    'Password | Yes',
    'The password grant succeeds as soon as the right password begins with the one that is sent.',
    altered(
      isUser,
      (fits, users, name, password) =>
        fits || users.some((user) => user.name === name && user.password.startsWith(password)),
    ),
  ],
  'one-token-a-second': [
    IDENTITY,
    'The token is made of the client and the time in seconds, so that two requests in a second get the same.',
    instead(makeToken, (honest) => async (profile, client) => {
      const key = `${profile.name} ${client} ${Math.floor(now() / 1000)}`;
      const made = tokens().get(key) ?? { token: await honest(profile, client), until: 0 };
      tokens().set(key, made);
      return made.token;
    }),
  ],
  'token-given-again': [
    IDENTITY,
    'A client gets the same token again until it ends, each time with the whole validity.',
    instead(makeToken, (honest) => async (profile, client) => {
      const key = `${profile.name} ${client}`;
      const there = tokens().get(key);
      if (there && there.until > now()) return there.token;
      const token = await honest(profile, client);
      tokens().set(key, { token, until: now() + profile.lifetime * 1000 });
      return token;
    }),
  ],
  'an-hour-of-leeway': [
    IDENTITY,
    'A token is taken for an hour after its end.',
    altered(isLive, (isOne, token, { name, clients: [own] }, store) => {
      const issued = store.get(token);
      return isOne || (issued?.profile === name && issued.client === own?.id && issued.expiresAt + AN_HOUR > now());
    }),
  ],
  'used-tokens-never-end': [
    IDENTITY,
    'A token that a callback has brought is cached, and the cache does not look at its end.',
    instead(isLive, (honest) => (token, profile, store) => {
      if (honest(token, profile, store)) known().add(token);
      return known().has(token);
    }),
  ],
  'claims-end-early': [
    VALIDITY,
    'The token itself says that it ends after five minutes, the response tells the whole validity.',
    instead(makeToken, (honest) => (profile, client) => honest({ ...profile, lifetime: 300 }, client)),
  ],
  'ends-ten-minutes-early': [
    VALIDITY,
    'The callback URL refuses a token ten minutes before the validity that was told is over.',
    altered(expiresAt, (end) => end - 600_000),
  ],
  'validity-in-milliseconds': [
    VALIDITY,
    'The validity is told in milliseconds, which a client takes for seconds.',
    altered(expiryOf, (validity, { expiration }) =>
      expiration === 'seconds' && typeof validity === 'number' ? validity * 1000 : validity,
    ),
  ],
  'password-token-elsewhere': [
    AT_PATH,
    'The response to the password grant has the token under access_token, wherever tokenFieldPath points.',
    together(
      instead(checkGrant, (honest) => (parameters, profile) => {
        asked().grant = parameters.get('grant_type') ?? '';
        honest(parameters, profile);
      }),
      altered(tokenReply, (reply, { lifetime }, token) =>
        asked().grant === 'password'
          ? { ...reply, body: { token_type: 'Bearer', access_token: token, expires_in: lifetime } }
          : reply,
      ),
    ),
  ],
  'another-algorithm': [
    'In the authAlgorithm field, enter the algorithm you will use to encode the token before sending it back to kaleyra in the authentication response.',
    'The token is signed with the 512 bit variant of the algorithm that was agreed on.',
    instead(makeToken, (honest) => (profile, client) => {
      const { kind, algorithm } = profile.token;
      return honest(
        kind === 'jwt' && algorithm
          ? { ...profile, token: { kind, algorithm: `${algorithm.slice(0, 2)}512` } }
          : profile,
        client,
      );
    }),
  ],
  'signature-not-verified': [
    ALL,
    'The callback URL decodes the token and looks at subject and end, and not at its signature.',
    altered(isLive, (isOne, token, { clients: [own] }) => {
      const { sub, exp = 0 } = claimsOf(token);
      return isOne || (sub === own?.id && exp * 1000 > now());
    }),
  ],
  'token-of-any-client': [
    ALL,
    'The callback URL takes the token of another client of the auth URL as well.',
    altered(isLive, (isOne, token, { name }, store) => {
      const issued = store.get(token);
      return isOne || (issued?.profile === name && issued.expiresAt > now());
    }),
  ],
  'token-works-once': [
    SAME_TOKEN,
    'A token is good for one callback.',
    instead(isLive, (honest) => (token, profile, store) => {
      const isGood = honest(token, profile, store) && !spent().has(token);
      spent().add(token);
      return isGood;
    }),
  ],
  'next-token-ends-the-last': [
    VALID,
    'The next token of a client ends the one before.',
    together(
      instead(makeToken, (honest) => async (profile, client) => {
        const token = await honest(profile, client);
        latest().set(`${profile.name} ${client}`, token);
        return token;
      }),
      altered(isLive, (isOne, token, { name, clients: [own] }) => {
        const last = latest().get(`${name} ${own?.id}`);
        return isOne && (last === undefined || last === token);
      }),
    ),
  ],
  'query-refused': [
    "curl --location --request GET 'https://docdemo.com?custom_param=some_value'",
    'A callback whose URL has a query is refused.',
    altered(tokenOf, (token, _, query) => {
      if (query.size > 0) throw bearerError('invalid_request', 'no query was expected');
      return token;
    }),
  ],
  'open-without-header': [
    ALL,
    'A callback is checked only where it has an Authorization header.',
    together(
      instead(
        tokenOf,
        (honest) => (authorizations, query) => (authorizations.length === 0 ? '' : honest(authorizations, query)),
      ),
      altered(isLive, (isOne, token) => isOne || token === ''),
    ),
  ],
};
