import type { ExchangeRecord } from '../model/verdict.ts';
import type { Made } from './made.ts';
import type { Redactor } from './redactor.ts';

/** The name of a secret that was learned, as it stands in a text. */
const LABEL = /<[a-z][\w-]*#\d+>/g;

/** The names of learned secrets in a text, each once. */
export function labelsIn(text: string): string[] {
  return [...new Set(text.match(LABEL) ?? [])];
}

/** A request as one text. */
export function requestText({ request: { url, headers, body = '' } }: Pick<ExchangeRecord, 'request'>): string {
  return [url, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
}

/** Of what those secrets were made that stand in requests, those of which they were made, and so on; by their names. */
export function madeIn(
  records: readonly ExchangeRecord[],
  redactor: Redactor,
  system: string,
): Readonly<Record<string, Made>> {
  const found: Record<string, Made> = {};
  const texts = records.filter(({ received }) => !received).map(requestText);
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const label of labelsIn(text)) {
      const made = found[label] ? undefined : redactor.made(label);
      if (!made || redactor.redact(made.js ?? '') !== (made.js ?? '')) continue;
      found[label] = { ...made, text: redactor.redact(made.text, system) };
      texts.push(made.text);
    }
  }
  return found;
}
