import { succeeds } from '../harness/judge.ts';
import { flow, issuesToken } from './api.ts';
import { ACCEPTED, CREATES, ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.ts';

const LIVES = 'wazo.token.expiration-in-seconds';
const EXPIRES = 'wazo.token.expires';
const GET_EXPIRED = 'wazo.vendor.get-expired-token';
const USED_BEFORE = [
  'wazo.refresh.offline-token-usable',
  'wazo.refresh.new-access-token',
  'wazo.refresh.keeps-working',
];
const TEN_YEARS = 315_360_000;

export const lifetime = flow(
  'access tokens live as long as was asked, refresh tokens go on',
  {
    endpoint: 'token',
    needs: [...REFRESHED_TOKEN, ACCEPTED, ...USED_BEFORE],
    judges: [
      LIVES,
      EXPIRES,
      'wazo.refresh.offline-token-expires',
      'wazo.refresh.expiration-honoured',
      'wazo.refresh.no-expiration',
      GET_EXPIRED,
    ],
  },
  async ({ wazo, check, hangs, movableClock, pass, refused, take }) => {
    const seconds = movableClock ? 3600 : 2;
    const client_id = wazo.newClientId();
    const body = { expiration: seconds };

    const short = await wazo.createToken({ as: wazo.user, body });
    const long = await wazo.createToken({ as: wazo.user, body: { expiration: 3 * seconds + 60 } });
    const offline = await wazo.createOfflineToken(wazo.user, client_id, { body });
    const refresh_token = take(offline, '/data/refresh_token', ISSUED);
    const refreshed = await wazo.refresh({ refresh_token, client_id, ...body });
    const token = {
      short: take(short, '/data/token', LOGIN),
      long: take(long, '/data/token', LOGIN),
      offline: take(offline, '/data/token', 'wazo.refresh.offline-access-token'),
      refreshed: take(refreshed, '/data/token', CREATES),
    };

    // A server that keeps times in whole seconds ends a token up to one second early.
    if (movableClock) await pass(seconds - 2);
    const alive = {
      short: await wazo.useToken(token.short),
      offline: await wazo.useToken(token.offline),
      refreshed: await wazo.useToken(token.refreshed),
    };
    const aliveRead = await wazo.readToken('HEAD', token.short);
    check(LIVES, [short, alive.short], succeeds);

    await pass(movableClock ? 3 : seconds + 1);
    check(LIVES, [long, await wazo.useToken(token.long)], succeeds);
    const dead = async (name: keyof typeof alive) => ({
      control: alive[name],
      refused: await wazo.useToken(token[name]),
      accepted: succeeds,
    });
    refused(EXPIRES, await dead('short'));
    refused('wazo.refresh.offline-token-expires', await dead('offline'));
    refused('wazo.refresh.expiration-honoured', await dead('refreshed'));
    if (!hangs([GET_EXPIRED], EXPIRES)) {
      const deadRead = await wazo.readToken('HEAD', token.short);
      refused(GET_EXPIRED, { control: aliveRead, refused: deadRead, accepted: succeeds });
    }

    if (movableClock) await pass(TEN_YEARS);
    check('wazo.refresh.no-expiration', [refreshed, await wazo.refresh({ refresh_token, client_id })], issuesToken);
  },
);
