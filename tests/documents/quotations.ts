import { type HashedUnit, hashOf, normalised } from './sentences.ts';

/** Where a quotation stands in a document: the indices of the units that it quotes. */
export type Found = readonly number[];

/**
 * Finds a quotation of whole units at or after `from`; `…` stands for what is left out between them.
 * `undefined` where it does not stand there word for word.
 */
export function findQuotation(units: readonly HashedUnit[], quote: string, from = 0): Found | undefined {
  const parts = quote
    .split('…')
    .map(normalised)
    .filter((part) => part !== '');
  const found: number[] = [];
  let start = from;
  for (const part of parts) {
    const run = findRun(units, part, start);
    if (run === undefined) return undefined;
    found.push(...run);
    start = (run.at(-1) as number) + 1;
  }
  return found.length > 0 ? found : undefined;
}

/** Units that follow each other and make up a text in all. */
function findRun(units: readonly HashedUnit[], text: string, from: number): number[] | undefined {
  for (let first = from; first < units.length; first++) {
    const run: number[] = [];
    let rest = text;
    for (let index = first; rest !== '' && index < units.length; index++) {
      const { length, hash } = units[index] as HashedUnit;
      if (hashOf(rest.slice(0, length)) !== hash) break;
      run.push(index);
      rest = rest.slice(length);
    }
    if (rest === '') return run;
  }
  return undefined;
}
