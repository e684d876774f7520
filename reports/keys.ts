import type { Verdict } from '../suites/harness/model/verdict.ts';
import { VERDICTS } from '../suites/harness/model/verdict.ts';
import type { Counts } from './model.ts';

/** One string for an id within a role: the same slug may be judged for two roles. */
export function keyOf(item: { readonly id: string; readonly role: string }): string {
  return `${item.role} ${item.id}`;
}

/** How often each verdict occurs. */
export function count(verdicts: Iterable<Verdict | null>): Counts {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Counts;
  for (const verdict of verdicts) if (verdict) counts[verdict] += 1;
  return counts;
}

/** Groups items by a key, in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** `1 flow`, `2 flows`. */
export function plural(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}
