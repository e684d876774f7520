import { hasStatus, succeeds } from '../harness/checks/matchers.ts';
import type { Absent } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesNothing, issuesToken, tokenIn } from './api.ts';
import { OPENED, REFRESHED, TOKENS } from './ids.ts';

/** Lifetimes up to this are waited for where the clock cannot be moved, in seconds. */
const LONGEST_WAIT = 10;

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
    if (!tooLong) await wait(movableClock ? 5 : seconds + 1);
    refused('sipgate.resource.expires', {
      control,
      refused: tooLong ?? (await use()),
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
  },
);
