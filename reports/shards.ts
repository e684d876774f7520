import type { Report } from './model.ts';

/** The shards of which a merged report is made. */
export type Shards = NonNullable<Report['shards']>;

const MARK = 'tollgate.shard.';

/** Leaves in a shard's metadata which one it is; Playwright merges the metadata of all shards, member by member. */
export function markShard(metadata: Record<string, unknown>, shard: Report['shard'] | null): void {
  if (shard) metadata[`${MARK}${shard.current}`] = shard.total;
}

/** Which shards a merged report is made of, by the marks that they left; `undefined` where none left one. */
export function shardsIn(metadata: Readonly<Record<string, unknown>>): Shards | undefined {
  const marks = Object.entries(metadata).filter(([name]) => name.startsWith(MARK));
  if (marks.length === 0) return undefined;
  const total = Math.max(...marks.map(([, of]) => Number(of)));
  const there = new Set(marks.map(([name]) => Number(name.slice(MARK.length))));
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter((shard) => !there.has(shard));
  return { total, missing };
}
