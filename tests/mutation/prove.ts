import { allFaults } from '../../mock-idp/faults/registry.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { loadCatalogue, requirementsOf } from '../../suites/harness/model/catalogue.ts';
import type { Requirement, RoleId } from '../../suites/harness/model/requirement.ts';
import type { Verdict } from '../../suites/harness/model/verdict.ts';
import { type Crew, openCrew } from './crew.ts';
import { isAsItShouldBe, type Outcome } from './judge.ts';
import { flowsFor, type Reached } from './reach.ts';
import { flowsByRole } from './roles.ts';
import type { FaultTask } from './tasks.ts';

/** How many faults are tried side by side in one process. */
const AT_ONCE = 4;

/** What came of all faults, and what is wrong besides: a clean mock that is not green, a requirement without a fault. */
export interface Proof {
  readonly summary: { faults: number; killed: number; survived: number; wronglyKilled: number };
  readonly problems: readonly string[];
  readonly faults: readonly Outcome[];
}

/**
 * Runs every flow of each role against the clean mock, and those that a fault can reach against the mock with that fault,
 * without Playwright, on all cores. Flows that do not judge what a fault breaks make a few attempts of each table of
 * refusals then, and meet one defect of each member of a message.
 * @param wanted narrows the faults to those whose id holds one of the words
 * @param everyFlow all flows run under each fault, with whole tables, which takes many times as long and must come to the same
 */
export async function prove(wanted: readonly string[] = [], everyFlow = false): Promise<Proof> {
  const roles = await flowsByRole();
  const isWanted = (id: string) => wanted.length === 0 || wanted.some((word) => id.includes(word));
  const faults = (await allFaults()).filter(({ id, role }) => roles.has(role as RoleId) && isWanted(id));
  const wantedRoles = [...roles.keys()].filter((role) => faults.some((fault) => fault.role === role));
  const judged = requirementsOf(loadCatalogue()).filter(
    ({ role, excluded }) => wantedRoles.includes(role) && !excluded,
  );

  const crew = openCrew();
  try {
    const clean = await crew.all('clean', wantedRoles, 1);
    const problems = problemsOfCleanMock(new Map(clean.flatMap(({ verdicts }) => verdicts)), judged);
    const reached = new Map(clean.map((one, at) => [wantedRoles[at], reachedIn(one.reached)]));
    const members = new Set<string>();
    const tasks = faults.map((fault): FaultTask => {
      const role = fault.role as RoleId;
      const flows = roles.get(role) ?? [];
      const isLikeAnother = members.has(memberOf(fault.id));
      members.add(memberOf(fault.id));
      const reaching = everyFlow ? flows : flowsFor(fault, flows, reached.get(role) ?? new Map(), isLikeAnother);
      return { id: fault.id, flows: titlesOf(reaching), whole: everyFlow };
    });
    const outcomes = await settled(crew, tasks, await crew.all('fault', tasks, AT_ONCE));

    if (wanted.length === 0) problems.push(...withoutFault(outcomes, judged));
    const killed = outcomes.filter((outcome) => outcome.killed).length;
    const wronglyKilled = outcomes.filter((outcome) => outcome.wronglyKilled.length > 0).length;
    return {
      summary: { faults: outcomes.length, killed, survived: outcomes.length - killed, wronglyKilled },
      problems,
      faults: outcomes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  } finally {
    crew.close();
  }
}

/** Of which member a message fault is: to flows that do not judge it, a member that is missing, null or of another type is the same. */
const memberOf = (id: string) => (id.includes('.message.') ? id.replace(/(-type)?\.[^.]*$/, '') : id);

const titlesOf = (flows: readonly Flow<never>[]) => flows.map(({ title }) => title);

const reachedIn = (reached: readonly (readonly [string, readonly string[]])[]): Reached =>
  new Map(reached.map(([title, ids]) => [title, new Set(ids)]));

/** What is not green on the faultless mock, or not judged at all. */
function problemsOfCleanMock(clean: ReadonlyMap<string, Verdict>, judged: readonly Requirement[]): string[] {
  const red = [...clean].filter(([, verdict]) => !['pass', 'info'].includes(verdict));
  return [
    ...red.map(([id, verdict]) => `${id} is ${verdict} on the clean mock`),
    ...judged.filter(({ id }) => !clean.has(id)).map(({ id }) => `${id} is never judged on the clean mock`),
  ];
}

function withoutFault(outcomes: readonly Outcome[], judged: readonly Requirement[]): string[] {
  const broken = new Set(outcomes.filter(({ killed }) => killed).flatMap(({ breaks }) => breaks));
  return judged.filter(({ id }) => !broken.has(id)).map(({ id }) => `no fault turns ${id} red`);
}

/**
 * What came with a time-out, or not as it should, is tried once more, alone in its process and with whole tables where it was
 * not as it should; that it was not so at first stays in sight.
 */
async function settled(crew: Crew, tasks: readonly FaultTask[], outcomes: readonly Outcome[]): Promise<Outcome[]> {
  const again = outcomes.flatMap((outcome, at) => {
    const task = tasks[at];
    if (!task || (isAsItShouldBe(outcome) && !outcome.timedOut)) return [];
    return [{ at, task: { ...task, whole: task.whole || !isAsItShouldBe(outcome) } }];
  });
  const second = await crew.all(
    'fault',
    again.map(({ task }) => task),
    1,
  );
  const all = [...outcomes];
  for (const [i, { at }] of again.entries()) {
    const [first, now] = [outcomes[at], second[i]];
    if (!first || !now) continue;
    const { survived, wronglyKilled } = first;
    all[at] = isAsItShouldBe(first) ? now : { ...now, firstTry: { survived, wronglyKilled } };
  }
  return all;
}
