import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { type Accepted, accepts } from './accepted.ts';
import type { Tried } from './try.ts';

/** What the suite of a role makes of its mutants. */
export interface Score {
  readonly mutants: number;
  /** Those whose code ran. */
  readonly reached: number;
  readonly found: number;
  /** Reached, not found, and on the list. */
  readonly accepted: number;
  /** Found of those that were reached and are not accepted, from 0 to 1; 1 where there is none. */
  readonly score: number;
  /** Median of the findings of a mutant that was found; only where all findings were asked for. */
  readonly medianFindings: number;
}

/** Mutants that should have been found: reached, not found and not on the list. */
export function missed(tried: readonly Tried[], list: readonly Accepted[]): readonly Tried[] {
  return tried.filter(
    ({ fate, mutant }) =>
      ['survived', 'unjudged', 'our error'].includes(fate) && !list.some((one) => accepts(one, mutant)),
  );
}

/** Entries of the list that mean none of the mutants of the files that were tried, or only such as are found. */
export function stale(tried: readonly Tried[], list: readonly Accepted[]): readonly Accepted[] {
  const files = new Set(tried.map(({ mutant }) => mutant.file));
  const open = tried.filter(({ fate }) => fate !== 'found');
  return list.filter((one) => files.has(one.file) && !open.some(({ mutant }) => accepts(one, mutant)));
}

/** The score of a role. */
export function scoreOf(tried: readonly Tried[], list: readonly Accepted[]): Score {
  const reached = tried.filter(({ fate }) => fate !== 'unreached' && fate !== 'invalid');
  const found = reached.filter(({ fate }) => fate === 'found');
  const open = missed(tried, list).length;
  const counted = found.length + open;
  const findings = found.map(({ by }) => by.length).sort((a, b) => a - b);
  return {
    mutants: tried.length,
    reached: reached.length,
    found: found.length,
    accepted: reached.length - counted,
    score: counted === 0 ? 1 : found.length / counted,
    medianFindings: findings[Math.floor(findings.length / 2)] ?? 0,
  };
}

/** Scores as lines for people. */
export function scoreTable(scores: ReadonlyMap<RoleId, Score>): string {
  const head = ['role', 'mutants', 'reached', 'found', 'accepted', 'score'];
  const rows = [...scores].map(([role, { mutants, reached, found, accepted, score }]) => [
    role,
    String(mutants),
    String(reached),
    String(found),
    String(accepted),
    `${(Math.floor(score * 1000) / 10).toFixed(1)} %`,
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
