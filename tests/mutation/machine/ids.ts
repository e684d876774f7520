import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';
import type { Source } from './sources.ts';

/** A change before it has a name. */
export type Change = Pick<Mutant, 'operator' | 'start' | 'end' | 'replacement' | 'isDomain'>;

/** Names changes of a file by their content; the same change of the same line twice gets a number. */
export function named({ file, text }: Source, changes: readonly Change[]): Mutant[] {
  const starts = lineStarts(text);
  const seen = new Map<string, number>();
  return changes.map((change) => {
    const line = lineOf(starts, change.start);
    const code = text.slice(starts[line - 1], starts[line] ?? text.length).trim();
    const what = [file, change.operator, code, change.replacement].join('\n');
    const times = (seen.get(what) ?? 0) + 1;
    seen.set(what, times);
    const hash = createHash('sha256').update(`${what}\n${times}`).digest('hex').slice(0, 10);
    const name = file.replace(/^mock-idp\/(systems\/)?/, '').replace(/\.ts$/, '');
    return { ...change, id: `${name}:${hash}`, file, line, code };
  });
}

/** Where each line begins, in characters. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], at: number): number {
  let line = 0;
  while (line < starts.length && (starts[line] ?? 0) <= at) line += 1;
  return line;
}
