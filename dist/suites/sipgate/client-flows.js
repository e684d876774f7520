import { callbacks, logout } from './client-callback.js';
import { exchange } from './client-exchange.js';
import { authorizationRequest } from './client-request.js';
import { answers, idTokens } from './client-responses.js';
import { tokens } from './client-tokens.js';
/** The flows of `sipgate.client`, each after those whose findings it needs. */
export const clientFlows = [authorizationRequest, exchange, callbacks, logout, answers, idTokens, tokens];
//# sourceMappingURL=client-flows.js.map