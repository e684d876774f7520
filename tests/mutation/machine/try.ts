import { allSystems } from '../../../mock-idp/frame/systems.ts';
import { type RunningMock, startMockIdp } from '../../../mock-idp/server.ts';
import type { Flow } from '../../../suites/harness/flow/flow.ts';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import type { Check, FlowResult, Verdict } from '../../../suites/harness/model/verdict.ts';
import { checksIn, runFlows } from '../../run-flows.ts';
import { bundledTarget } from '../bundled.ts';
import { verdictsOf } from '../judge.ts';
import { mutatedSystem } from './bundle.ts';
import type { Mutant } from './mutant.ts';
import { near } from './near.ts';

/** What became of a mutant. `found`: some requirement is broken; `unjudged`: some could not be judged, and none is broken. */
export type Fate = 'found' | 'unjudged' | 'survived' | 'unreached' | 'invalid' | 'our error';

export interface Tried {
  readonly mutant: Mutant;
  readonly role: RoleId;
  readonly fate: Fate;
  /** The requirements that ended `fail` or `warn`, or `info` where they should have passed. */
  readonly by: readonly string[];
  /** How many could not be judged. */
  readonly unjudged: number;
  /** What went wrong, where something of ours did or the mutant could not be loaded. */
  readonly message?: string;
}

/** What mutants are tried with. */
export interface Bench {
  /** The mock as it should be: the peer of targets. */
  readonly peer: RunningMock;
  /** What the flows find at the mock as it should be. */
  readonly clean: Verdicts;
}

export type Verdicts = ReadonlyMap<string, Verdict>;

const isFinding = (verdict: Verdict) => verdict === 'fail' || verdict === 'warn';

const reached = new Set<string>();
Object.assign(globalThis, { __near: near, __reached: (id: string) => reached.add(id) });

/**
 * Tries one mutant with the flows of a role, on a mock of its own. Ends with the flow that finds it, unless all findings
 * are wanted.
 */
export async function tryMutant(
  bench: Bench,
  role: RoleId,
  flows: readonly Flow<never>[],
  mutant: Mutant,
  all: boolean,
): Promise<Tried> {
  const system = role.split('.')[0] ?? '';
  const failed = (fate: Fate, error: unknown): Tried => ({
    mutant,
    role,
    fate,
    by: [],
    unjudged: 0,
    message: String(error).slice(0, 300),
  });
  let mock: RunningMock;
  try {
    const mutated = await mutatedSystem(system, mutant);
    const modules = (await allSystems()).map((one) => (one.name === system ? mutated : one));
    mock = await startMockIdp({ modules });
  } catch (error) {
    return failed(reached.has(mutant.id) ? 'found' : 'invalid', error);
  }
  try {
    const checks = await checksOf(bench, mock.url, flows, all);
    return judged(mutant, role, checks, bench.clean);
  } catch (error) {
    return failed('our error', error);
  } finally {
    await mock.close();
  }
}

export async function checksOf(
  { peer }: Pick<Bench, 'peer'>,
  url: string,
  flows: readonly Flow<never>[],
  all: boolean,
): Promise<readonly Check[]> {
  const options = {
    bundled: true,
    verdictsOnly: true,
    peer: { url: peer.url, publicUrl: peer.url },
    bounds: { settleMs: 50 },
  };
  const isFound = ({ checks }: FlowResult) => checks.some(({ verdict }) => isFinding(verdict));
  return checksIn(await runFlows(bundledTarget(url), flows, options, all ? undefined : isFound));
}

function judged(mutant: Mutant, role: RoleId, checks: readonly Check[], clean: Verdicts): Tried {
  const verdicts = [...verdictsOf(checks)];
  const by = verdicts
    .filter(([id, verdict]) => isFinding(verdict) || (verdict === 'info' && clean.get(id) === 'pass'))
    .map(([id]) => id);
  const errors = checks.filter(({ verdict }) => verdict === 'error');
  const unjudged = verdicts.filter(([, verdict]) => verdict === 'inconclusive').length;
  const rest = { mutant, role, by, unjudged };
  if (errors.length > 0) return { ...rest, fate: 'our error', message: errors[0]?.message ?? '' };
  if (by.length > 0) return { ...rest, fate: 'found' };
  if (unjudged > 0) return { ...rest, fate: 'unjudged' };
  return { ...rest, fate: reached.has(mutant.id) ? 'survived' : 'unreached' };
}
