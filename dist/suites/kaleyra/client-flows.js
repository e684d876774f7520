import { callback, grants } from './client-callback.js';
import { load, noToken, profilesApart, redirects } from './client-failures.js';
import { tokens } from './client-tokens.js';
import { validity } from './client-validity.js';
/** The flows of `kaleyra.client`, each after those whose findings it needs. */
export const clientFlows = [callback, grants, tokens, noToken, validity, profilesApart, redirects, load];
//# sourceMappingURL=client-flows.js.map