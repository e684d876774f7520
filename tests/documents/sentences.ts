import { createHash } from 'node:crypto';

/** What a line of a document is: only sentences must be quoted or excluded. */
export type Kind = 'sentence' | 'heading' | 'code';

/** One sentence, table row, list item, heading or code line, as the document has it. */
export interface Unit {
  readonly kind: Kind;
  readonly text: string;
}

/** A unit without its text: enough to find a quotation again, too little to read the document. */
export interface HashedUnit {
  readonly kind: Kind;
  /** How many characters the normalised text has. */
  readonly length: number;
  readonly hash: string;
}

const CODE = [
  /^(curl\b|--?[A-Za-z]|[{}[\]+.)]|https?:\/\/\S+$|(const|let|var) |(req|res)\.|Authorization: \w+ \S+$)/,
  /^"[\w-]+"\s*:/,
  /^"\S*",?$/,
  /^\w+: ('[^']*'|\w+),$/,
  /^(url|form): /,
];
/** A table row that begins like code: `-u "<name>" A parameter that says who asks.` */
const TABLE_ROW = / \p{Lu}\w* \w+ \w+ .*[.:]$/u;
const TABLE_HEAD = /^(\w+ [Dd]escription|\w+DescriptionType.*|.*TypeSupportedNotes)$/;
const METHOD = /^(GET|PUT|POST|DELETE|PATCH) /;
/** Behind this heading a document speaks of itself and of its makers. */
const FAREWELL = 'References';
/** Ends a sentence where white space and something that begins one follow. */
const SENTENCE_END = /(?<=[.!?]["”’)]?)\s+(?=["“„(]?\p{Lu}|sipgate )/u;

/**
 * Splits a document's text into its units, in order: list items, table rows and lines of code stay whole, paragraphs are
 * split into sentences. What a line is, its form and the empty lines around it tell.
 */
export function unitsOf(text: string): Unit[] {
  const all = text.split('\n').map((line) => line.trim());
  const lines = all.includes(FAREWELL) ? all.slice(0, all.indexOf(FAREWELL)) : all;
  const hasParagraphs = lines.filter((line) => line === '').length > lines.length / 10;
  return lines.flatMap((line, index): Unit[] => {
    if (line === '') return [];
    if (isCode(line)) return [{ kind: 'code', text: line.replace(/\s*\\$/, '') }];
    const isAlone = !hasParagraphs || (!lines[index - 1] && lines[index + 1] === '');
    if (TABLE_HEAD.test(line) || (isAlone && isHeading(line))) return [{ kind: 'heading', text: line }];
    const item = line.replace(/^(•|\d+\.|-)\s+/, '');
    return item.split(SENTENCE_END).map((sentence) => ({ kind: 'sentence', text: sentence }));
  });
}

function isCode(line: string): boolean {
  return line.startsWith('//') || (CODE.some((form) => form.test(line)) && !TABLE_ROW.test(line));
}

function isHeading(line: string): boolean {
  const words = line.split(' ').length;
  return /^(\d+\. )?[\p{Lu}]/u.test(line) && /[^.,:;!]$/.test(line) && !METHOD.test(line) && words <= 12;
}

/** The text without what copying changes: white space, quotation marks, and the bars that stand for a table's lines. */
export function normalised(text: string): string {
  return text.normalize('NFC').replace(/[\s|"'“”„‟‘’‚‛`]/g, '');
}

export function hashed({ kind, text }: Unit): HashedUnit {
  const plain = normalised(text);
  return { kind, length: plain.length, hash: hashOf(plain) };
}

export function hashOf(plain: string): string {
  return createHash('sha256').update(plain).digest('hex').slice(0, 16);
}
