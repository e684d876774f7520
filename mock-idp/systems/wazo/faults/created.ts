import { randomUUID } from 'node:crypto';
import { altered, type Change, except } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { type Created, createToken, newAccess } from '../create-token.ts';
import type { Login } from '../login.ts';
import type { Service } from '../service.ts';
import { type AccessToken, dropAccess, dropRefresh, keepRefresh, liveAccesses, type Store } from '../store.ts';
import { isOffline, isPlainLogin, isRefresh, type Which } from './which-token.ts';

/** Lets the token live so many seconds where an expiration is asked for, whatever the response says. */
const living = (which: Which, seconds: (expiration: number) => number): Change =>
  altered(newAccess, (access, login, request, _origin, { issuedAt }) => {
    const { expiration } = request;
    if (expiration === undefined || !which(login, request)) return access;
    return { ...access, expiresAt: issuedAt + seconds(expiration) * 1000 };
  });

/** Does something about a token once it is made. */
const afterwards = (which: Which, then: (created: Created, login: Login, service: Service) => Created): Change =>
  except(
    createToken,
    (_service, login, request) => which(login, request),
    (honest, service, login, request, origin) => then(honest(service, login, request, origin), login, service),
  );

/** Makes tokens that open nothing. */
const useless = (which: Which): Change =>
  afterwards(which, (created, _login, service) => {
    dropAccess(service.store(), String(created.data.token));
    return created;
  });

/** Hands out an earlier token of the user's in place of a new one, where there is one that will do. */
const givenAgain = (which: Which, willDo: (earlier: AccessToken, made: AccessToken) => boolean): Change =>
  afterwards(which, (created, { user }, service) => {
    const store = service.store();
    const made = store.access.get(String(created.data.token));
    const earlier = made && liveAccesses(store, user.uuid).find((one) => one !== made && willDo(one, made));
    if (!earlier) return created;
    dropAccess(store, made.token);
    return { ...created, data: { ...created.data, token: earlier.token, session_uuid: earlier.sessionUuid } };
  });

/** Does something where a login of the same user and lifetime came before. */
const besideEarlier = (then: (store: Store, made: AccessToken, earlier: readonly AccessToken[]) => void): Change =>
  afterwards(isPlainLogin, (created, { user }, service) => {
    const store = service.store();
    const made = store.access.get(String(created.data.token));
    const isAlike = (one: AccessToken) =>
      one !== made && !one.refreshToken && wholeLifetime(one) === wholeLifetime(made ?? one);
    const earlier = liveAccesses(store, user.uuid).filter(isAlike);
    if (made && earlier.length > 0) then(store, made, earlier);
    return created;
  });

const YEAR = 31_557_600_000;

const wholeLifetime = ({ issuedAt, expiresAt }: AccessToken) => Math.ceil((expiresAt - issuedAt) / 1000);

/** Faults of created tokens: how long they live, what they open, and what becomes of the refresh token. */
export const createdFaults = faultsOf('wazo.server', {
  'login-twice-same-token': [
    'A second login gives the token of the first one again.',
    'wazo.practice.login-fresh-token',
    givenAgain(
      isPlainLogin,
      (earlier, made) => earlier.refreshToken === undefined && wholeLifetime(earlier) === wholeLifetime(made),
    ),
  ],
  'login-twice-useless': [
    'A second login gives a token that opens nothing.',
    'wazo.token.login-repeatable',
    besideEarlier((store, made) => dropAccess(store, made.token)),
  ],
  'login-ends-earlier-tokens': [
    'A second login ends the tokens of the first one.',
    'wazo.token.survives-login',
    besideEarlier((store, _made, earlier) => {
      for (const { token } of earlier) dropAccess(store, token);
    }),
  ],
  'refreshed-token-not-new': [
    'A refresh gives the access token of the login again.',
    'wazo.refresh.new-access-token',
    givenAgain(isRefresh, () => true),
  ],
  'refreshed-token-useless': [
    'The access token of a refresh opens nothing.',
    'wazo.refresh.new-access-token',
    useless(isRefresh),
  ],
  'offline-token-useless': [
    'The access token of an offline login opens nothing.',
    'wazo.refresh.offline-token-usable',
    useless(isOffline),
  ],
  'expiration-in-milliseconds': [
    'expiration is read as milliseconds, with a minute at least.',
    ['wazo.token.expiration-in-seconds', 'wazo.token.expires'],
    living(isPlainLogin, (expiration) => Math.max(60, expiration / 1000)),
  ],
  'expiration-halved': [
    'The token dies at half of its lifetime.',
    'wazo.token.expiration-in-seconds',
    living(isPlainLogin, (expiration) => expiration / 2),
  ],
  'expiration-ignored': [
    'A login always gets the default lifetime.',
    ['wazo.token.expires', 'wazo.token.expiration-in-seconds'],
    living(isPlainLogin, () => 7200),
  ],
  'expiration-at-least-a-minute': [
    'Every token lives for a minute at least.',
    'wazo.token.expires',
    living(isPlainLogin, (expiration) => Math.max(60, expiration)),
  ],
  'expiration-at-most-a-day': [
    'No token lives longer than a day, whatever was asked for.',
    'wazo.token.expiration-in-seconds',
    living(isPlainLogin, (expiration) => Math.min(86_400, expiration)),
  ],
  'unasked-never-expires': [
    'A token without an expiration does not expire.',
    ['wazo.token.expires', 'wazo.refresh.offline-token-expires', 'wazo.refresh.expiration-honoured'],
    altered(newAccess, (access, _login, { expiration }) =>
      expiration === undefined ? { ...access, expiresAt: access.issuedAt + 100 * YEAR } : access,
    ),
  ],
  'one-value-for-both-tokens': [
    'The refresh token of an offline login is its access token.',
    'wazo.refresh.two-tokens',
    altered(newAccess, (access, { refreshedBy }) =>
      access.refreshToken && !refreshedBy ? { ...access, token: access.refreshToken } : access,
    ),
  ],
  'expiration-in-minutes': [
    'expiration is read as minutes.',
    'wazo.token.expires',
    living(isPlainLogin, (expiration) => expiration * 60),
  ],
  'offline-token-never-expires': [
    'The access token of an offline login does not expire.',
    'wazo.refresh.offline-token-expires',
    living(isOffline, () => 315_360_000),
  ],
  'refresh-ignores-expiration': [
    'A refresh always gets the default lifetime.',
    'wazo.refresh.expiration-honoured',
    living(isRefresh, () => 7200),
  ],
  'refreshed-acl': [
    'A refreshed token has fewer rights than the login.',
    'wazo.vendor.same-acl',
    altered(newAccess, (access, { refreshedBy }) => (refreshedBy ? { ...access, acl: access.acl.slice(1) } : access)),
  ],
  'refresh-token-single-use': [
    'A refresh token works once.',
    'wazo.refresh.keeps-working',
    afterwards(isRefresh, (created, { refreshedBy }, service) => {
      dropRefresh(service.store(), refreshedBy?.token ?? '');
      return created;
    }),
  ],
  'refresh-token-rotates': [
    'Each refresh replaces the refresh token.',
    ['wazo.refresh.keeps-working', 'wazo.vendor.refresh-not-reissued'],
    afterwards(isRefresh, (created, { refreshedBy }, service) => {
      if (!refreshedBy) return created;
      const refresh_token = randomUUID();
      dropRefresh(service.store(), refreshedBy.token);
      keepRefresh(service.store(), { ...refreshedBy, token: refresh_token });
      return { ...created, data: { ...created.data, refresh_token } };
    }),
  ],
});
