import type { Matcher } from '../harness/checks/matchers.ts';
import { succeeded } from '../harness/http/exchange.ts';
import { flow, issuesToken, tokenIn } from './api.ts';
import { OPENED, REFRESH_TOKEN, TOKENS } from './ids.ts';

/** How often two exchanges of a code are sent at the same time: one race may be won by luck. */
const RACES = 5;

/** After how many seconds a used code is used again as well, where the clock can be moved: within a minute, and near ten. */
const AGES = [5, 31, 58, 590];

const SINGLE = 'sipgate.code.single-use';

export const singleUse = flow(
  'a code works once',
  {
    endpoint: 'token',
    judges: {
      [SINGLE]: TOKENS,
      'sipgate.rfc.code-replay-revokes': [...OPENED, ...REFRESH_TOKEN, SINGLE],
      'sipgate.rfc.code-parallel-use': [...TOKENS, SINGLE],
    },
  },
  async ({ sipgate, check, refused, movableClock, wait }) => {
    const code = await sipgate.code();
    const first = await sipgate.exchange(code);
    const second = await sipgate.exchange(code);
    refused(SINGLE, { control: first, refused: second, accepted: issuesToken });
    for (const age of movableClock ? AGES : []) {
      const aging = await sipgate.code();
      const used = await sipgate.exchange(aging);
      await wait(age);
      refused(SINGLE, { control: used, refused: await sipgate.exchange(aging), accepted: issuesToken });
    }
    await check(
      'sipgate.rfc.code-replay-revokes',
      async () => {
        const used = await sipgate.useToken(tokenIn(first, 'access_token'));
        return [first, second, used, await sipgate.refresh(tokenIn(first, 'refresh_token') ?? '')];
      },
      tokensAreDead,
    );
    await check(
      'sipgate.rfc.code-parallel-use',
      async () => {
        const raced = [];
        for (let race = 0; race < RACES; race += 1) {
          const another = await sipgate.code();
          raced.push(...(await Promise.all([sipgate.exchange(another), sipgate.exchange(another)])));
        }
        return raced;
      },
      issuesOnce,
    );
  },
);

/** Of four exchanges the last two, which use the tokens, are refused. */
const tokensAreDead: Matcher = (refreshed, [, , used = refreshed] = []) => {
  const alive = [succeeded(used) && 'access token', succeeded(refreshed) && 'refresh token'].filter(Boolean);
  return {
    ok: alive.length === 0,
    expected: 'tokens of a code that was used twice are revoked',
    actual: alive.length === 0 ? 'they are' : `the ${alive.join(' and the ')} still works`,
  };
};

/** Of races of two exchanges each, none had two winners. */
const issuesOnce: Matcher = (exchange, all = [exchange]) => {
  const isDouble = (_: unknown, at: number) =>
    at % 2 === 0 && all.slice(at, at + 2).every((one) => issuesToken(one).ok);
  const doubles = all.filter(isDouble).length;
  return {
    ok: doubles === 0,
    expected: 'at most one of two exchanges at the same time succeeds',
    actual: `both did ${doubles} times in ${all.length / 2}`,
  };
};
