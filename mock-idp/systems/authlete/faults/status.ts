import { altered, type Change } from '../../../faults/changes.ts';
import { type Reason, refusalOf } from '../responses.ts';

/** Refuses for some reasons with another status. */
export const status = (wrong: number, ...reasons: Reason[]): Change =>
  altered(refusalOf, (honest, reason) => (reasons.includes(reason) ? { ...honest, status: wrong } : honest));
