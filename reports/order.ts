import type { Requirement } from '../suites/harness/model/requirement.ts';
import type { ExchangeRecord, FlowResult } from '../suites/harness/model/verdict.ts';
import { keyOf } from './keys.ts';
import type { FlowReport, ReportCheck } from './model.ts';

function positions(items: Iterable<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of items) if (!found.has(item)) found.set(item, found.size);
  return found;
}

/**
 * Sorts flows by role (as the requirements do), by the first requirement that they judge, by title: an order that
 * does not depend on the order of arrival, so that shards merged in any order give the same report.
 */
export function sortFlows(flows: readonly FlowResult[], requirements: readonly Requirement[]): FlowResult[] {
  const roles = positions(requirements.map((requirement) => requirement.role));
  const ids = positions(requirements.map(keyOf));
  const last = Number.MAX_SAFE_INTEGER;
  const ranked = flows.map((flow) => ({
    flow,
    role: roles.get(flow.role) ?? last,
    first: Math.min(last, ...flow.checks.map((check) => ids.get(keyOf(check)) ?? last)),
  }));
  ranked.sort(
    (a, b) =>
      a.role - b.role ||
      a.first - b.first ||
      compare(a.flow.role, b.flow.role) ||
      compare(a.flow.flow, b.flow.flow) ||
      compare(JSON.stringify(a.flow.checks), JSON.stringify(b.flow.checks)),
  );
  return ranked.map(({ flow }) => flow);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lays the flows' checks and exchanges end to end; what points at exchanges points at positions in the one list. */
export function flatten(flows: readonly FlowResult[]): {
  results: FlowReport[];
  checks: ReportCheck[];
  exchanges: ExchangeRecord[];
} {
  const results: FlowReport[] = [];
  const checks: ReportCheck[] = [];
  const exchanges: ExchangeRecord[] = [];
  for (const { role, flow, endpoint, durationMs, startedAt, made, ...left } of flows) {
    const own = left.exchanges.map((_, index) => exchanges.length + index);
    for (const check of left.checks) {
      checks.push({ ...check, exchanges: check.exchanges.flatMap((index) => own[index] ?? []) });
    }
    results.push({
      ...{ role, flow, endpoint, durationMs, exchanges: own },
      ...(startedAt !== undefined && { startedAt }),
      ...(made && { made }),
    });
    exchanges.push(...left.exchanges);
  }
  return { results, checks, exchanges };
}
