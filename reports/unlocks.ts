import { verdictWhenBroken } from '../suites/harness/model/verdict.ts';
import { groupBy, keyOf } from './keys.ts';
import type { Findings, ReportCheck, ReportRequirement, Unlock } from './model.ts';

/** A member of the target file as a fact names it: `wazo.otherUser`, `sipgate.app.openid`. */
const MEMBER = /[a-z][\w-]*(?:\.[a-z]\w*)+|\b(?:destructive|ownAccounts)\b/g;

/**
 * What would have more requirements judged, by the facts behind the skips: those that the run's own list of unset
 * members knows name their variables. What unlocks most that gates comes first.
 */
export function unlocksOf(
  requirements: readonly ReportRequirement[],
  checks: readonly ReportCheck[],
  { unset = [], gate }: Pick<Findings, 'unset' | 'gate'>,
): Unlock[] {
  const skipped = new Map(
    requirements.filter(({ verdict }) => verdict === 'skip').map((requirement) => [keyOf(requirement), requirement]),
  );
  const groups = groupBy(
    checks.filter((check) => check.skipFact !== undefined && skipped.has(keyOf(check))),
    ({ role, skipFact }) => `${role} ${skipFact}`,
  );
  const unlocks = [...groups.values()].map((group): Unlock => {
    const { role, skipFact: fact = '' } = group[0] as ReportCheck;
    const ids = new Map(group.map((check) => [check.id, skipped.get(keyOf(check)) as ReportRequirement]));
    const members = fact.match(MEMBER) ?? [];
    const variables = unset.filter(({ name }) =>
      members.some((member) => name === member || name.startsWith(`${member}.`)),
    );
    return {
      role,
      fact,
      set: variables.map(({ variable }) => variable),
      judges: ids.size,
      gating: [...ids.values()].filter((requirement) => verdictWhenBroken(requirement, gate) === 'fail').length,
    };
  });
  return unlocks.sort(
    (a, b) =>
      Number(b.set.length > 0) - Number(a.set.length > 0) ||
      b.gating - a.gating ||
      b.judges - a.judges ||
      compare(a, b),
  );
}

function compare(a: Unlock, b: Unlock): number {
  return `${a.role} ${a.fact}` < `${b.role} ${b.fact}` ? -1 : 1;
}
