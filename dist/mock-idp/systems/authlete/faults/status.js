import { altered } from '../../../faults/changes.js';
import { refusalOf } from '../responses.js';
/** Refuses for some reasons with another status. */
export const status = (wrong, ...reasons) => altered(refusalOf, (honest, reason) => (reasons.includes(reason) ? { ...honest, status: wrong } : honest));
//# sourceMappingURL=status.js.map