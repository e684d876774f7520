import { randomUUID } from 'node:crypto';
import { SAMPLES, sameTime } from '../harness/flow/timing.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { TOKENS } from './ids.ts';

const SAME_TIME = 'sipgate.practice.same-client-time';

export const clientTimes = flow(
  'clients are refused in the same time',
  {
    endpoint: 'token',
    judges: { [SAME_TIME]: [...TOKENS, 'sipgate.token.client-authenticated'] },
    skipFact: ({ destructive }) =>
      destructive ? undefined : `destructive is not set: ${SAMPLES} wrong secrets in a row could lock the client`,
  },
  async ({ sipgate, check }) => {
    const wrong = { ...sipgate.client, secret: `wrong-${randomUUID()}` };
    const code = randomUUID();
    const known: Exchange[] = [];
    const unknown: Exchange[] = [];
    for (let i = 0; i < SAMPLES; i += 1) {
      known.push(await sipgate.exchange(code, { client: wrong }));
      unknown.push(await sipgate.exchange(code, { client: { ...wrong, id: `nobody-${randomUUID()}` } }));
    }
    const last = [known.at(-1), unknown.at(-1)].filter((exchange) => exchange !== undefined);
    const timed = { what: 'with a wrong secret', exchanges: known };
    check(SAME_TIME, last, sameTime(timed, { what: 'with an unknown client', exchanges: unknown }));
  },
);
