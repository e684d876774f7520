import type { Row } from './attempts.ts';

/** Where a text travels: it decides which near misses can be sent at all, and which would be the text itself again. */
export type Place =
  /** A member of a JSON body: any text, and values that are no text. */
  | 'json'
  /** A parameter of a form or a query: any text. */
  | 'form'
  /** Base64 of user name and password (RFC 7617): any text. */
  | 'basic'
  /** The value of a header field or a part of it: visible ASCII; blanks around it do not count (RFC 9110 §5.5). */
  | 'header';

const swapCase = (text: string) => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());
const atEach = (text: string, at: number, change: (character: string) => string) =>
  text.slice(0, at) + change(text.charAt(at)) + text.slice(at + 1);
/** Another character of the same kind, so that the text keeps its form. */
function otherThan(character: string): string {
  if (/[0-9]/.test(character)) return character === '7' ? '3' : '7';
  if (/[A-Z]/.test(character)) return character === 'Q' ? 'K' : 'Q';
  return character === 'q' ? 'k' : 'q';
}
const firstLetter = (text: string) => text.search(/\p{L}/u);
const foldAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Each near miss by its name; one that does not exist for a text is the text itself. */
const OF_TEXT: { readonly [name: string]: (text: string) => string } = {
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
  'with one letter in the other case': (text) =>
    firstLetter(text) < 0 ? text : atEach(text, firstLetter(text), swapCase),
  'with another first character': (text) => atEach(text, 0, otherThan),
  'with another character in the middle': (text) => atEach(text, Math.floor(text.length / 2), otherThan),
  'with another last character': (text) => atEach(text, text.length - 1, otherThan),
  'without its first character': (text) => text.slice(1),
  'without its last character': (text) => text.slice(0, -1),
  'cut in half': (text) => text.slice(0, Math.ceil(text.length / 2)),
  'its first 8 characters': (text) => text.slice(0, 8),
  'its first 64 characters': (text) => text.slice(0, 64),
  'its first 72 characters': (text) => text.slice(0, 72),
  'with a character behind it': (text) => `${text}x`,
  'with a character before it': (text) => `x${text}`,
  'twice in a row': (text) => `${text}${text}`,
  'with many characters behind it': (text) => `${text}${'x'.repeat(80)}`,
  backwards: (text) => [...text].reverse().join(''),
  'with a wildcard at its end': (text) => `${text.slice(0, -1)}*`,
  '%': () => '%',
  '*': () => '*',
  'with % at its end': (text) => `${text.slice(0, -1)}%`,
  'with _ in place of a character': (text) => atEach(text, text.length - 1, () => '_'),
  'in a list of two': (text) => `x,${text}`,
  'percent-encoded': (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  null: () => 'null',
  undefined: () => 'undefined',
  true: () => 'true',
  '0': () => '0',
};

/** Near misses that no header field can carry, or that its parser takes away. */
const OF_FREE_TEXT: typeof OF_TEXT = {
  'with a blank behind it': (text) => `${text} `,
  'with a blank before it': (text) => ` ${text}`,
  'with a line break behind it': (text) => `${text}\n`,
  'with a NUL and more behind it': (text) => `${text}\u0000x`,
  'with its accents folded': foldAccents,
  'with an accent more': (text) => text.replace(/[a-z]/i, (letter) => `${letter}\u0301`.normalize('NFC')),
  'in composed form (NFC)': (text) => text.normalize('NFC'),
  'in decomposed form (NFD)': (text) => text.normalize('NFD'),
  'in full-width letters': (text) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
};

/** Values that are no text, for JSON bodies: what loosely typed comparisons and query languages take for a match. */
const OF_JSON: { readonly [name: string]: (text: string) => unknown } = {
  'null as a value': () => null,
  'true as a value': () => true,
  '0 as a value': () => 0,
  'a list with it in': (text) => [text],
  'an empty list': () => [],
  'an empty object': () => ({}),
  'a query operator': () => ({ $ne: null }),
};

/** Rows that differ in case alone. */
export const CASES = ['in upper case', 'in lower case', 'with one letter in the other case'];

/** Rows that differ in what is not seen. */
export const BLANKS = ['with a blank behind it', 'with a blank before it', 'with a line break behind it'];

/** Rows that differ in accents alone. */
export const ACCENTS = ['with its accents folded', 'with an accent more'];

/** Rows that normalising makes the text itself: RFC 8265 §4.2 lets passwords, and §3.3 names, be normalised before they are compared. */
export const UNICODE_FORMS = ['in composed form (NFC)', 'in decomposed form (NFD)', 'in full-width letters'];

const NUMBER = /^[1-9]\d*$/;

/**
 * Texts that a careless comparison takes for a text: near misses of a secret, password, token, code, state, nonce or
 * identifier, which is compared exactly. Each differs from the text, and from the others; the order is fixed.
 */
export function nearMisses(text: string, place: Place): readonly Row[] {
  const forms = place === 'header' ? OF_TEXT : { ...OF_TEXT, ...OF_FREE_TEXT };
  const rows = Object.entries(forms).map(([name, form]) => ({ name, value: form(text) }));
  if (NUMBER.test(text)) {
    rows.push({ name: 'the next number', value: String(BigInt(text) + 1n) });
    rows.push({ name: 'the number before', value: String(BigInt(text) - 1n) });
    rows.push({ name: 'with a zero before it', value: `0${text}` });
    rows.push({ name: 'as a number with a fraction', value: `${text}.0` });
  }
  return [...distinct(rows, text), { name: 'empty', value: '' }];
}

/** The same for a member of a JSON body, with values that are no text; `undefined` leaves the member out. */
export function nearMissesInJson(text: string): readonly Row<unknown>[] {
  const others = Object.entries(OF_JSON).map(([name, of]) => ({ name, value: of(text) }));
  return [...nearMisses(text, 'json'), ...others, { name: 'left out', value: undefined }];
}

/** Near misses of a parameter, and the parameter left out. */
export function nearMissesInForm(text: string): readonly Row<string | undefined>[] {
  return [...nearMisses(text, 'form'), { name: 'left out', value: undefined }];
}

/** Rows whose values are not empty, not the right one and not there already. */
export function distinct(rows: readonly Row[], right: string): readonly Row[] {
  const seen = new Set([right, '']);
  return rows.filter(({ value }) => {
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}

/** Media types that a careless comparison takes for one; its case and its parameters are left alone, since they do not count (RFC 9110 §8.3.1). */
export function nearMediaTypes(type: string): readonly Row<string | null>[] {
  const [main = '', sub = ''] = type.split('/');
  const types = [
    `${type}x`,
    `x${type}`,
    `${main}/x-${sub}`,
    `${main}/vnd.tollgate.${sub}`,
    `${main}/vnd.tollgate+${sub}`,
    `text/${sub}`,
    main,
    sub,
    `${main}/*`,
    `text/plain; type="${type}"`,
    `text/plain, ${type}`,
    'text/plain',
    'application/octet-stream',
    'multipart/form-data; boundary=tollgate',
    'application/x-www-form-urlencoded',
    'application/json',
    'application/xml',
  ];
  const rows = types.map((value) => ({ name: value, value }));
  return [...distinct(rows, type), { name: 'no Content-Type', value: null }];
}

/**
 * Authorization headers with the right credentials under a scheme that is not the right one. The case of a scheme does
 * not count (RFC 9110 §11.1) and is left alone.
 */
export function nearSchemes(scheme: string, credentials: string): readonly Row[] {
  const schemes = [
    'Basic',
    'Bearer',
    'Digest',
    'Token',
    'OAuth',
    'Negotiate',
    `${scheme}x`,
    `x${scheme}`,
    `${scheme}:`,
  ];
  const headers = schemes
    .filter((other) => other !== scheme)
    .map((other) => ({ name: `under the scheme ${other}`, value: `${other} ${credentials}` }));
  return [
    ...headers,
    { name: 'without a scheme', value: credentials },
    { name: 'joined to its scheme', value: `${scheme}${credentials}` },
    { name: 'the scheme alone', value: scheme },
  ];
}
