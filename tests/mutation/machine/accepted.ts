import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Mutant } from './mutant.ts';

/** Mutants that no suite is to find, and why. It is keyed by content, so that it holds while code moves. */
export interface Accepted {
  readonly file: string;
  /** The line of code, without blanks around it. */
  readonly code: string;
  /** The operators of that line that are meant; every one unless told. */
  readonly operators?: readonly string[];
  /** What the mutant makes of the code, where one operator makes several things of the line. */
  readonly becomes?: string;
  readonly reason: string;
}

const FILE = new URL('../accepted.yaml', import.meta.url);

/** The list in `tests/mutation/accepted.yaml`. */
export function readAccepted(): readonly Accepted[] {
  return (parse(readFileSync(FILE, 'utf8')) as readonly Accepted[] | null) ?? [];
}

/** Whether an entry of the list means a mutant. */
export function accepts({ file, code, operators, becomes }: Accepted, mutant: Mutant): boolean {
  return (
    file === mutant.file &&
    code === mutant.code &&
    (operators?.includes(mutant.operator) ?? true) &&
    (becomes === undefined || becomes === mutant.replacement)
  );
}
