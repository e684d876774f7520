import { valueAt } from '../harness/http/exchange.js';
/** Seconds between two members of `data` that are times without a zone; `undefined` where one of them is no such time. */
export function secondsBetween(exchange, from, to) {
    const [start, end] = [from, to].map((member) => momentOf(exchange, member));
    return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}
/** expires_at − issued_at, in seconds: both are local times without a zone, so that only their difference means anything. */
export function lifetimeOf(login) {
    return secondsBetween(login, 'issued_at', 'expires_at');
}
/** A member of `data` read as a time in UTC, in milliseconds since the epoch. */
export function momentOf(exchange, member) {
    const moment = Date.parse(`${valueAt(exchange, `/data/${member}`)}Z`);
    return Number.isNaN(moment) ? undefined : moment;
}
//# sourceMappingURL=times.js.map