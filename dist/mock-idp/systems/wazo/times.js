/**
 * Times are milliseconds since the epoch with a fraction for the microseconds, as the real server keeps them.
 * `atOnce` adds a fraction that grows within a millisecond and is never zero: a time without one would be written shorter.
 */
export function atOnce(milliseconds) {
    tick = milliseconds === latest ? Math.min(tick + 1, 999) : 1;
    latest = milliseconds;
    return milliseconds + tick / 1000;
}
let latest = 0;
let tick = 0;
/** ISO 8601 of the server's own zone, without naming it; the fraction is left out when it is zero. */
export function localTime(time) {
    const offset = new Date(time).getTimezoneOffset() * 60_000;
    return utcTime(time - offset).replace(/\.000000$/, '');
}
/** ISO 8601 in UTC with six decimals, without naming the zone. */
export function utcTime(time) {
    const micros = Math.round(time * 1000);
    const seconds = new Date(Math.floor(micros / 1e6) * 1000).toISOString().slice(0, 19);
    return `${seconds}.${String(((micros % 1e6) + 1e6) % 1e6).padStart(6, '0')}`;
}
//# sourceMappingURL=times.js.map