import type { Journal, JournalEntry } from '../frame/journal.ts';

/** Which requests are meant; what is left out does not matter. */
export interface RequestMatch {
  readonly method?: string;
  /** Without the query; text to the letter. */
  readonly path?: string | RegExp;
  /** Text that the query, a header field's value or the body holds. */
  readonly contains?: string;
  /** Parameters of the query or of a form, or members of a JSON object, to the letter. */
  readonly params?: Readonly<Record<string, string>>;
  /** Header fields by name in any case. */
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** Status of the response. */
  readonly status?: number;
  /** The fault under whose base URL it came; null for none. */
  readonly fault?: string | null;
}

export interface WaitOptions {
  /** At least so many; 1 unless told. */
  readonly times?: number;
  /** Milliseconds from now; 5,000 unless told. */
  readonly within?: number;
  /** Only requests after this entry's `seq`. */
  readonly since?: number;
}

/** What the journal offers to a test. */
export interface JournalHandle {
  /** What has been taken, oldest first. */
  entries(match?: RequestMatch): readonly JournalEntry[];
  /**
   * The requests that match, as soon as they have been answered. Throws an Error that tells what came near where there
   * are too few in time.
   */
  waitFor(match: RequestMatch, options?: WaitOptions): Promise<readonly JournalEntry[]>;
  clear(): void;
}

const all = 1_000_000;

/** The journal of a mock, for tests. */
export function journalHandle(journal: Journal): JournalHandle {
  const entries = (match: RequestMatch = {}, since = 0) => {
    const criteria = criteriaOf(match);
    return journal.read({ since, limit: all }).entries.filter((entry) => criteria.every(({ fits }) => fits(entry)));
  };
  return {
    entries: (match) => entries(match),
    clear: () => journal.clear(),
    waitFor(match, { times = 1, within = 5_000, since = 0 } = {}) {
      return new Promise((resolve, reject) => {
        const look = () => entries(match, since).filter(({ response, unanswered }) => response ?? unanswered);
        const end = () => {
          clearTimeout(timer);
          unfollow();
        };
        const check = () => {
          const found = look();
          if (found.length < times) return;
          end();
          resolve(found);
        };
        const unfollow = journal.follow(check);
        const timer = setTimeout(() => {
          end();
          reject(new Error(tooFew(match, look().length, { times, within }, entries({}, since))));
        }, within);
        check();
      });
    },
  };
}

interface Criterion {
  readonly words: string;
  fits(entry: JournalEntry): boolean;
}

function criteriaOf({ method, path, contains, params = {}, headers = {}, status, fault }: RequestMatch): Criterion[] {
  const criteria: (Criterion | undefined)[] = [
    method === undefined
      ? undefined
      : { words: `method ${method}`, fits: (entry) => entry.method === method.toUpperCase() },
    path === undefined ? undefined : { words: `path ${path}`, fits: (entry) => equals(path, pathOf(entry)) },
    contains === undefined
      ? undefined
      : { words: `text ${JSON.stringify(contains)}`, fits: (entry) => holds(entry, contains) },
    ...Object.entries(params).map(([name, value]) => ({
      words: `${name}=${value}`,
      fits: (entry: JournalEntry) => paramsOf(entry).get(name) === value,
    })),
    ...Object.entries(headers).map(([name, value]) => ({
      words: `${name}: ${value}`,
      fits: ({ headers: sent }: JournalEntry) =>
        sent.some(([field, text]) => field.toLowerCase() === name.toLowerCase() && equals(value, text)),
    })),
    status === undefined
      ? undefined
      : { words: `status ${status}`, fits: ({ response }) => response?.status === status },
    fault === undefined ? undefined : { words: `fault ${fault}`, fits: (entry) => entry.fault === fault },
  ];
  return criteria.filter((one) => one !== undefined);
}

function tooFew(
  match: RequestMatch,
  found: number,
  { times, within }: Required<Pick<WaitOptions, 'times' | 'within'>>,
  came: readonly JournalEntry[],
): string {
  const criteria = criteriaOf(match);
  const wanted = criteria.map(({ words }) => words).join(', ') || 'anything';
  const first = `waited ${within} ms for ${counted(times, 'request')} with ${wanted}: ${found === 0 ? 'none' : found} came`;
  if (came.length === 0) return `${first}; the mock has taken no request at all`;
  const each = criteria.map(({ words, fits }) => `${came.filter(fits).length || 'none'} with ${words}`);
  const misses = came.map((entry) => ({ entry, missed: criteria.filter(({ fits }) => !fits(entry)) }));
  const nearest = misses
    .filter(({ missed }) => missed.length > 0)
    .sort((one, other) => one.missed.length - other.missed.length)
    .slice(0, 3)
    .map(({ entry, missed }) => `\n  ${shown(entry)}: not ${missed.map(({ words }) => words).join(', ')}`);
  return `${first}; of ${counted(came.length, 'request')}: ${each.join(', ')}. The nearest:${nearest.join('')}`;
}

function shown({ method, path, response, body }: JournalEntry): string {
  const content = 'text' in body && body.text !== '' ? ` ${body.text.slice(0, 120)}` : '';
  return `${method} ${path} → ${response?.status ?? 'no response'}${content}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function equals(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === 'string' ? wanted === text : wanted.test(text);
}

function pathOf({ path }: JournalEntry): string {
  return path.split('?')[0] ?? '';
}

function textOf({ body }: JournalEntry): string {
  return 'text' in body ? body.text : '';
}

function holds(entry: JournalEntry, text: string): boolean {
  return [entry.path, textOf(entry), ...entry.headers.map(([, value]) => value)].some((part) => part.includes(text));
}

function paramsOf(entry: JournalEntry): URLSearchParams {
  const params = new URLSearchParams(entry.path.split('?')[1] ?? '');
  const text = textOf(entry);
  const inBody = text.startsWith('{') ? membersOf(text) : new URLSearchParams(text);
  for (const [name, value] of inBody) params.append(name, value);
  return params;
}

function membersOf(json: string): readonly (readonly [string, string])[] {
  try {
    return Object.entries(JSON.parse(json) as object).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  } catch {
    return [];
  }
}
