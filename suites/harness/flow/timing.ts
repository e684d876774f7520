import type { Matcher } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';

/** How many answers of each kind are compared: single ones vary too much. */
export const SAMPLES = 30;

/** Differences below this say nothing, in milliseconds. */
const NOISE = 5;

/** Responses of one kind, and what they have in common. */
export interface Timed {
  readonly what: string;
  readonly exchanges: readonly Exchange[];
}

/**
 * Judges that two kinds of responses take about the same time: by their medians, and by their middle halves, which overlap
 * where a busy machine makes the medians differ.
 */
export function sameTime(one: Timed, other: Timed): Matcher {
  const [a, b] = [middleOf(one.exchanges), middleOf(other.exchanges)];
  const isClose = Math.abs(a.median - b.median) <= Math.max(NOISE, Math.min(a.median, b.median) / 4);
  const overlap = a.from <= b.to && b.from <= a.to;
  return () => ({
    ok: isClose || overlap,
    expected: `about the same time ${one.what} and ${other.what}`,
    actual: `medians of ${SAMPLES}: ${shown(a)} ${one.what}, ${shown(b)} ${other.what}`,
  });
}

/** In milliseconds. */
interface Middle {
  readonly from: number;
  readonly median: number;
  readonly to: number;
}

function middleOf(exchanges: readonly Exchange[]): Middle {
  const sorted = exchanges.map(({ durationMs }) => durationMs).sort((x, y) => x - y);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { from: at(1 / 4), median: at(1 / 2), to: at(3 / 4) };
}

function shown({ from, median, to }: Middle): string {
  return `${median.toFixed(1)} ms (the middle half ${from.toFixed(1)} to ${to.toFixed(1)})`;
}
