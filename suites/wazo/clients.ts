import { randomUUID } from 'node:crypto';
import { hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesRefreshToken, issuesToken } from './api.ts';
import { ACTS, ISSUED, KEEPS, LOGIN, NEEDED, OFFLINE_TOKENS, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';
import { areUnpredictable } from './unpredictable.ts';

const ANY_TEXT = 'wazo.vendor.client-id-any-text';
const DELETES = 'wazo.refresh.deleted-refused';
const PER_USER = 'wazo.vendor.refresh-token-per-user';

export const clients = flow(
  'each application has a refresh token of its own',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.refresh.client-id-identifies': REFRESHED_TOKEN,
      'wazo.practice.refresh-token-unpredictable': REFRESH_TOKEN,
    },
  },
  async ({ wazo, check, extract }) => {
    const applications = [];
    for (const client_id of [wazo.newClientId(), wazo.newClientId()]) {
      const login = await wazo.createOfflineToken(wazo.user, client_id);
      applications.push({ client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED), login });
    }
    for (const { client_id, refresh_token } of applications) {
      await check('wazo.refresh.client-id-identifies', () => wazo.refresh({ client_id, refresh_token }), issuesToken);
    }
    check(
      'wazo.practice.refresh-token-unpredictable',
      applications.map(({ login }) => login),
      areUnpredictable(applications.map(({ refresh_token }) => refresh_token)),
    );
  },
);

const refreshTokenOf = (login: Exchange) => valueAt(login, '/data/refresh_token');

const differ: Matcher = (exchange, all = [exchange]) => {
  const isShared = all.length > new Set(all.map(refreshTokenOf)).size;
  const actual = isShared ? 'the same refresh token for both users' : 'two refresh tokens';
  return { ok: !isShared, expected: 'two refresh tokens', actual };
};

export const users = flow(
  'each user has a refresh token of their own',
  {
    endpoint: 'refresh',
    judges: {
      [PER_USER]: REFRESH_TOKEN,
      'wazo.vendor.refresh-token-kept-per-user': [...REFRESHED_TOKEN, KEEPS, PER_USER],
    },
    skipFact: ({ otherUser }) => (otherUser ? undefined : 'the target file names no wazo.otherUser'),
  },
  async ({ wazo, check, extract }) => {
    const client_id = wazo.newClientId();
    const logins = [
      await wazo.createOfflineToken(wazo.user, client_id),
      await wazo.createOfflineToken(wazo.otherUser, client_id),
    ];
    const tokens = logins.map((login) => extract(login, '/data/refresh_token', ISSUED));
    check(PER_USER, logins, differ);
    for (const refresh_token of tokens) {
      await check(
        'wazo.vendor.refresh-token-kept-per-user',
        async () => [...logins, await wazo.refresh({ client_id, refresh_token })],
        issuesToken,
      );
    }
  },
);

export const anyClientId = flow(
  'a client_id may be any text',
  {
    endpoint: 'refresh',
    judges: {
      [ANY_TEXT]: REFRESHED_TOKEN,
      'wazo.vendor.delete-any-client-id': [...OFFLINE_TOKENS, ANY_TEXT, ACTS, DELETES],
    },
  },
  async ({ wazo, check, extract }) => {
    const client_id = `tollgate téléphone 📞 ${randomUUID()}`;
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    check(ANY_TEXT, login, issuesRefreshToken);
    const refresh_token = extract(login, '/data/refresh_token', ANY_TEXT);
    check(ANY_TEXT, [login, await wazo.refresh({ client_id, refresh_token })], issuesToken);
    const token = extract(login, '/data/token', LOGIN);
    await check(
      'wazo.vendor.delete-any-client-id',
      async () => [login, await wazo.deleteRefreshToken(token, client_id)],
      succeeds,
    );
  },
);

export const deletionRights = flow(
  'a refresh token is deleted for its user only',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.vendor.delete-needs-token': [...OFFLINE_TOKENS, NEEDED, DELETES],
      'wazo.vendor.unauthorized-status': OFFLINE_TOKENS,
      'wazo.vendor.delete-by-uuid': [...OFFLINE_TOKENS, DELETES, 'wazo.vendor.answer-auth-id'],
    },
  },
  async ({ wazo, check, refuses, extract }) => {
    const made = async () => {
      const clientId = wazo.newClientId();
      const login = await wazo.createOfflineToken(wazo.user, clientId);
      return { clientId, login, token: extract(login, '/data/token', LOGIN) as string | undefined };
    };
    await refuses('wazo.vendor.delete-needs-token', {
      given: made,
      alter: (deletion) => ({ ...deletion, token: undefined }),
      send: ({ token, clientId }) => wazo.deleteRefreshToken(token, clientId),
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    });
    const { clientId, login, token } = await made();
    const userId = extract(login, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const owned = await wazo.deleteRefreshToken(token, clientId, userId);
    check('wazo.vendor.delete-by-uuid', [login, owned], succeeds);
  },
);
