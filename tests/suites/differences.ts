import type { Check, ExchangeRecord, FlowResult } from '../../suites/harness/model/verdict.ts';

type Request = ExchangeRecord['request'];

/** A negative check whose two requests differ in more than one thing. */
export interface Unlike {
  readonly id: string;
  /** What differs, with what stands there in each of the two. */
  readonly parts: readonly string[];
}

/** A part of a request, and what stands there. */
type Part = readonly [name: string, value: string];

/** Header fields that follow from others. */
const DERIVED = /^(content-length|host|user-agent|accept-encoding)$/i;

function partsOf({ method, url, headers, body = '' }: Request): Part[] {
  const [path = '', query = ''] = url.split('?');
  return [
    ['method', method],
    ['path', path],
    ...named('query', new URLSearchParams(query)),
    ...named(
      'header',
      headers.filter(([name]) => !DERIVED.test(name)).map(([name, value]) => [name.toLowerCase(), value] as const),
    ),
    ...named('body', membersOf(body)),
  ];
}

function named(place: string, members: Iterable<Part>): Part[] {
  return [...members].map(([name, value]) => [`${place} ${name}`, value]);
}

/** The members of a body; a body that has none is one part. Of an object in an object each member is a part. */
function membersOf(text: string): Part[] {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return Object.entries(value).flatMap(([name, member]) => leavesOf(name, member));
  } catch {
    if (/^[\w.%+-]+=/.test(text)) return [...new URLSearchParams(text)];
  }
  return [['', text]];
}

function leavesOf(name: string, member: unknown): Part[] {
  if (name === 'data' && isObject(member))
    return Object.entries(member).map(([inner, value]) => [`data.${inner}`, JSON.stringify(value)]);
  return [[name, JSON.stringify(member)]];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is made afresh for each request, such as a code or a state, without what makes it differ. */
function withoutChance(value: string): string {
  return value
    .replace(/<([\w-]+)#\d+>/g, '<$1>')
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, '<uuid>')
    .replace(/[\w-]{20,}/g, '<random>');
}

/**
 * In what an attempt differs from its control, each difference once: a body of another kind is one, and so is what stands
 * elsewhere. What is made afresh for each request is none.
 */
export function differences(control: Request, attempt: Request): string[] {
  const [one, other] = [partsOf(control), partsOf(attempt)].map(
    (parts) => new Map(parts.map(([name, value]) => [name, withoutChance(value)])),
  );
  if (!one || !other) return [];
  const names = [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
  const moved = new Set(
    names.filter((name) => other.get(name) === undefined && hasMoved(one.get(name) ?? '', names, other)),
  );
  const isOtherBody = one.has('body ') !== other.has('body ');
  const found = new Set<string>();
  for (const name of names) {
    const cameFrom = [...moved].some((from) => carries(other.get(name) ?? '', one.get(from) ?? ''));
    if (isOtherBody && name.startsWith('body ')) found.add('the body is of another kind');
    else if (moved.has(name) || (one.get(name) === undefined && cameFrom)) found.add('the same stands elsewhere');
    else found.add(`${name}: ${one.get(name) ?? 'none'} / ${other.get(name) ?? 'none'}`);
  }
  return [...found];
}

function hasMoved(value: string, names: readonly string[], other: ReadonlyMap<string, string>): boolean {
  return value.length > 3 && names.some((name) => carries(other.get(name) ?? '', value));
}

/** Whether a value is in another, such as a token behind the name of a scheme. */
function carries(value: string, part: string): boolean {
  const bare = part.replace(/^"|"$|^Bearer /g, '');
  return bare.length > 3 && value.includes(bare);
}

/** The negative checks of a run whose attempts differ from their control in more than one thing. */
export function unlikePairs(results: readonly FlowResult[]): Unlike[] {
  return results.flatMap(({ checks, exchanges }) =>
    checks.filter(isRefusal).flatMap(({ id, exchanges: [control, ...attempts] }) =>
      attempts.flatMap((attempt) => {
        const [first, second] = [exchanges[control ?? -1], exchanges[attempt]];
        const parts = first && second ? differences(first.request, second.request) : [];
        return parts.length > 1 ? [{ id, parts }] : [];
      }),
    ),
  );
}

function isRefusal({ expected = '', exchanges }: Check): boolean {
  return /^a refusal(?: of each)?: not /.test(expected) && exchanges.length > 1;
}
