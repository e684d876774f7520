import { type Matcher, undecided } from '../harness/checks/matchers.ts';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import type { Id } from '../harness/model/requirement.ts';
import { ERROR_CHARACTERS, REFUSED_JSON } from './ids.ts';

const listOr = new Intl.ListFormat('en', { type: 'disjunction' });

/**
 * The error code of a refusal (RFC 6749 §5.2). What came instead of a refusal is blocked by `effect`, a refusal without
 * a readable code by the requirement that asks for one.
 */
export function namesError(effect: Id, ...codes: string[]): Matcher {
  return (exchange) => {
    const error = valueAt(exchange, '/error');
    if (succeeded(exchange)) return undecided(summaryOf(exchange), effect);
    if (typeof error !== 'string') return undecided('the refusal names no error', REFUSED_JSON);
    if (!/^[ !#-[\]-~]+$/.test(error)) return undecided('the error cannot be read', ERROR_CHARACTERS);
    return { ok: codes.includes(error), expected: `error ${listOr.format(codes)}`, actual: error };
  };
}
