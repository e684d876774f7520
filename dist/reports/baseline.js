import { groupBy, keyOf } from './keys.js';
/** Whether an acceptance that ends with `expires` (`YYYY-MM-DD`, UTC, inclusive) is over. */
export function isExpired(expires, now) {
    return expires !== undefined && now.toISOString().slice(0, 10) > expires;
}
/** Whether the baseline accepts this check's failure. */
export function isAccepted(check, baseline) {
    return check.verdict === 'fail' && (baseline?.accepted ?? []).some((entry) => keyOf(entry) === keyOf(check));
}
/**
 * Marks the failures that the baseline accepts and finds the entries that are stale. An entry is stale when its
 * requirement was judged and no longer fails, when it has expired, or when the role has no such requirement; never
 * when the requirement was not judged in this run.
 */
export function applyBaseline(findings, now) {
    const entries = findings.baseline?.accepted ?? [];
    const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
    const checks = findings.checks.map(({ accepted: _, ...check }) => {
        const entry = check.verdict === 'fail' ? byKey.get(keyOf(check)) : undefined;
        return entry ? { ...check, accepted: acceptanceOf(entry) } : check;
    });
    const judged = groupBy(checks, keyOf);
    const known = new Set(findings.requirements.map(keyOf));
    const roles = new Set(findings.requirements.map(({ role }) => role));
    const stale = [...byKey.values()].flatMap((entry) => {
        const why = roles.has(entry.role) && !known.has(keyOf(entry))
            ? 'the role has no such requirement; remove the entry or fix its id'
            : whyStale(entry, judged.get(keyOf(entry)) ?? [], now);
        return why ? [{ id: entry.id, role: entry.role, why }] : [];
    });
    return { checks, stale };
}
function acceptanceOf({ reason, issue, expires }) {
    return { reason, ...(issue && { issue }), ...(expires && { expires }) };
}
function whyStale(entry, checks, now) {
    const verdicts = new Set(checks.map(({ verdict }) => verdict));
    if (verdicts.has('fail')) {
        return isExpired(entry.expires, now) ? `it expired on ${entry.expires}; fix the failure or renew it` : undefined;
    }
    if (verdicts.has('inconclusive') || verdicts.has('error'))
        return undefined;
    const [verdict] = ['warn', 'pass', 'info'].filter((one) => checks.some((check) => check.verdict === one));
    return verdict ? `it no longer fails (${verdict}); remove the entry` : undefined;
}
/**
 * The baseline that accepts every failure of a report. Entries that the report's baseline has already keep their
 * reason, issue and expiry; entries of requirements that were not judged stay; stale entries go, but for expired ones
 * that still fail, which stay as they are and have to be renewed by hand.
 */
export function baselineFrom(report, existing, given, now) {
    const before = new Map(existing.map((entry) => [keyOf(entry), entry]));
    const { stale } = applyBaseline({ ...report, baseline: { accepted: existing } }, now);
    const failing = new Map(report.checks.filter(({ verdict }) => verdict === 'fail').map((check) => [keyOf(check), check]));
    const gone = new Set(stale.map(keyOf).filter((key) => !failing.has(key)));
    const added = [...failing].filter(([key]) => !before.has(key)).map(([, { id, role }]) => ({ id, role, ...given }));
    return [...[...before].filter(([key]) => !gone.has(key)).map(([, entry]) => entry), ...added];
}
/** The text of a baseline file. */
export function baselineText(accepted) {
    return `${JSON.stringify({ accepted }, null, 2)}\n`;
}
/** Entries to paste into a baseline file for the failures that are not accepted yet. */
export function pasteReady(report) {
    const failing = report.checks.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted);
    const entries = new Map(failing.map((check) => [keyOf(check), { id: check.id, role: check.role, reason: '…' }]));
    return [...entries.values()].map((entry) => JSON.stringify(entry));
}
//# sourceMappingURL=baseline.js.map