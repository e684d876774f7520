import { isRefused, succeeds } from '../harness/checks/matchers.ts';
import { isAbsent, type One } from '../harness/checks/seen.ts';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import {
  ACCEPTED,
  ACCESS_TOKEN,
  IDENTIFIES,
  ISSUED,
  JSON_BODY,
  KEEPS,
  NEEDED,
  NEW,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  USABLE,
} from './ids.ts';

const LIVES = 'wazo.token.expiration-in-seconds';
const EXPIRES = 'wazo.token.expires';
/** Longer than what servers commonly give unasked. */
const LONG = 90_000;
/** Shorter than what servers commonly give at least. */
const BRIEF = 20;
/** How long before its end a token is looked at where the clock can be moved: a busy target takes its time. */
const MARGIN = 30;
/** In milliseconds it is more than 32 bits hold; a server may refuse so much. */
const FAR = 60 * 86_400;
const TEN_YEARS = 315_360_000;

export const lifetime = flow(
  'access tokens live as long as was asked, refresh tokens go on',
  {
    endpoint: 'token',
    judges: {
      [LIVES]: [...ACCESS_TOKEN, JSON_BODY, ACCEPTED],
      [EXPIRES]: [...ACCESS_TOKEN, JSON_BODY, ACCEPTED, NEEDED],
      'wazo.refresh.offline-token-expires': [...OFFLINE_TOKENS, USABLE, NEEDED],
      'wazo.refresh.expiration-honoured': [...REFRESHED_TOKEN, NEW, NEEDED],
      'wazo.refresh.no-expiration': [...REFRESHED_TOKEN, KEEPS, IDENTIFIES],
      'wazo.vendor.get-expired-token': [EXPIRES],
    },
  },
  async ({ wazo, check, movableClock, wait, refused }) => {
    const seconds = movableClock ? 3600 : 2;
    const client_id = wazo.newClientId();
    /** Whose refresh token nothing else depends on. */
    const doomed = wazo.newClientId();
    const body = { expiration: seconds };

    /** A token, with its use. A server that keeps times in whole seconds ends it up to one second early: where the clock cannot be moved it is used the moment it is there. */
    const begin = async (made: One) => {
      const token = isAbsent(made) ? undefined : valueAt(made, '/data/token');
      const missing: One = isAbsent(made) ? made : { nothing: summaryOf(made) };
      const usable = typeof token === 'string' && token.isWellFormed() ? token : undefined;
      const use = async () => (usable === undefined ? missing : wazo.useToken(usable));
      const look = async () => (usable === undefined ? missing : wazo.readToken('HEAD', usable));
      const del = async () => (usable === undefined ? missing : wazo.deleteRefreshToken(usable, doomed));
      return { made, use, look, del, alive: movableClock ? undefined : await use() };
    };
    const refresh = async (made: One, more: object = {}): Promise<One> => {
      const refresh_token = isAbsent(made) ? undefined : valueAt(made, '/data/refresh_token');
      if (typeof refresh_token === 'string') return wazo.refresh({ refresh_token, client_id, ...more });
      return { nothing: 'there is no refresh token', blockedBy: ISSUED };
    };
    const askFor = (expiration: number) => wazo.createToken({ as: wazo.user, body: { expiration } });
    const farther = await askFor(FAR);
    const far = succeeded(farther) ? await begin(farther) : undefined;
    const farAlive = async () => [farther, (await far?.use()) ?? farther];
    if (far) await check(LIVES, farAlive, succeeds);
    const long = await begin(await askFor(LONG));
    // Each after one that asked for more, so that none can be the earlier one again.
    const longOffline = await wazo.createOfflineToken(wazo.user, client_id, { body: { expiration: LONG } });
    await refresh(longOffline, { expiration: LONG });
    const offline = await begin(await wazo.createOfflineToken(wazo.user, client_id, { body }));
    const refreshed = await begin(await refresh(offline.made, body));
    const short = await begin(await askFor(seconds));
    const brief = movableClock ? await begin(await askFor(BRIEF)) : undefined;
    // Each lives by the lifetime that the server chooses, and ends as well.
    const unasked = movableClock
      ? ([
          [EXPIRES, await begin(await wazo.createToken({ as: wazo.user }))],
          ['wazo.refresh.offline-token-expires', await begin(await wazo.createOfflineToken(wazo.user, doomed))],
          ['wazo.refresh.expiration-honoured', await begin(await refresh(offline.made))],
        ] as const)
      : [];
    if (brief) {
      brief.alive = await brief.use();
      await wait(BRIEF + 1);
      await refused(EXPIRES, { control: brief.alive, refused: brief.use, accepted: succeeds });
      await wait(seconds - BRIEF - 1 - MARGIN);
    }
    const aliveRead = await short.look();
    for (const one of [offline, refreshed, short]) one.alive ??= await one.use();
    check(LIVES, [short.made, short.alive ?? short.made], succeeds);

    await wait(movableClock ? MARGIN + 1 : seconds + 1);
    const alive = async () => [long.made, await long.use()];
    await check(LIVES, alive, succeeds);
    for (const [id, { made, use, alive = made }] of [
      [EXPIRES, short],
      ['wazo.refresh.offline-token-expires', offline],
      ['wazo.refresh.expiration-honoured', refreshed],
    ] as const) {
      await refused(id, { control: alive, refused: use, accepted: succeeds });
    }
    // Where it may not be used to read it may not be used to end anything either.
    await check(EXPIRES, async () => [short.made, await short.del()], isRefused);
    await refused('wazo.vendor.get-expired-token', { control: aliveRead, refused: short.look, accepted: succeeds });

    if (movableClock) {
      await wait(LONG - seconds - 1 - MARGIN);
      await check(LIVES, alive, succeeds);
      await wait(FAR - LONG);
      if (far) await check(LIVES, farAlive, succeeds);
      await wait(TEN_YEARS);
      for (const [id, one] of unasked) {
        await check(id, async () => [one.made, await one.use()], isRefused);
      }
    }
    const later = movableClock ? 'ten years later' : `${seconds + 1} seconds later`;
    await check(
      'wazo.refresh.no-expiration',
      async () => [refreshed.made, await refresh(offline.made)],
      (exchange) => ({ ...issuesToken(exchange), expected: `${issuesToken(exchange).expected}, ${later}` }),
    );
  },
);
