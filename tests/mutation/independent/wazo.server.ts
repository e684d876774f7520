import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { now } from '../../../mock-idp/frame/scene.ts';
import type { User } from '../../../mock-idp/systems/wazo/accounts.ts';
import { byPassword, isRefresh, passwordFits } from '../../../mock-idp/systems/wazo/authenticate.ts';
import { accessToken, authorize, type Caller, unauthorized } from '../../../mock-idp/systems/wazo/authorize.ts';
import { createToken, newAccess } from '../../../mock-idp/systems/wazo/create-token.ts';
import { basicIn } from '../../../mock-idp/systems/wazo/credentials.ts';
import type { Login } from '../../../mock-idp/systems/wazo/login.ts';
import { accessesMadeBy, offlineToken } from '../../../mock-idp/systems/wazo/offline-token.ts';
import { deleteOf } from '../../../mock-idp/systems/wazo/refresh-list.ts';
import { clientMatches, refreshLogin, refreshTokenOf } from '../../../mock-idp/systems/wazo/refresh-login.ts';
import { Refused } from '../../../mock-idp/systems/wazo/responses.ts';
import {
  type AccessToken,
  dropAccess,
  dropRefresh,
  type RefreshToken,
  refreshTokens,
} from '../../../mock-idp/systems/wazo/store.ts';
import { brokenRules } from '../../../mock-idp/systems/wazo/token-request.ts';
import { newAccessValue } from '../../../mock-idp/systems/wazo/token-values.ts';
import type { Defects } from './defect.ts';

const CREDENTIALS =
  '-u "<username>:<password>" | A parameter that specifies the username and password we wish to authenticate with.';
const ACT_AS =
  'You will use it on any subsequent queries using the X-Auth-Token header to act as the authenticated user.';
const VALID = 'token | Is an access token that is valid for the expiration that has been specified on the POST';
const FOR_THAT_USER =
  'request_token | Is a special token that can be used to create another access token for that user as if the username and password had been used';
const KEEPS_WORKING =
  'The refresh token that you just created has no expiration and will keep working until it is explicitly deleted.';
const OFFLINE = 'access_type | Which when given the value offline triggers the creation of the refresh token';
const SAME_CLIENT = 'The client_id must match the client_id used when creating the refresh token.';
const ALWAYS_401 = 'If you use it in a request in an X-Auth-Token header you will always get a 401 error.';

const A_DAY = 86_400_000;

const everUsed = kept(() => new Map<string, AccessToken>());
const refreshed = kept(() => new Set<string>());
const logins = kept(() => new Map<string, Login>());
const passed = kept(() => new Set<string>());
const callers = kept(() => new Map<string, Caller>());
const given = kept(() => new Map<string, AccessToken>());

const livesUntil = (token: AccessToken, end: number): AccessToken =>
  token.expiresAt <= end ? token : { ...token, expiresAt: end };

export const defects: Defects = {
  'password-in-any-case': [
    CREDENTIALS,
    'The password is compared without regard to case.',
    altered(passwordFits, (fits, user, { password }) => fits || user.password.toLowerCase() === password.toLowerCase()),
  ],
  'password-up-to-a-colon': [
    CREDENTIALS,
    'The credentials are split at every colon, so that the password ends at the first one in it.',
    altered(basicIn, (basic) => basic && { ...basic, password: basic.password.split(':')[0] ?? '' }),
  ],
  'password-without-accents': [
    CREDENTIALS,
    'Accents are taken off both passwords before they are compared.',
    altered(passwordFits, (fits, user, { password }) => {
      const bare = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');
      return fits || bare(user.password) === bare(password);
    }),
  ],
  'logins-cached-by-name': [
    CREDENTIALS,
    'A login that succeeded is remembered by the user name, and the next one with it succeeds with any password.',
    instead(byPassword, (honest) => (basic, request, accounts) => {
      const login = logins().get(basic.login) ?? honest(basic, request, accounts);
      logins().set(basic.login, login);
      return login;
    }),
  ],
  'email-of-any-domain': [
    CREDENTIALS,
    'Of a user name with an @ only what stands before it is looked up.',
    altered(basicIn, (basic) =>
      basic?.login.includes('@') ? { ...basic, login: basic.login.split('@')[0] ?? '' } : basic,
    ),
  ],
  'expiration-capped': [
    VALID,
    'An access token ends after two hours at most, although the response says otherwise.',
    altered(newAccess, (token) => livesUntil(token, token.issuedAt + 7_200_000)),
  ],
  'expiration-in-32-bits': [
    VALID,
    'The expiration in milliseconds is kept in 32 bits, so that a month comes to a time in the past.',
    altered(newAccess, (token) => {
      const lifetime = token.expiresAt - token.issuedAt;
      return (lifetime | 0) === Math.trunc(lifetime) ? token : { ...token, expiresAt: token.issuedAt + (lifetime | 0) };
    }),
  ],
  'refresh-ignores-expiration': [
    VALID,
    'An access token made from a refresh token lives for the usual time, whatever expiration the request has.',
    instead(
      createToken,
      (honest) => (service, login, request, origin) =>
        honest(service, login, login.refreshedBy ? { ...request, expiration: undefined } : request, origin),
    ),
  ],
  'offline-ignores-expiration': [
    VALID,
    'An access token that comes with a refresh token lives for the usual time, whatever expiration the request has.',
    instead(
      createToken,
      (honest) => (service, login, request, origin) =>
        honest(
          service,
          login,
          request.access_type === 'offline' ? { ...request, expiration: undefined } : request,
          origin,
        ),
    ),
  ],
  'used-tokens-never-expire': [
    VALID,
    'A token that was looked up once is cached, and the cache does not look at its expiration.',
    instead(accessToken, (honest) => (call, value) => {
      const token = everUsed().get(value) ?? honest(call, value);
      if (token) everUsed().set(value, token);
      return token;
    }),
  ],
  'live-token-given-again': [
    VALID,
    'A user who has a live access token without a refresh token gets that one again, whatever expiration is asked for.',
    altered(newAccess, (token, { user, refreshedBy }) => {
      if (refreshedBy || token.refreshToken !== undefined) return token;
      const before = given().get(user.uuid);
      if (before && before.expiresAt > now()) return before;
      given().set(user.uuid, token);
      return token;
    }),
  ],
  'expiration-told-too-early': [
    'Now as you have noticed, your token has an expiration.',
    'The response to a refresh tells the time of creation as expires_at.',
    altered(createToken, (created, _service, { refreshedBy }) =>
      refreshedBy
        ? {
            ...created,
            data: { ...created.data, expires_at: created.data.issued_at, utc_expires_at: created.data.utc_issued_at },
          }
        : created,
    ),
  ],
  'refresh-ends-former-tokens': [
    VALID,
    'A refresh ends the access tokens that were made with or from the refresh token before.',
    altered(refreshLogin, (login, _request, _accounts, store) => {
      if (!login.refreshedBy) return login;
      for (const { token } of accessesMadeBy(store, [login.refreshedBy])) dropAccess(store, token);
      return login;
    }),
  ],
  'values-made-of-the-time': [
    ACT_AS,
    'The value of an access token is made of the time in milliseconds, so that tokens made at once are the same.',
    instead(newAccessValue, () => () => `00000000-0000-4000-8000-${now().toString(16).padStart(12, '0')}`),
  ],
  'me-cached-by-path': [
    ACT_AS,
    'Who is “me” is cached by what is asked for, so that the second user sees what belongs to the first.',
    instead(authorize, (honest) => (call, required) => {
      const caller = honest(call, required);
      if (!required.includes('.me.')) return caller;
      const first = callers().get(required) ?? caller;
      callers().set(required, first);
      return first;
    }),
  ],
  'refresh-after-thirty-days': [
    KEEPS_WORKING,
    'A refresh token ends after thirty days.',
    altered(refreshTokenOf, (found) => (found && now() - found.createdAt > 30 * A_DAY ? undefined : found)),
  ],
  'refresh-works-once': [
    KEEPS_WORKING,
    'A refresh token can be used once.',
    altered(refreshLogin, (login, request, _accounts, store) => {
      dropRefresh(store, request.refresh_token ?? '');
      return login;
    }),
  ],
  'one-refresh-token-a-user': [
    KEEPS_WORKING,
    'A user has one refresh token: that of another client_id replaces it.',
    instead(offlineToken, (honest) => (store, login, request, mobile) => {
      if (request.access_type === 'offline') {
        const others = (one: RefreshToken) => one.userUuid === login.user.uuid && one.clientId !== request.client_id;
        for (const { token } of refreshTokens(store, others)) dropRefresh(store, token);
      }
      return honest(store, login, request, mobile);
    }),
  ],
  'second-login-replaces-refresh-token': [
    KEEPS_WORKING,
    'A second offline login with a client_id gives a new refresh token, and ends the first.',
    instead(offlineToken, (honest) => (store, login, request, mobile) => {
      const former = (one: RefreshToken) => one.userUuid === login.user.uuid && one.clientId === request.client_id;
      if (request.access_type === 'offline') {
        for (const { token } of refreshTokens(store, former)) dropRefresh(store, token);
      }
      return honest(store, login, request, mobile);
    }),
  ],
  'deletion-of-all-of-the-user': [
    KEEPS_WORKING,
    'The deletion of one refresh token deletes all of the user.',
    instead(deleteOf, (honest) => (call, user) => {
      honest(call, user);
      const store = call.service.store();
      for (const { token } of refreshTokens(store, ({ userUuid }) => userUuid === user.uuid)) dropRefresh(store, token);
    }),
  ],
  'deletion-for-all-users': [
    KEEPS_WORKING,
    'The deletion of a refresh token deletes those that other users have for the same client_id.',
    instead(deleteOf, (honest) => (call, user) => {
      honest(call, user);
      const store = call.service.store();
      const same = ({ clientId }: RefreshToken) => clientId === call.params.client;
      for (const { token } of refreshTokens(store, same)) dropRefresh(store, token);
    }),
  ],
  'deleted-but-cached': [
    KEEPS_WORKING,
    'A refresh token that was used once is cached, and works after its deletion.',
    instead(refreshLogin, (honest) => (request, accounts, store) => {
      const key = `${request.client_id} ${request.refresh_token}`;
      const login = logins().get(key) ?? honest(request, accounts, store);
      logins().set(key, login);
      return login;
    }),
  ],
  'client-in-any-case': [
    SAME_CLIENT,
    'The client_id is compared without regard to case.',
    altered(clientMatches, (matches, clientId, one) => matches || clientId.toLowerCase() === one.toLowerCase()),
  ],
  'beginning-of-the-client': [
    SAME_CLIENT,
    'Any client_id matches that the right one begins with.',
    altered(clientMatches, (matches, clientId, one) => matches || clientId.startsWith(one)),
  ],
  'client-checked-once': [
    SAME_CLIENT,
    'The client_id is compared at the first refresh with a refresh token, and not at later ones.',
    instead(refreshTokenOf, (honest) => (request, store) => {
      const value = request.refresh_token ?? '';
      if (passed().has(value)) return store.refresh.get(value);
      const found = honest(request, store);
      if (found) passed().add(value);
      return found;
    }),
  ],
  'refresh-without-client': [
    'The refresh_token of course and the client_id which identifies the application creating the new access token.',
    'A refresh without a client_id succeeds.',
    together(
      instead(
        isRefresh,
        () =>
          ({ refresh_token }) =>
            refresh_token !== undefined,
      ),
      altered(brokenRules, (broken) =>
        broken.includes('refreshWithoutClient') ? broken.filter((rule) => rule !== 'refreshWithoutClient') : broken,
      ),
      altered(clientMatches, (matches, _, one) => matches || one === ''),
    ),
  ],
  'refresh-for-the-latest-user': [
    FOR_THAT_USER,
    'The user of a refresh is the one who last created a refresh token with the client_id.',
    altered(refreshLogin, (login, { client_id }, accounts, store) => {
      const latest = refreshTokens(store, ({ clientId }) => clientId === client_id).at(-1);
      const user: User | undefined = latest && accounts.byUuid(latest.userUuid);
      return user && user !== login.user ? { ...login, user } : login;
    }),
  ],
  'refresh-token-shared-by-users': [
    FOR_THAT_USER,
    'An offline login gets the refresh token that is there for the client_id, be it of another user.',
    instead(offlineToken, (honest) => (store, login, request, mobile) => {
      const there = refreshTokens(store, ({ clientId }) => clientId === request.client_id)[0];
      if (request.access_type === 'offline' && there) return { token: there.token, sessionsRevoked: 0 };
      return honest(store, login, request, mobile);
    }),
  ],
  'refreshed-without-deletion-rights': [
    FOR_THAT_USER,
    'An access token made from a refresh token may read, but not delete.',
    altered(newAccess, (token, { refreshedBy }) =>
      refreshedBy ? { ...token, acl: token.acl.filter((access) => !access.endsWith('.delete')) } : token,
    ),
  ],
  'online-gives-refresh-token': [
    OFFLINE,
    'A login with a client_id gets a refresh token without asking for one.',
    instead(
      offlineToken,
      (honest) => (store, login, request, mobile) =>
        honest(store, login, request.client_id ? { ...request, access_type: 'offline' } : request, mobile),
    ),
  ],
  'refresh-token-told-once': [
    OFFLINE,
    'A second offline login with a client_id gets no refresh token, since there is one.',
    altered(createToken, (created, _service, { user }, { client_id }) => {
      if (created.data.refresh_token === undefined) return created;
      const key = `${user.uuid} ${client_id}`;
      if (!passed().has(key)) {
        passed().add(key);
        return created;
      }
      const { refresh_token: _, ...data } = created.data;
      return { ...created, data };
    }),
  ],
  'refresh-token-opens-resources': [
    ALWAYS_401,
    'A refresh token that was used once opens resources as well.',
    together(
      altered(refreshLogin, (login, { refresh_token }) => {
        refreshed().add(refresh_token ?? '');
        return login;
      }),
      altered(accessToken, (token, { service }, value) => {
        const store = service.store();
        const refresh = refreshed().has(value) ? store.refresh.get(value) : undefined;
        return token ?? (refresh && accessesMadeBy(store, [refresh])[0]);
      }),
    ),
  ],
  'refresh-token-forbidden': [
    ALWAYS_401,
    'A refresh token in X-Auth-Token gets a 403.',
    altered(unauthorized, (refused, { service }, value) =>
      service.store().refresh.has(value) ? new Refused(403, refused.content) : refused,
    ),
  ],
  'access-token-refreshes': [
    'On the other hand, trying to create a new access token using an access token as if it was a refresh token will not work either.',
    'An access token that came with a refresh token is taken for it at a refresh.',
    altered(refreshTokenOf, (found, { refresh_token = '', client_id }, store) => {
      const own = store.refresh.get(store.access.get(refresh_token)?.refreshToken ?? '');
      return found ?? (own?.clientId === client_id ? own : undefined);
    }),
  ],
};
