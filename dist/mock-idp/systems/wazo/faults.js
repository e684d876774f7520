import { faultsIn } from '../../faults/fault-table.js';
import { isFaulty } from '../../frame/scene.js';
import { refreshFaults } from './refresh-faults.js';
import { tokenFaults } from './token-faults.js';
const table = { ...tokenFaults, ...refreshFaults };
/** The behavioural faults of the Wazo mock. */
export const faults = faultsIn(table, 'wazo.server');
/** Whether the request being answered asked for this fault. */
export function faulty(id) {
    return isFaulty(id);
}
//# sourceMappingURL=faults.js.map