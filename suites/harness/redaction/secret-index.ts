/** Finds any of thousands of texts in one pass over another. */
export interface SecretIndex {
  /** Makes a text be replaced by a label; the first label of a text stays. */
  add(form: string, label: string): void;
  replaceIn(text: string): string;
}

/** Shorter texts are found only where they stand alone: replacing them everywhere would garble what is around them. */
export const SHORTEST = 4;

/** How much of a text may follow a mark of omission's search, in characters. */
const LONGEST_EXCERPT = 16_384;

/** Texts that begin with the same four characters. */
interface Bucket {
  readonly forms: string[];
  /** How long they are, each length once, the longest first. */
  readonly lengths: number[];
}

/**
 * Texts are found by their first two characters, then by their first four, then whole; the longest wins.
 * What is left of a text that an excerpt cuts off (at `…`) is found by its beginning.
 */
export function createSecretIndex(): SecretIndex {
  const labels = new Map<string, string>();
  const short = new Map<string, string>();
  const byStart = new Map<string, Bucket>();
  const starts = new Uint8Array(65_536);
  let longest = 0;
  let alone: RegExp | undefined;

  const pairAt = (text: string, at: number) => ((text.charCodeAt(at) & 255) << 8) | (text.charCodeAt(at + 1) & 255);
  const bucketAt = (text: string, at: number) =>
    starts[pairAt(text, at)] ? byStart.get(text.slice(at, at + SHORTEST)) : undefined;

  function foundAt(text: string, at: number): string | undefined {
    const length = bucketAt(text, at)?.lengths.find((one) => labels.has(text.slice(at, at + one)));
    return length === undefined ? undefined : text.slice(at, at + length);
  }

  function replaceWhole(text: string): string {
    let result = '';
    let copied = 0;
    for (let at = 0; at + SHORTEST <= text.length; ) {
      const found = foundAt(text, at);
      if (found === undefined) at += 1;
      else {
        result += text.slice(copied, at) + labels.get(found);
        at += found.length;
        copied = at;
      }
    }
    return result + text.slice(copied);
  }

  /** The text with the beginning of a secret right before each `…` replaced. */
  function replaceCut(text: string): string {
    if (text.length > LONGEST_EXCERPT || !text.includes('…')) return text;
    const parts = text.split('…');
    return parts.map((part, index) => (index < parts.length - 1 ? withoutCutEnd(part) : part)).join('…');
  }

  function withoutCutEnd(part: string): string {
    for (let at = Math.max(0, part.length - longest); at + SHORTEST <= part.length; at++) {
      const end = part.slice(at);
      const found = bucketAt(part, at)?.forms.find((form) => form.startsWith(end));
      if (found) return part.slice(0, at) + labels.get(found);
    }
    return part;
  }

  function replaceAlone(text: string): string {
    if (short.size === 0) return text;
    alone ??= new RegExp(`(?<=${BEFORE})(?:${[...short.keys()].map(escaped).join('|')})(?=${AFTER})`, 'gi');
    return text.replace(alone, (match) => short.get(match) ?? match);
  }

  return {
    add(form, label) {
      if (form.length < SHORTEST) {
        if (!short.has(form)) short.set(form, label);
        alone = undefined;
        return;
      }
      if (labels.has(form)) return;
      labels.set(form, label);
      longest = Math.max(longest, form.length);
      starts[pairAt(form, 0)] = 1;
      const start = form.slice(0, SHORTEST);
      const { forms, lengths } = byStart.get(start) ?? { forms: [], lengths: [] };
      forms.push(form);
      if (!lengths.includes(form.length)) {
        lengths.push(form.length);
        lengths.sort((a, b) => b - a);
      }
      byStart.set(start, { forms, lengths });
    },
    replaceIn: (text) => replaceAlone(replaceCut(replaceWhole(text))),
  };
}

/** A value stands alone as a whole text, in quotes, as a member of a form or URL, and behind the scheme of a header. */
const BEFORE = '^|["\'=/]|(?:basic|bearer) ';
const AFTER = '$|["\'&/?;]';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
