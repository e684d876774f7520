import { attemptsOf, row } from '../harness/checks/attempts.ts';
import { hasStatus, isRefused, succeeds } from '../harness/checks/matchers.ts';
import { type Exchange, succeeded, valueAt } from '../harness/http/exchange.ts';
import { type Account, flow, givesToken } from './api.ts';
import {
  ACCESS_TOKEN,
  ISSUED,
  LOGIN,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  TWO_TOKENS,
  UNKNOWN_REFUSED,
  USABLE,
} from './ids.ts';

const ONLY_CREATES = 'wazo.refresh.only-creates-tokens';
const ALWAYS_401 = 'wazo.refresh.as-access-token-401';

export const kindsOfToken = flow(
  'refresh tokens and access tokens do not stand in for each other',
  {
    endpoint: 'refresh',
    judges: {
      [ONLY_CREATES]: [...OFFLINE_TOKENS, TWO_TOKENS, USABLE, UNKNOWN_REFUSED],
      [ALWAYS_401]: [...OFFLINE_TOKENS, TWO_TOKENS, USABLE],
      'wazo.refresh.access-token-refused': [...OFFLINE_TOKENS, TWO_TOKENS, ...REFRESHED_TOKEN],
      'wazo.vendor.refresh-refused-status': REFRESHED_TOKEN,
      'wazo.access.only-authenticates': [
        ...OFFLINE_TOKENS,
        'wazo.token.credentials-required',
        'wazo.refresh.offline-needs-credentials',
      ],
      'wazo.vendor.refused-status': ACCESS_TOKEN,
    },
  },
  async ({ wazo, check, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);

    await refuses(ONLY_CREATES, {
      given: () => token,
      alter: () => refreshToken,
      send: wazo.useToken,
      accepted: succeeds,
      detail: { [ALWAYS_401]: hasStatus(401) },
    });
    const ofOther = async (made: Promise<Exchange>) => String(valueAt(await made, '/data/token'));
    const accessTokens = [
      row('that of the offline login', token),
      row('that of a login', await ofOther(wazo.createToken({ as: wazo.user }))),
      row('that of a refresh', await ofOther(wazo.refresh({ refresh_token: refreshToken, client_id }))),
    ];
    await refuses('wazo.refresh.access-token-refused', {
      given: () => ({ refresh_token: refreshToken, client_id }),
      alter: attemptsOf(accessTokens, (body: object, refresh_token) => ({ ...body, refresh_token, client_id })),
      send: wazo.refresh,
      accepted: givesToken,
      detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    });
    for (const body of [{}, { expiration: 60 }, { client_id, access_type: 'offline' }]) {
      await refuses('wazo.access.only-authenticates', {
        given: () => ({ as: wazo.user as Account | undefined, body, headers: [['X-Auth-Token', token] as const] }),
        alter: (request) => ({ ...request, as: undefined }),
        send: wazo.createToken,
        accepted: givesToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
      });
    }

    // "Always": also where something is listed or ended. What is not there, or open to everybody, says nothing.
    const watcher = valueAt(await wazo.createToken({ as: wazo.user }), '/data/token');
    const userId = String(valueAt(login, '/data/auth_id'));
    const session = String(valueAt(login, '/data/session_uuid'));
    const elsewhere: readonly ((as: string | undefined) => Promise<Exchange>)[] = [
      (as) => wazo.listTokensOf(userId, as),
      (as) => wazo.listSessions(userId, as),
      (as) => wazo.endSession(userId, as, session),
      (as) => wazo.deleteRefreshToken(as, client_id),
    ];
    for (const use of elsewhere) {
      if (succeeded(await use(undefined))) continue;
      const mistaken = await use(refreshToken);
      if (succeeded(mistaken)) check(ONLY_CREATES, [login, mistaken], isRefused);
      const control = await use(String(watcher));
      if (!succeeded(mistaken) && succeeded(control)) check(ALWAYS_401, [control, mistaken], hasStatus(401));
    }
  },
);
