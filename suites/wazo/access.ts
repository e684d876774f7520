import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.ts';
import { hasStatus, type Matcher, notApplicable, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { type Account, flow, issuesToken } from './api.ts';
import {
  ACCEPTED,
  ACCESS_TOKEN,
  ISSUED,
  LOGIN,
  NEEDED,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  UNKNOWN_REFUSED,
  USABLE,
} from './ids.ts';

/** The resource is there, but this user may not read it: nothing is wrong with the token. */
const opens =
  (resource: string): Matcher =>
  (exchange) => {
    const isForbidden =
      [403, 404, 405].includes(statusOf(exchange) ?? 0) ||
      String(valueAt(exchange, '/details/reason')).startsWith('missing_permission');
    if (!isForbidden) return succeeds(exchange);
    return notApplicable(
      `wazo.user may not read ${resource} (${summaryOf(exchange)}); name a protected resource that it may read in wazo.resource`,
    );
  };

export const access = flow(
  'an access token opens a protected resource',
  {
    endpoint: 'token',
    judges: {
      [ACCEPTED]: ACCESS_TOKEN,
      [NEEDED]: [ACCEPTED],
      [UNKNOWN_REFUSED]: [ACCEPTED, NEEDED],
      'wazo.vendor.unauthorized-status': [ACCEPTED],
      ...each(contract('wazo/unauthorized-response').ids, [ACCEPTED]),
      ...each(['wazo.vendor.not-as-bearer', 'wazo.vendor.not-in-query'], [ACCEPTED, NEEDED]),
    },
  },
  async ({ wazo, check, conforms, refuses, extract }) => {
    const login = await wazo.createToken({ as: wazo.user, body: { expiration: 600 } });
    const token = extract(login, '/data/token', LOGIN);
    check(ACCEPTED, await wazo.useToken(token), opens(wazo.resourceUrl));

    const refusal = {
      given: () => token as string | undefined,
      send: wazo.useToken,
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    };
    const unauthorized = await refuses(NEEDED, { ...refusal, alter: () => undefined });
    conforms('wazo/unauthorized-response', unauthorized, NEEDED, (exchange) => statusOf(exchange) === 401);
    await refuses(UNKNOWN_REFUSED, { ...refusal, alter: () => randomUUID() });

    const inHeader = () => ({ headers: [['X-Auth-Token', token] as const], query: '' });
    await refuses('wazo.vendor.not-as-bearer', {
      given: inHeader,
      alter: () => ({ headers: [['Authorization', `Bearer ${token}`] as const], query: '' }),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
    await refuses('wazo.vendor.not-in-query', {
      given: inHeader,
      alter: () => ({ headers: [], query: `?token=${encodeURIComponent(token)}` }),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
  },
);

export const kindsOfToken = flow(
  'refresh tokens and access tokens do not stand in for each other',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.refresh.only-creates-tokens': [...OFFLINE_TOKENS, USABLE, UNKNOWN_REFUSED],
      'wazo.refresh.as-access-token-401': [...OFFLINE_TOKENS, USABLE],
      'wazo.refresh.access-token-refused': [...OFFLINE_TOKENS, ...REFRESHED_TOKEN],
      'wazo.vendor.refresh-refused-status': REFRESHED_TOKEN,
      'wazo.access.only-authenticates': [...OFFLINE_TOKENS, 'wazo.token.credentials-required'],
      'wazo.vendor.refused-status': ACCESS_TOKEN,
    },
  },
  async ({ wazo, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);

    await refuses('wazo.refresh.only-creates-tokens', {
      given: () => token,
      alter: () => refreshToken,
      send: wazo.useToken,
      accepted: succeeds,
      detail: { 'wazo.refresh.as-access-token-401': hasStatus(401) },
    });
    await refuses('wazo.refresh.access-token-refused', {
      given: () => ({ refresh_token: refreshToken, client_id }),
      alter: (body) => ({ ...body, refresh_token: token }),
      send: wazo.refresh,
      accepted: issuesToken,
      detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    });
    await refuses('wazo.access.only-authenticates', {
      given: () => ({ as: wazo.user as Account | undefined, headers: [['X-Auth-Token', token] as const] }),
      alter: (request) => ({ ...request, as: undefined }),
      send: wazo.createToken,
      accepted: issuesToken,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });
  },
);
