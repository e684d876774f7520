import type { Basis, Requirement } from '../suites/harness/model/requirement.ts';
import { groupBy, keyOf } from './keys.ts';
import type { ReportCheck, RootCause } from './model.ts';
import { isGating } from './outcome.ts';

/**
 * Groups what could not be judged by what it is blocked by: causes that make the run red first, then the cause that holds
 * up most. A requirement that is blocked by
 * another that is blocked by a third counts for the third.
 */
export function rootCauses(
  requirements: readonly Requirement[],
  checks: readonly ReportCheck[],
  gate: readonly Basis[],
): RootCause[] {
  const byKey = new Map(requirements.map((requirement) => [keyOf(requirement), requirement]));
  const red = new Set(checks.filter((check) => isGating(check, byKey.get(keyOf(check)), gate)).map(keyOf));
  const hung = checks.filter(
    (check) => check.verdict === 'inconclusive' && check.blockedBy && check.blockedBy !== check.id,
  );
  const links = new Map(hung.map((check) => [keyOf(check), check.blockedBy as string]));
  const order = new Map(requirements.map((requirement, index) => [keyOf(requirement), index]));
  const position = (role: string, id: string) => order.get(keyOf({ role, id })) ?? Number.MAX_SAFE_INTEGER;

  const groups = groupBy(hung, (check) => `${check.role} ${endOf(links, check.role, check.blockedBy as string)}`);
  const causes = [...groups.values()].map((group): RootCause => {
    const role = (group[0] as ReportCheck).role;
    const id = endOf(links, role, (group[0] as ReportCheck).blockedBy as string);
    const blocked = [...new Set(group.map((check) => check.id))].filter((hangs) => hangs !== id);
    blocked.sort((a, b) => position(role, a) - position(role, b));
    const broken = requirements.find((requirement) => requirement.id === id && requirement.role === role);
    const gates = [id, ...blocked].some((one) => red.has(keyOf({ role, id: one })));
    return { id, role, message: messageOf(broken, id, role, checks, group), gates, blocked };
  });
  return causes
    .filter(({ blocked }) => blocked.length > 0)
    .sort(
      (a, b) =>
        Number(b.gates) - Number(a.gates) ||
        b.blocked.length - a.blocked.length ||
        position(a.role, a.id) - position(b.role, b.id),
    );
}

function endOf(links: ReadonlyMap<string, string>, role: string, start: string): string {
  const seen = new Set<string>();
  let id = start;
  for (let next = links.get(keyOf({ role, id })); next && !seen.has(id); next = links.get(keyOf({ role, id }))) {
    seen.add(id);
    id = next;
  }
  return id;
}

/** What is wrong there: the rule that is broken, or why it could not be judged. */
function messageOf(
  requirement: Requirement | undefined,
  id: string,
  role: string,
  checks: readonly ReportCheck[],
  blocked: readonly ReportCheck[],
): string {
  const own = checks.find((check) => check.role === role && check.id === id && check.verdict !== 'pass');
  if (own?.message) return own.message;
  if (own?.actual !== undefined && requirement) return `not kept: ${requirement.text.replace(/\.$/, '')}`;
  if (id.endsWith('.reachable')) {
    return blocked.find((check) => check.message)?.message ?? 'the target gave no response';
  }
  if (own) return `its verdict is ${own.verdict}`;
  // What one flow found kept may be missing in another, which says what it lacked.
  const isKept = checks.some((check) => check.role === role && check.id === id);
  const lacking = isKept ? blocked.find(({ blockedBy, message }) => blockedBy === id && message)?.message : undefined;
  return lacking ?? 'no check of it came to an end';
}
