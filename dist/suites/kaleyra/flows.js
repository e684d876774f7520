import { clientFlows } from './client-flows.js';
import { serverFlows } from './server-flows.js';
/** All flows of Kaleyra's document. */
export const flows = [...serverFlows, ...clientFlows];
//# sourceMappingURL=flows.js.map