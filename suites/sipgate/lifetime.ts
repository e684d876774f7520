import { hasStatus, succeeds } from '../harness/checks/matchers.ts';
import type { Absent } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { succeeded, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesNothing, issuesToken, tokenIn } from './api.ts';
import { OPENED, REFRESHED, TOKENS } from './ids.ts';

/** Lifetimes up to this are waited for where the clock cannot be moved, in seconds. */
const LONGEST_WAIT = 10;

const REFRESH_ENDS = 'sipgate.practice.refresh-token-expires';
const REFRESH_KEPT = 'sipgate.practice.refresh-expires-in-kept';

export const lifetime = flow(
  'an access token lives a few minutes, the refresh token goes on',
  {
    endpoint: 'refresh',
    judges: {
      ...each(
        ['sipgate.answer.expires-in-kept', 'sipgate.resource.expires', 'sipgate.rfc.expired-token-error'],
        [...OPENED, 'sipgate.answer.expires-in-type'],
      ),
      'sipgate.refresh.after-expiry': [...REFRESHED, 'sipgate.answer.expires-in-type'],
      'sipgate.rfc.code-lifetime': TOKENS,
      ...each(
        [REFRESH_ENDS, REFRESH_KEPT],
        [...REFRESHED, where('sipgate.answer.refresh-expires-in'), 'sipgate.answer.refresh-expires-in-type'],
      ),
    },
  },
  async ({ sipgate, check, movableClock, wait, refused }) => {
    const code = await sipgate.code();
    const response = await sipgate.tokens();
    const told = valueAt(response, '/expires_in');
    const seconds = typeof told === 'number' ? told : (sipgate.accessTokenSeconds ?? 300);
    const use = () => sipgate.useToken(tokenIn(response, 'access_token'));
    const control = await use();
    const tooLong: Absent | undefined =
      movableClock || seconds <= LONGEST_WAIT
        ? undefined
        : { notApplicable: 'access tokens live too long to wait: set sipgate.accessTokenSeconds' };

    if (movableClock) await wait(seconds - 3);
    const alive = tooLong ?? (movableClock ? await use() : control);
    check('sipgate.answer.expires-in-kept', [response, alive], succeeds);
    const useAfterExpiry = async () => {
      await wait(movableClock ? 5 : seconds + 1);
      const soon = await use();
      if (!succeeded(soon) || sipgate.leeway === 0) return soon;
      await wait(sipgate.leeway);
      return use();
    };
    await refused('sipgate.resource.expires', {
      control,
      refused: async () => tooLong ?? useAfterExpiry(),
      accepted: succeeds,
      detail: { 'sipgate.rfc.expired-token-error': hasStatus(401) },
    });
    await check(
      'sipgate.refresh.after-expiry',
      async () => tooLong ?? sipgate.refresh(tokenIn(response, 'refresh_token') ?? ''),
      issuesToken,
    );
    await check(
      'sipgate.rfc.code-lifetime',
      async () => {
        if (!movableClock) return { notApplicable: 'the clock cannot be moved, and ten minutes are too long to wait' };
        await wait(601);
        return sipgate.exchange(code);
      },
      issuesNothing('a refusal of a code that is older than ten minutes'),
    );
    /** A refresh with a token that has not been used, so long before or after the end that the response told, in seconds. */
    async function refreshAt(fromEnd: (lives: number) => number) {
      const unused = await sipgate.tokens();
      const lives = Number(valueAt(unused, '/refresh_expires_in'));
      if (lives === 0) return { notApplicable: 'refresh_expires_in is 0: refresh tokens do not end' };
      if (!movableClock)
        return { notApplicable: 'the clock cannot be moved, and refresh tokens live too long to wait' };
      await wait(fromEnd(lives));
      return sipgate.refresh(tokenIn(unused, 'refresh_token') ?? '');
    }
    await check(REFRESH_KEPT, () => refreshAt((lives) => lives - 10), issuesToken);
    await check(
      REFRESH_ENDS,
      () => refreshAt((lives) => lives + sipgate.leeway + 2),
      issuesNothing('a refusal of a refresh token whose refresh_expires_in is over'),
    );
  },
);
