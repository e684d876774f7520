import { randomUUID } from 'node:crypto';
import { type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesRefreshToken, issuesToken, noOtherUser } from './api.ts';
import { ACTS, IDENTIFIES, ISSUED, KEEPS, LOGIN, OFFLINE_TOKENS, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';
import { areUnpredictable } from './unpredictable.ts';

/** More than a server that keeps the last few would keep. */
const APPLICATIONS = 5;
const SURVIVES = 'wazo.refresh.survives-login';
const ANY_TEXT = 'wazo.vendor.client-id-any-text';
const DELETES = 'wazo.refresh.deleted-refused';
const PER_USER = 'wazo.vendor.refresh-token-per-user';

export const clients = flow(
  'each application has a refresh token of its own',
  {
    endpoint: 'refresh',
    judges: {
      [IDENTIFIES]: REFRESHED_TOKEN,
      'wazo.practice.refresh-token-unpredictable': REFRESH_TOKEN,
    },
  },
  async ({ wazo, check, extract }) => {
    const clientIds = Array.from({ length: APPLICATIONS }, wazo.newClientId);
    const logins = await inTurn(clientIds, (client_id) => wazo.createOfflineToken(wazo.user, client_id));
    const applications = logins.map((login, which) => ({
      client_id: clientIds[which],
      refresh_token: extract(login, '/data/refresh_token', ISSUED),
    }));
    for (const body of applications) {
      await check(IDENTIFIES, () => wazo.refresh(body), issuesToken);
    }
    check(
      'wazo.practice.refresh-token-unpredictable',
      logins,
      areUnpredictable(applications.map(({ refresh_token }) => refresh_token)),
    );
  },
);

export const loginAgain = flow(
  'a refresh token outlives the logins after it',
  { endpoint: 'refresh', judges: { [SURVIVES]: [...REFRESHED_TOKEN, KEEPS, IDENTIFIES] } },
  async ({ wazo, check, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    const wrong = { ...wazo.user, password: `wrong-${randomUUID()}` };
    const later = [
      await wazo.createOfflineToken(wazo.user, client_id),
      await wazo.createToken({ as: wrong }),
      await wazo.createOfflineToken(wrong, client_id),
    ];
    check(SURVIVES, [login, ...later, await wazo.refresh({ client_id, refresh_token })], issuesToken);
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
    skipFact: noOtherUser,
  },
  async ({ wazo, check, extract }) => {
    const client_id = wazo.newClientId();
    const logins = [await wazo.createOfflineToken(wazo.user, client_id), await wazo.createOthersToken(client_id)];
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
