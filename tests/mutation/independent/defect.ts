import type { Change } from '../../../mock-idp/faults/changes.ts';
import type { Fault } from '../../../mock-idp/faults/fault.ts';

/** One defect: the sentence of the document that it breaks, word for word, what goes wrong in one sentence, and how. */
export type DefectRow = readonly [broken: string, wrong: string, how: Change];

/** Defects of a role, by slug. */
export type Defects = Readonly<Record<string, DefectRow>>;

/** The defects of a role as faults that the mock can show; a defect's id is `independent.<role>.<slug>`. */
export function faultsIn(role: string, defects: Defects): readonly Fault[] {
  const [system = ''] = role.split('.');
  return Object.entries(defects).map(([slug, [, sentence, change]]) => ({
    id: `independent.${role}.${slug}`,
    system,
    role,
    sentence,
    breaks: [],
    change,
  }));
}
