import { type Change } from '../../../faults/changes.ts';
import { type Reason } from '../responses.ts';
/** Refuses for some reasons with another status. */
export declare const status: (wrong: number, ...reasons: Reason[]) => Change;
