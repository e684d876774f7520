import type { ExchangeRecord } from '../../suites/harness/model/verdict.ts';

/** Where in a response a value stands: in its JSON, or in its text as `curl -i` prints it. */
export type Place =
  | { readonly path: readonly (string | number)[] }
  | {
      readonly before: string;
      readonly after: string /** Which of several that stand so, from 0. */;
      readonly nth: number;
    };

/** How long what stands before a value may be, in characters. */
const LONGEST_BEFORE = 80;

/** Where a value stands in a response that can be found again when the value is another; `undefined` where it does not. */
export function placeOf(value: string, { response }: Pick<ExchangeRecord, 'response'>): Place | undefined {
  if (!response) return undefined;
  const { body = '', headers } = response;
  const path = pathIn(jsonIn(body), value);
  if (path) return { path };
  const text = `${headers.map(([name, field]) => `${name}: ${field}`).join('\r\n')}\r\n\r\n${body}`;
  return placeInText(value, text);
}

/** The value of a JSON text; `undefined` for another text. */
export function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The texts in a JSON value, each with its path. */
export function* textsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): Iterable<readonly [string, readonly (string | number)[]]> {
  if (typeof value === 'string') yield [value, path];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function pathIn(value: unknown, wanted: string): readonly (string | number)[] | undefined {
  for (const [text, path] of textsIn(value)) if (text === wanted) return path;
  return undefined;
}

/** The shortest text before a value with which it is found first, or the longest one and how often it stands there before. */
function placeInText(value: string, text: string): Place | undefined {
  const at = text.indexOf(value);
  if (at < 0) return undefined;
  const after = text[at + value.length] ?? '';
  let before = '';
  for (let length = 3; length <= Math.min(at, LONGEST_BEFORE); length++) {
    const longer = text.slice(at - length, at);
    if (/<[\w-]+#\d+>|[\r\n]/.test(longer)) break;
    if (/^\w/.test(longer) && /\w/.test(text[at - length - 1] ?? ' ')) continue;
    before = longer;
    if (text.indexOf(before) + length === at) return { before, after, nth: 0 };
  }
  if (before === '') return undefined;
  return { before, after, nth: text.slice(0, at).split(before).length - 2 };
}
