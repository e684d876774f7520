import { groupBy, keyOf } from './keys.ts';
import type { Baseline, BaselineEntry, Findings, Report, ReportCheck, RootCause, StaleEntry } from './model.ts';

/** Whether an acceptance that ends with `expires` (`YYYY-MM-DD`, UTC, inclusive) is over. */
export function isExpired(expires: string | undefined, now: Date): boolean {
  return expires !== undefined && now.toISOString().slice(0, 10) > expires;
}

/** Whether the baseline accepts this check's failure. */
export function isAccepted(
  check: Pick<ReportCheck, 'id' | 'role' | 'verdict'>,
  baseline: Baseline | undefined,
): boolean {
  return check.verdict === 'fail' && (baseline?.accepted ?? []).some((entry) => keyOf(entry) === keyOf(check));
}

/**
 * Marks the failures that the baseline accepts and finds the entries that are stale. An entry is stale when its
 * requirement was judged and no longer fails, when it has expired, or when the role has no such requirement; never
 * when the requirement was not judged in this run.
 */
export function applyBaseline(
  findings: Pick<Findings, 'checks' | 'requirements' | 'baseline'>,
  now: Date,
): { checks: readonly ReportCheck[]; stale: readonly StaleEntry[] } {
  const entries = findings.baseline?.accepted ?? [];
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const checks = findings.checks.map(({ accepted: _, ...check }): ReportCheck => {
    const entry = check.verdict === 'fail' ? byKey.get(keyOf(check)) : undefined;
    return entry ? { ...check, accepted: acceptanceOf(entry) } : check;
  });

  const judged = groupBy(checks, keyOf);
  const known = new Set(findings.requirements.map(keyOf));
  const roles = new Set(findings.requirements.map(({ role }) => role));
  const stale = [...byKey.values()].flatMap((entry): StaleEntry[] => {
    const why =
      roles.has(entry.role) && !known.has(keyOf(entry))
        ? 'the role has no such requirement; remove the entry or fix its id'
        : whyStale(entry, judged.get(keyOf(entry)) ?? [], now);
    return why ? [{ id: entry.id, role: entry.role, why }] : [];
  });
  return { checks, stale };
}

function acceptanceOf({ reason, issue, expires }: BaselineEntry) {
  return { reason, ...(issue && { issue }), ...(expires && { expires }) };
}

function whyStale(entry: BaselineEntry, checks: readonly ReportCheck[], now: Date): string | undefined {
  const verdicts = new Set(checks.map(({ verdict }) => verdict));
  if (verdicts.has('fail')) {
    return isExpired(entry.expires, now) ? `it expired on ${entry.expires}; fix the failure or renew it` : undefined;
  }
  if (verdicts.has('inconclusive') || verdicts.has('error')) return undefined;
  const [verdict] = ['warn', 'pass', 'info'].filter((one) => checks.some((check) => check.verdict === one));
  return verdict ? `it no longer fails (${verdict}); remove the entry` : undefined;
}

/**
 * The baseline that accepts every failure of a report. Entries that the report's baseline has already keep their
 * reason, issue and expiry; entries of requirements that were not judged stay; stale entries go, but for expired ones
 * that still fail, which stay as they are and have to be renewed by hand.
 */
export function baselineFrom(
  report: Pick<Report, 'checks' | 'requirements' | 'baseline'>,
  existing: readonly BaselineEntry[],
  given: { readonly reason: string; readonly issue?: string; readonly expires?: string },
  now: Date,
): BaselineEntry[] {
  const before = new Map(existing.map((entry) => [keyOf(entry), entry]));
  const { stale } = applyBaseline({ ...report, baseline: { accepted: existing } }, now);
  const failing = new Map(
    report.checks.filter(({ verdict }) => verdict === 'fail').map((check) => [keyOf(check), check]),
  );
  const gone = new Set(stale.map(keyOf).filter((key) => !failing.has(key)));
  const added = [...failing].filter(([key]) => !before.has(key)).map(([, { id, role }]) => ({ id, role, ...given }));
  return [...[...before].filter(([key]) => !gone.has(key)).map(([, entry]) => entry), ...added];
}

/** The text of a baseline file. */
export function baselineText(accepted: readonly BaselineEntry[]): string {
  return `${JSON.stringify({ accepted }, null, 2)}\n`;
}

/**
 * Entries to paste into a baseline file for the failures that are not accepted yet; none for a failure that keeps half of
 * what gates in its role from being judged, such as a wrong password, since nothing would be left to gate on.
 */
export function pasteReady(report: Pick<Report, 'checks' | 'rootCauses' | 'roles'>): string[] {
  const spoiling = new Set(report.rootCauses.filter((cause) => spoils(cause, report.roles)).map(keyOf));
  const failing = report.checks.filter(
    (check) => check.verdict === 'fail' && !check.accepted && !spoiling.has(keyOf(check)),
  );
  const entries = new Map(failing.map((check) => [keyOf(check), { id: check.id, role: check.role, reason: '…' }]));
  return [...entries.values()].map((entry) => JSON.stringify(entry));
}

function spoils({ role, blocked }: RootCause, roles: Report['roles']): boolean {
  const gating = roles.find((one) => one.role === role)?.gating;
  return gating !== undefined && gating.undecided.filter((id) => blocked.includes(id)).length * 2 >= gating.total;
}
