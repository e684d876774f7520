import type { Requirement } from '../suites/harness/requirement.ts';
import type { ExchangeRecord, FlowResult } from '../suites/harness/verdict.ts';
import { keyOf } from './keys.ts';
import type { ReportCheck } from './model.ts';

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

/** Lays the flows' checks and exchanges end to end; each check's exchanges become positions in the one list. */
export function flatten(flows: readonly FlowResult[]): { checks: ReportCheck[]; exchanges: ExchangeRecord[] } {
  const checks: ReportCheck[] = [];
  const exchanges: ExchangeRecord[] = [];
  for (const flow of flows) {
    const offset = exchanges.length;
    const known = (index: number) => index >= 0 && index < flow.exchanges.length;
    for (const check of flow.checks) {
      checks.push({ ...check, exchanges: check.exchanges.filter(known).map((index) => index + offset) });
    }
    exchanges.push(...flow.exchanges);
  }
  return { checks, exchanges };
}
