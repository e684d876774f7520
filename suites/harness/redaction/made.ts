import { createHash } from 'node:crypto';

/** How a secret that a flow has sent was made from others, so that a script can make it again. */
export interface Made {
  /** The text that it was made from, names in the place of its secrets. */
  readonly text: string;
  /** A JavaScript expression that makes the secret from `v`, the text; without one the text is the secret. */
  readonly js?: string;
}

/** A secret and the name that stands for it. */
export type Named = readonly [value: string, label: string];

/** Changes of a whole text, as JavaScript expressions of `v`. */
const OF_WHOLE: readonly (readonly [js: string, change: (v: string) => string])[] = [
  ['v.toUpperCase()', (v) => v.toUpperCase()],
  ['v.toLowerCase()', (v) => v.toLowerCase()],
  ["[...v].reverse().join('')", (v) => [...v].reverse().join('')],
  ["v.normalize('NFC')", (v) => v.normalize('NFC')],
  ["v.normalize('NFD')", (v) => v.normalize('NFD')],
  ["v.normalize('NFD').replace(/\\p{M}/gu, '')", (v) => v.normalize('NFD').replace(/\p{M}/gu, '')],
  [
    'v.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))',
    (v) => v.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  ],
  [
    "[...Buffer.from(v)].map((b) => '%' + b.toString(16).padStart(2, '0')).join('')",
    (v) => [...Buffer.from(v)].map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''),
  ],
];

/** What of a secret must be left in what was made from it, and how much may stand between; in characters. */
const LEAST = 4;
const MOST_BETWEEN = 8;

/** How many secrets a value is compared with: those that were learned last, and the first, which the target file has. */
const MOST_COMPARED = 40;

/** How a value was made from one of some secrets; `undefined` where it is like none of them. */
export function madeFrom(value: string, secrets: readonly Named[]): Made | undefined {
  const last = Math.max(0, secrets.length - MOST_COMPARED);
  for (const [secret, label] of [
    ...secrets.slice(last).reverse(),
    ...secrets.slice(0, Math.min(last, MOST_COMPARED)),
  ]) {
    const js = changeBetween(value, secret);
    if (js !== undefined) return { text: label, js };
  }
  return undefined;
}

/** Another text in the place of one that a flow has made up, as long as that; of a signed token none would do. */
export function madeUp(value: string): Made | undefined {
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(value)) return undefined;
  return {
    text: `made-up-${createHash('sha256').update(value).digest('hex')}`.slice(
      0,
      Math.max(16, Math.min(72, value.length)),
    ),
  };
}

/** The expression that makes a value of a secret: its beginning and end with little between, or the whole of it changed. */
function changeBetween(value: string, secret: string): string | undefined {
  if (secret.length < LEAST || value === secret) return undefined;
  const shorter = Math.min(value.length, secret.length);
  let start = 0;
  while (start < shorter && value[start] === secret[start]) start++;
  let end = 0;
  while (end < shorter - start && value.at(-1 - end) === secret.at(-1 - end)) end++;
  const between = value.slice(start, value.length - end);
  const isOwn = between.length <= MOST_BETWEEN || /^(.)\1*$/s.test(between);
  if (start + end >= LEAST && isOwn) return edited(start, between, end);
  if (value === secret + secret) return 'v + v';
  if (value.length > 4 * secret.length) return undefined;
  return OF_WHOLE.find(([, change]) => change(secret) === value)?.[0];
}

function edited(start: number, between: string, end: number): string {
  const parts = [
    ...(start > 0 ? [`v.slice(0, ${start})`] : []),
    ...(between ? [JSON.stringify(between)] : []),
    ...(end > 0 ? [`v.slice(-${end})`] : []),
  ];
  return parts.join(' + ');
}

/**
 * A name and a password in Base64 (RFC 7617), read as UTF-8 or byte by byte, with the expression that makes the Base64
 * of it; `undefined` for another text.
 */
export function readBase64(value: string): { readonly text: string; readonly js: string } | undefined {
  for (const encoding of ['utf8', 'latin1'] as const) {
    const text = Buffer.from(value, 'base64').toString(encoding);
    if (Buffer.from(text, encoding).toString('base64') !== value || !/^[^\p{C}]*:[^\p{C}]*$/u.test(text)) continue;
    return { text, js: `Buffer.from(v, '${encoding}').toString('base64')` };
  }
  return undefined;
}
