/** How many answers of each kind are compared: single ones vary too much. */
export const SAMPLES = 30;
/** Differences below this say nothing, in milliseconds. */
const NOISE = 5;
/** Judges that two kinds of responses take about the same time, by their medians. */
export function sameTime(one, other) {
    const [a, b] = [median(one.exchanges), median(other.exchanges)];
    return () => ({
        ok: Math.abs(a - b) <= Math.max(NOISE, Math.min(a, b) / 4),
        expected: `about the same time ${one.what} and ${other.what}`,
        actual: `medians of ${SAMPLES}: ${a.toFixed(1)} ms ${one.what}, ${b.toFixed(1)} ms ${other.what}`,
    });
}
function median(exchanges) {
    return exchanges.map(({ durationMs }) => durationMs).sort((x, y) => x - y)[Math.floor(exchanges.length / 2)] ?? 0;
}
//# sourceMappingURL=timing.js.map