import { createHash } from 'node:crypto';

/** A fixed piece of work, timed several times: how unevenly the machine runs right now, as (worst − best) / best. */
export function machineNoise(rounds = 9): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    let digest = Buffer.from('tollgate');
    for (let i = 0; i < 20_000; i++) digest = createHash('sha256').update(digest).digest();
    return performance.now() - started;
  });
  return (Math.max(...times) - Math.min(...times)) / Math.min(...times);
}

/** The middle value; of an even number, the lower middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}
