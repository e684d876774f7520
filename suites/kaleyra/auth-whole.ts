import type { Finding } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import type { Id } from '../harness/model/requirement.ts';
import { flow } from './api.ts';
import { ISSUES, TOKEN_TEXT, TOKEN_UNIQUE } from './ids.ts';
import { pointedAt, SENT_AS } from './token-matchers.ts';

export const whole = flow(
  'all tokens of this run are given as the first one is',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(Object.keys(SENT_AS), [ISSUES]),
      ...each(['kaleyra.auth.token-at-path', 'kaleyra.auth.expiry-at-path'], [ISSUES, 'kaleyra.auth.answer-json']),
      [TOKEN_TEXT]: ['kaleyra.auth.token-at-path'],
      'kaleyra.auth.expiry-usable': ['kaleyra.auth.expiry-at-path'],
      [TOKEN_UNIQUE]: [TOKEN_TEXT],
    },
  },
  async ({ customer, check }) => {
    const given = customer.granted();
    const judgeAll = (id: Id, find: (exchange: Exchange) => Finding) => {
      const findings = given.map(({ exchange }) => ({ exchange, finding: find(exchange) }));
      const broken = findings.filter(({ finding }) => !finding.ok);
      const shown = broken[0] ?? findings.at(-1);
      customer.note(shown ? [shown.exchange] : []);
      check(id, orNothing(shown?.exchange, 'no token was given', ISSUES), () => ({
        ...(shown?.finding as Finding),
        ...(broken.length > 0 && {
          actual: `${shown?.finding.actual} (${broken.length} of ${given.length} responses)`,
        }),
      }));
    };
    for (const [id, matcher] of Object.entries({ ...SENT_AS, ...pointedAt(customer) })) judgeAll(id, matcher);
    const owners = new Map<unknown, Set<string>>();
    for (const { exchange, clientId } of given) {
      const token = customer.tokenIn(exchange);
      owners.set(token, new Set([...(owners.get(token) ?? []), clientId]));
    }
    judgeAll(TOKEN_UNIQUE, (exchange) => {
      const clients = owners.get(customer.tokenIn(exchange))?.size ?? 0;
      return { ok: clients === 1, expected: 'a token of one client', actual: `given to ${clients} clients` };
    });
  },
);
