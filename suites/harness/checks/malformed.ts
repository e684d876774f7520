import { type Violation, violations } from '../../../schemas/deltas.ts';
import { contract } from './contract.ts';

/**
 * Every way to break one rule of a request contract, in a fixed order, starting from a message that keeps them all.
 * Only rules that name a requirement count. Throws when the message leaves out a member that the contract describes.
 */
export function malformed(name: string, seed: object): readonly Violation[] {
  return violations(contract(name).schema, seed);
}

/** The ids that `malformed` can break. */
export function malformedIds(name: string): readonly string[] {
  return contract(name).ids;
}
