import { violations } from '../../../schemas/deltas.js';
import { contract } from './contract.js';
/**
 * Every way to break one rule of a request contract, in a fixed order, starting from a message that keeps them all.
 * Only rules that name a requirement count. Throws when the message leaves out a member that the contract describes.
 */
export function malformed(name, seed) {
    return violations(contract(name).schema, seed);
}
/** The ids that `malformed` can break. */
export function malformedIds(name) {
    return contract(name).ids;
}
//# sourceMappingURL=malformed.js.map