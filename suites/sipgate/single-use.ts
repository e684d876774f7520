import type { Matcher } from '../harness/checks/matchers.ts';
import { succeeded } from '../harness/http/exchange.ts';
import { flow, issuesToken, tokenIn } from './api.ts';
import { OPENED, REFRESH_TOKEN, TOKENS } from './ids.ts';

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
  async ({ sipgate, check, refused }) => {
    const code = await sipgate.code();
    const first = await sipgate.exchange(code);
    const second = await sipgate.exchange(code);
    refused(SINGLE, { control: first, refused: second, accepted: issuesToken });
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
        const another = await sipgate.code();
        return Promise.all([sipgate.exchange(another), sipgate.exchange(another)]);
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

const issuesOnce: Matcher = (exchange, both = [exchange]) => {
  const successes = both.filter((response) => issuesToken(response).ok).length;
  return {
    ok: successes <= 1,
    expected: 'at most one of two exchanges at the same time succeeds',
    actual: `${successes} did`,
  };
};
