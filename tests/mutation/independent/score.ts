import type { Ending, Tried } from './verdict.ts';

/** How many defects of a role are found, and how many were at the first run; `byFail` those that gate. */
export interface Score {
  readonly mutants: number;
  readonly found: number;
  readonly byFail: number;
  readonly first: { readonly found: number; readonly byFail: number };
}

export function scoreOf(tried: readonly Tried[], firstRun: Readonly<Record<string, Ending>>): Score {
  const first = tried.map(({ id, ending }) => firstRun[id] ?? ending);
  return {
    mutants: tried.length,
    ...counted(tried.map(({ ending }) => ending)),
    first: counted(first),
  };
}

function counted(endings: readonly Ending[]) {
  return {
    found: endings.filter((ending) => ending !== 'missed').length,
    byFail: endings.filter((ending) => ending === 'fail').length,
  };
}

/** A score as a line for people. */
export function scoreLine(role: string, { mutants, found, byFail, first }: Score): string {
  return `${role}: ${found} of ${mutants} found (${byFail} by a fail); at the first run ${first.found} (${first.byFail} by a fail)`;
}

/** A defect as a line for people. */
export function triedLine({ id, ending, by, unjudged, errors }: Tried): string {
  const found = by.length > 4 ? [...by.slice(0, 4), `${by.length - 4} more`] : by;
  const open = unjudged.length > 0 ? [`${unjudged.length} unjudged`] : [];
  const ours = errors.map((error) => `our error: ${error}`);
  return [ending.padEnd(6), id, [...found, ...open, ...ours].join(', ')].join('  ').trimEnd();
}
