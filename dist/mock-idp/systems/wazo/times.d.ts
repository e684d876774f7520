/**
 * Times are milliseconds since the epoch with a fraction for the microseconds, as the real server keeps them.
 * `atOnce` adds a fraction that grows within a millisecond and is never zero: a time without one would be written shorter.
 */
export declare function atOnce(milliseconds: number): number;
/** ISO 8601 of the server's own zone, without naming it; the fraction is left out when it is zero. */
export declare function localTime(time: number): string;
/** ISO 8601 in UTC with six decimals, without naming the zone. */
export declare function utcTime(time: number): string;
