import type { Check, Verdict } from '../../../suites/harness/model/verdict.ts';
import { verdictsOf } from '../judge.ts';

/** How a defect ended: found by a requirement that fails, only by one that warns, or not at all. */
export type Ending = 'fail' | 'warn' | 'missed';

export interface Tried {
  readonly id: string;
  readonly ending: Ending;
  /** The requirements that found it. */
  readonly by: readonly string[];
  /** Requirements that could not be judged under it. */
  readonly unjudged: readonly string[];
  /** What went wrong with us. */
  readonly errors: readonly string[];
}

/** What the checks of a role's whole suite say of a defect. */
export function triedWith(id: string, checks: readonly Check[]): Tried {
  const verdicts = [...verdictsOf(checks)];
  const having = (wanted: Verdict) => verdicts.filter(([, verdict]) => verdict === wanted).map(([of]) => of);
  const [failed, warned] = [having('fail'), having('warn')];
  const ending = failed.length > 0 ? 'fail' : warned.length > 0 ? 'warn' : 'missed';
  const by = ending === 'fail' ? failed : warned;
  return { id, ending, by, unjudged: having('inconclusive'), errors: having('error') };
}
