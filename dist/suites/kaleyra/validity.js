/**
 * How many seconds a token lives from `now` (milliseconds since the epoch) by the validity that a response states, as a
 * number or as a text; `undefined` for what cannot be read.
 */
export function secondsOf(validity, meaning, now) {
    const isNumber = typeof validity === 'number' || (typeof validity === 'string' && /^\d+(\.\d+)?$/.test(validity));
    if (!isNumber) {
        const date = typeof validity === 'string' && ['auto', 'iso'].includes(meaning) ? Date.parse(validity) : Number.NaN;
        return Number.isNaN(date) ? undefined : (date - now) / 1000;
    }
    if (meaning === 'iso')
        return undefined;
    const number = Number(validity);
    const guessed = number >= 1e12 ? 'epoch-milliseconds' : number >= 1e9 ? 'epoch-seconds' : 'seconds';
    const meant = meaning === 'auto' ? guessed : meaning;
    if (meant === 'seconds')
        return number;
    return (meant === 'epoch-seconds' ? number * 1000 - now : number - now) / 1000;
}
//# sourceMappingURL=validity.js.map