import { callbacks, logout } from './client-callback.ts';
import { exchange } from './client-exchange.ts';
import { forgeries } from './client-forgeries.ts';
import { idTokens } from './client-id-tokens.ts';
import { refresh, refusedRefresh } from './client-refresh.ts';
import { authorizationRequest } from './client-request.ts';
import { responses, silence } from './client-responses.ts';
import { tokens } from './client-tokens.ts';
import { users } from './client-users.ts';

/** The flows of `sipgate.client`, each after those whose findings it needs. */
export const clientFlows = [
  authorizationRequest,
  exchange,
  responses,
  callbacks,
  forgeries,
  logout,
  idTokens,
  tokens,
  users,
  refresh,
  refusedRefresh,
  silence,
];
