import type { Recording } from './script/story.ts';

/** Between two exchanges of a flow the time in which nothing was sent, in milliseconds. */
export function pauseBetween({ exchanges, flows }: Recording, from: number, to: number): number {
  if (!flows.results.some((flow) => flow.exchanges.includes(from) && flow.exchanges.includes(to))) return 0;
  let paused = 0;
  for (let index = from + 1; index <= to; index++) {
    const [before, after] = [exchanges[index - 1], exchanges[index]];
    if (before?.atMs === undefined || after?.atMs === undefined) continue;
    paused += Math.max(0, after.atMs - before.atMs - before.durationMs);
  }
  return paused;
}

/** How long was waited before an exchange: since another, or since the one before it; in milliseconds. */
export function waitedBefore(report: Recording, index: number, since = index): number {
  return pauseBetween(report, since === index ? index - 1 : since, index);
}
