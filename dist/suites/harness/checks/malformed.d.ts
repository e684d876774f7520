import { type Violation } from '../../../schemas/deltas.ts';
/**
 * Every way to break one rule of a request contract, in a fixed order, starting from a message that keeps them all.
 * Only rules that name a requirement count. Throws when the message leaves out a member that the contract describes.
 */
export declare function malformed(name: string, seed: object): readonly Violation[];
/** The ids that `malformed` can break. */
export declare function malformedIds(name: string): readonly string[];
