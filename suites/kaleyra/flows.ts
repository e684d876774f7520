import { clientFlows } from './client-flows.ts';
import { serverFlows } from './server-flows.ts';

/** All flows of Kaleyra's document. */
export const flows = [...serverFlows, ...clientFlows];
