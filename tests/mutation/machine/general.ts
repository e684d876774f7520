import { Instrumenter } from '@stryker-mutator/instrumenter';
import { type Change, lineStarts } from './ids.ts';
import type { Source } from './sources.ts';

const silent = new Proxy({}, { get: () => () => false }) as ConstructorParameters<typeof Instrumenter>[0];

/**
 * Every mutant of a file that StrykerJS knows of. `as const` is taken away first, since no mutant is made inside it.
 */
export async function generalChanges({ file, text }: Source): Promise<readonly Change[]> {
  const content = text.replace(/ as const\b/g, (found) => ' '.repeat(found.length));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const { mutants } = await new Instrumenter(silent).instrument([{ name: file, content, mutate: true }], options);
  const starts = lineStarts(text);
  const at = ({ line, column }: { line: number; column: number }) => (starts[line] ?? 0) + column;
  return mutants.map(({ location, mutatorName, replacement }) => ({
    operator: mutatorName,
    start: at(location.start),
    end: at(location.end),
    replacement,
    isDomain: false,
  }));
}
