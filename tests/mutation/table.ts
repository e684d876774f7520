import { groupBy } from './group.ts';
import type { Outcome } from './judge.ts';

/** One line a system: how many faults there are, and what became of them. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = [...groupBy(outcomes, ({ system }) => system)].map(([system, list]) => [
    system,
    list.length,
    new Set(list.flatMap(({ breaks }) => breaks)).size,
    list.filter(({ killed }) => killed).length,
    list.filter(({ killed }) => !killed).length,
    list.filter(({ wronglyKilled }) => wronglyKilled.length > 0).length,
  ]);
  const all = [['system', 'faults', 'requirements', 'killed', 'survived', 'wrongly killed'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => String(row[column]).length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => String(cell).padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
