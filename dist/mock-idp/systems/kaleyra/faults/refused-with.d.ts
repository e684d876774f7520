import { Refused } from '../refused.ts';
/** The same refusal with something changed. */
export declare function refusedWith(refused: Refused, change: Partial<Pick<Refused, 'status' | 'content' | 'headers'>>): Refused;
