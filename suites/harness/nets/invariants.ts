import type { Matcher } from '../checks/matchers.ts';
import { type Exchange, responseOf, textOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { excerptOf } from '../redaction/excerpt.ts';
import { type Rule, type Tally, tallies } from './rule.ts';

/** Reads an exchange of a run; what it has to remember of earlier ones is its own. */
export type Reader<Role, Read> = (target: Role) => (exchange: Exchange) => Read;

/**
 * What was sent with wrong credentials is accepted nowhere. What is wrong on purpose is judged by the check that sends it.
 * `reader` gives the document's own effect, by which an acceptance is known, of a request with wrong credentials.
 */
export function neverAccepted<Role>(id: Id, reader: Reader<Role, Matcher | undefined>): Rule<Role> {
  return {
    ids: [id],
    watch(target) {
      const { count, found } = tallies();
      const read = reader(target);
      return {
        found,
        see(exchange, { onPurpose }) {
          const accepted = !onPurpose && responseOf(exchange) ? read(exchange) : undefined;
          if (!accepted) return;
          const { ok, expected, actual } = accepted(exchange);
          count(id, { ok: !ok, expected: `a refusal: not ${expected}`, actual }, [exchange]);
        },
      };
    },
  };
}

/** How many values a watch compares at most: a target that gives out more is one that never ends. */
const MOST = 20_000;

/** No value of a kind is given out in two responses. `reader`: those that a response gives out. */
export function givenOnce<Role>(id: Id, what: string, reader: Reader<Role, readonly unknown[]>): Rule<Role> {
  return {
    ids: [id],
    watch(target) {
      const { count, found } = tallies();
      const known = new Map<string, Exchange>();
      const valuesOf = reader(target);
      return {
        found,
        see(exchange) {
          if (!responseOf(exchange)) return;
          for (const value of new Set(valuesOf(exchange))) {
            if (typeof value !== 'string' || value === '') continue;
            const before = known.get(value);
            const finding = {
              ok: before === undefined,
              expected: `${what} that no other response had`,
              actual: before ? `${what} of an earlier response: ${excerptOf(value, 100)}` : 'a new one',
            };
            count(
              id,
              finding,
              [before, exchange].filter((one) => one !== undefined),
            );
            if (known.size < MOST) known.set(value, before ?? exchange);
          }
        },
      };
    },
  };
}

/** Something of a kind of response, and of whom or what it must be the same. */
export interface Kept {
  readonly value: unknown;
  /** Such as the user's name; one for all unless told. */
  readonly of?: string;
}

interface Value {
  readonly text: string;
  readonly first: Exchange;
  readonly count: number;
}

/** Something is the same in all responses; those that differ from most others are the ones that deviate. */
export function keptIn<Role>(id: Id, what: string, reader: Reader<Role, Kept | undefined>): Rule<Role> {
  return {
    ids: [id],
    watch(target) {
      const byOwner = new Map<string, Map<string, Value>>();
      const read = reader(target);
      return {
        see(exchange) {
          const kept = responseOf(exchange) && read(exchange);
          if (!kept) return;
          const { value, of = '' } = kept;
          const text = JSON.stringify(value) ?? 'none';
          const values = byOwner.get(of) ?? new Map<string, Value>();
          byOwner.set(of, values);
          const { first = exchange, count = 0 } = values.get(text) ?? {};
          if (values.size < MOST) values.set(text, { text, first, count: count + 1 });
        },
        found: () =>
          together(
            id,
            [...byOwner.values()].flatMap((values) => comparison(id, what, [...values.values()])),
          ),
      };
    },
  };
}

/** One tally of all owners': the first that is broken is shown. */
function together(id: Id, all: readonly Tally[]): Tally[] {
  const first = all.find(({ broken }) => broken > 0) ?? all[0];
  const sum = (of: 'seen' | 'broken') => all.reduce((total, tally) => total + tally[of], 0);
  return first ? [{ id, seen: sum('seen'), broken: sum('broken'), shown: first.shown }] : [];
}

function comparison(id: Id, what: string, values: readonly Value[]): Tally[] {
  const seen = values.reduce((sum, { count }) => sum + count, 0);
  const [usual, other] = [...values].sort((a, b) => b.count - a.count);
  if (!usual) return [];
  const expected = `${what} ${excerptOf(usual.text, 200)}`;
  const shown = other
    ? { finding: { ok: false, expected, actual: excerptOf(other.text, 200) }, exchanges: [usual.first, other.first] }
    : { finding: { ok: true, expected, actual: 'the same' }, exchanges: [usual.first] };
  return [{ id, seen, broken: seen - usual.count, shown }];
}

/** Of an exchange: by whose credentials it was asked for, and what the response makes a secret of theirs. */
export interface Confided {
  readonly asker: string;
  readonly secrets: readonly unknown[];
}

/** Shorter texts may stand anywhere by chance. */
const SHORTEST_SECRET = 8;

/** Nothing that is secret of one user is in a response to another; what two are given as their own is a matter of `givenOnce`. */
export function keptApart<Role>(id: Id, reader: Reader<Role, Confided | undefined>): Rule<Role> {
  return {
    ids: [id],
    watch(target) {
      const { count, found } = tallies();
      const ownerOf = new Map<string, string>();
      const read = reader(target);
      return {
        found,
        see(exchange) {
          const response = responseOf(exchange);
          const confided = response && read(exchange);
          if (!response || !confided) return;
          const { asker, secrets } = confided;
          const text = `${response.headers.flat().join('\n')}\n${textOf(response.body)}`;
          const sent = `${exchange.request.url}\n${exchange.request.headers.flat().join('\n')}\n${textOf(exchange.request.body)}`;
          const shown = [...ownerOf].find(
            ([secret, owner]) =>
              owner !== asker && !secrets.includes(secret) && text.includes(secret) && !sent.includes(secret),
          );
          const finding = {
            ok: shown === undefined,
            expected: "a response without other users' secrets",
            actual: shown ? `it shows ${shown[0]} of ${shown[1]} to ${asker}` : 'none',
          };
          count(id, finding, [exchange]);
          for (const secret of secrets) {
            if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET || ownerOf.size >= MOST) continue;
            if (!ownerOf.has(secret)) ownerOf.set(secret, asker);
          }
        },
      };
    },
  };
}
