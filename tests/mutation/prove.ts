import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { allFaults } from '../../mock-idp/faults/registry.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { requirementsOf } from '../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import { type Bench, openBench } from './checks.ts';
import { isAsItShouldBe, type Outcome, verdictsOf } from './judge.ts';
import { listenForReach } from './reach.ts';
import type { Task } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Every n-th fault, from the one at `index` on. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** What came of all faults, and what is wrong besides: a clean mock that is not green, a requirement without a fault. */
export interface Proof {
  readonly summary: { faults: number; killed: number; survived: number; wronglyKilled: number };
  readonly problems: readonly string[];
  readonly faults: readonly Outcome[];
}

/**
 * Runs every flow of each role against the clean mock, and those that a fault can reach against the mock with that fault,
 * without Playwright, on all cores. `wanted` narrows the faults to those whose id holds one of the words; `everyFlow`
 * runs all flows under each fault, which takes several times as long and must come to the same; `part` tries every
 * n-th fault only.
 */
export async function prove(wanted: readonly string[] = [], everyFlow = false, part?: Part): Promise<Proof> {
  const bench = await openBench();
  const reach = await listenForReach();
  const problems = await problemsOfCleanMock(bench, reach.after);
  reach.stop();
  await bench.close();

  const isWanted = (id: string) => wanted.length === 0 || wanted.some((word) => id.includes(word));
  const all = (await allFaults()).filter(({ id, role }) => bench.roles.has(role as RoleId) && isWanted(id));
  const faults = part ? all.filter((_, i) => i % part.of === part.index) : all;
  const tasks = faults.map((fault): Task => {
    const flows = bench.roles.get(fault.role as RoleId) ?? [];
    return { id: fault.id, flows: (everyFlow ? flows : reach.of(fault, flows)).map(({ title }) => title) };
  });
  const outcomes = await settled(tasks, await tryAll(tasks));

  if (wanted.length === 0 && !part) {
    const broken = new Set(outcomes.filter(({ killed }) => killed).flatMap(({ breaks }) => breaks));
    for (const { id } of checkedOf(bench)) if (!broken.has(id)) problems.push(`no fault turns ${id} red`);
  }
  const killed = outcomes.filter((outcome) => outcome.killed).length;
  const wronglyKilled = outcomes.filter((outcome) => outcome.wronglyKilled.length > 0).length;
  return {
    summary: { faults: outcomes.length, killed, survived: outcomes.length - killed, wronglyKilled },
    problems,
    faults: outcomes.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const checkedOf = ({ catalogue, roles }: Bench) =>
  requirementsOf(catalogue).filter(({ role, excluded }) => roles.has(role) && !excluded);

/** What is not green on the faultless mock, or not judged at all. */
async function problemsOfCleanMock(bench: Bench, after: (flow: Flow<never>) => void): Promise<string[]> {
  const problems: string[] = [];
  for (const [role, flows] of bench.roles) {
    const clean = verdictsOf(await bench.checksOf(flows, { after }));
    for (const [id, verdict] of clean) {
      if (!['pass', 'info'].includes(verdict)) problems.push(`${id} is ${verdict} on the clean mock`);
    }
    for (const requirement of checkedOf(bench)) {
      if (requirement.role === role && !clean.has(requirement.id)) {
        problems.push(`${requirement.id} is never judged on the clean mock`);
      }
    }
  }
  return problems;
}

/** Deals the faults out to as many processes as there are cores. Throws when one of them breaks. */
async function tryAll(tasks: readonly Task[]): Promise<Outcome[]> {
  const processes = Math.min(availableParallelism(), tasks.length);
  const hands = Array.from({ length: processes }, (_, hand) => tasks.filter((_, index) => index % processes === hand));
  return (await Promise.all(hands.map(tryHere))).flat();
}

/** What came with a time-out, or not as it should, is tried once more, alone; that it was not so at first stays in sight. */
async function settled(tasks: readonly Task[], outcomes: readonly Outcome[]): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for (const outcome of outcomes) {
    const { id, survived, wronglyKilled, timedOut } = outcome;
    if (isAsItShouldBe(outcome) && !timedOut) all.push(outcome);
    else {
      const again = await tryHere(tasks.filter((task) => task.id === id));
      const firstTry = { survived, wronglyKilled };
      all.push(...again.map((one) => (isAsItShouldBe(outcome) ? one : { ...one, firstTry })));
    }
  }
  return all;
}

function tryHere(tasks: readonly Task[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const outcomes: Outcome[] = [];
    const worker = fork(WORKER, { execArgv: ['--import', 'tsx'] });
    worker.on('message', (outcome) => outcomes.push(outcome as Outcome));
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0 && outcomes.length === tasks.length) resolve(outcomes);
      else
        reject(
          new Error(`a process of the proof ended with ${code} after ${outcomes.length} of ${tasks.length} faults`),
        );
    });
    worker.send(tasks);
  });
}
