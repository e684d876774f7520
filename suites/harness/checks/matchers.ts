import {
  type Exchange,
  headerValues,
  jsonOf,
  mediaType,
  responseOf,
  statusOf,
  succeeded,
  summaryOf,
  valueAt,
} from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { excerptOf } from '../redaction/excerpt.ts';

/** What a matcher found: whether the rule is kept, what it asks for, and what came. */
export interface Finding {
  readonly ok: boolean;
  readonly expected: string;
  readonly actual: string;
  /** Set where what came cannot be judged (`undecided`) or the rule does not apply to it (`notApplicable`). */
  readonly verdict?: 'inconclusive' | 'skip';
  /** The requirement that kept it from being judged. */
  readonly blockedBy?: Id;
}

/**
 * A pure function of an exchange; it does no I/O and throws for no violation that it can name. `all` are the exchanges
 * of the check in order, of which the first parameter is the last.
 */
export type Matcher = (exchange: Exchange, all?: readonly Exchange[]) => Finding;

/** What came cannot be judged: the check is `inconclusive`, blocked by the requirement that promised something else. */
export function undecided(why: string, blockedBy?: Id): Finding {
  return { ok: false, expected: 'something to judge', actual: why, verdict: 'inconclusive', blockedBy };
}

/** The rule does not apply to what came: the check is a `skip` with this fact. */
export function notApplicable(fact: string): Finding {
  return { ok: false, expected: 'something that the rule applies to', actual: fact, verdict: 'skip' };
}

/** A matcher of one kind of exchange; any other kind is undecided, blocked by the requirement that promised the kind. */
export function given(isOfKind: (exchange: Exchange) => boolean, blockedBy: Id, matcher: Matcher): Matcher {
  return (exchange, all) => (isOfKind(exchange) ? matcher(exchange, all) : undecided(summaryOf(exchange), blockedBy));
}

/**
 * The last of the exchanges is accepted as the first one is, from which it differs in one thing. Where the first, which
 * was accepted earlier in the run, is refused now, nothing can be told: an account may be locked, or requests be limited.
 */
export function alsoAccepted(accepted: Matcher, blockedBy: Id): Matcher {
  return (exchange, all = [exchange]) => {
    const [control = exchange] = all;
    if (all.length > 1 && !accepted(control).ok) {
      return undecided(
        `what was accepted before is refused now (is the account locked?): ${summaryOf(control)}`,
        blockedBy,
      );
    }
    return accepted(exchange, all);
  };
}

const listOr = new Intl.ListFormat('en', { type: 'disjunction' });

/** The response has one of these statuses. */
export function hasStatus(...statuses: number[]): Matcher {
  const expected = `status ${listOr.format(statuses.map(String))}`;
  return (exchange) => ({ ok: statuses.includes(statusOf(exchange) ?? 0), expected, actual: summaryOf(exchange) });
}

/** The response's status is 2xx. */
export const succeeds: Matcher = (exchange) => ({
  ok: succeeded(exchange),
  expected: 'a 2xx response',
  actual: summaryOf(exchange),
});

/** The response's status is none of 2xx. */
export const isRefused: Matcher = (exchange) => ({
  ok: !succeeded(exchange),
  expected: 'a refusal (no 2xx)',
  actual: summaryOf(exchange),
});

/** The response's media type, parameters and case aside (RFC 9110 §8.3.1). */
export function hasMediaType(type: string): Matcher {
  return (exchange) => {
    const response = responseOf(exchange);
    const actual = response && mediaType(response.headers);
    return { ok: actual === type, expected: `media type ${type}`, actual: actual ?? 'no Content-Type' };
  };
}

/** A 2xx response whose JSON body has a non-empty string at the pointer. */
export function succeedsWith(pointer: string): Matcher {
  const name = pointer.slice(1).replaceAll('/', '.');
  return (exchange) => {
    const value = valueAt(exchange, pointer);
    const ok = succeeded(exchange) && typeof value === 'string' && value !== '';
    return { ok, expected: `a 2xx response with ${name}, a non-empty string`, actual: summaryOf(exchange) };
  };
}

/** The JSON body has no member at the pointer. */
export function lacks(pointer: string): Matcher {
  const name = pointer.slice(1).replaceAll('/', '.');
  return (exchange) => {
    const body = jsonOf(exchange);
    if (!('value' in body)) return { ok: false, expected: `a JSON body without ${name}`, actual: body.problem };
    return {
      ok: valueAt(exchange, pointer) === undefined,
      expected: `no member ${name}`,
      actual: valueAt(exchange, pointer) === undefined ? 'none' : `${name} is there`,
    };
  };
}

/** The response has the header field. */
export function hasHeader(name: string, pattern?: RegExp): Matcher {
  return (exchange) => {
    const values = headerValues(responseOf(exchange)?.headers ?? [], name);
    return {
      ok: values.some((value) => !pattern || pattern.test(value)),
      expected: `header ${name}${pattern ? ` matching ${pattern.source}` : ''}`,
      actual: values.length ? `${name}: ${values.join(' | ')}` : `no ${name}`,
    };
  };
}

/** All matchers in turn: the first that is not kept speaks, otherwise the last. */
export function all(first: Matcher, ...more: Matcher[]): Matcher {
  return (exchange, seen) => {
    let finding = first(exchange, seen);
    for (const matcher of more) {
      if (!finding.ok) break;
      finding = matcher(exchange, seen);
    }
    return finding;
  };
}

/** How much of a value is shown, in characters. */
const LONGEST = 1_000;

function shown(value: unknown): string {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return excerptOf(text, LONGEST);
}

/** Where two texts that differ begin to, by the numbers of their characters: a report may not show the texts themselves. */
export function difference(expected: string, actual: string): string {
  const [wanted, came] = [[...expected], [...actual]];
  const at = wanted.findIndex((character, index) => character !== came[index]);
  if (at < 0) return `${came.length - wanted.length} characters too many at its end`;
  const code = (character = '') => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (at >= came.length) return `it ends after ${at} of ${wanted.length} characters`;
  return `character ${at + 1} of ${wanted.length} is ${code(came[at])} instead of ${code(wanted[at])}`;
}

/** Compares values that flows have taken out of exchanges. */
export function equals(name: string, expected: unknown, actual: unknown): Matcher {
  return () => ({
    ok: JSON.stringify(expected) === JSON.stringify(actual),
    expected: `${name} ${shown(expected)}`,
    actual: shown(actual),
  });
}

/** Something is the same in all exchanges of the check. Throws where there are not two to compare. */
export function same(what: string, of: (exchange: Exchange) => unknown): Matcher {
  return (exchange, all = [exchange]) => {
    if (all.length < 2) throw new Error(`There are no two exchanges to compare ${what} of.`);
    const [first, ...others] = all.map(of);
    const other = others.find((value) => JSON.stringify(value) !== JSON.stringify(first));
    return equals(what, first, other === undefined ? others.at(-1) : other)(exchange, all);
  };
}

/** The reverse of a matcher, in other words. */
export function not(matcher: Matcher, expected: string): Matcher {
  return (exchange, all) => {
    const finding = matcher(exchange, all);
    return finding.verdict ? finding : { ok: !finding.ok, expected, actual: summaryOf(exchange) };
  };
}
