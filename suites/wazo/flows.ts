import { access, kindsOfToken } from './access.ts';
import { clientFlows } from './client-flows.ts';
import { anyClientId, clients, deletionRights, users } from './clients.ts';
import { emailLogin, encodings, incompleteCredentials } from './credentials.ts';
import { deletion, revocation } from './endings.ts';
import { identity, sameIdentity } from './identity.ts';
import { inspection } from './inspection.ts';
import { leniency } from './leniency.ts';
import { lifetime } from './lifetime.ts';
import { listQueries } from './list-query.ts';
import { listRights } from './list-rights.ts';
import { listing } from './listing.ts';
import { login, refusedLogins, repeatedLogin } from './login.ts';
import { besidesMobile, mobile } from './mobile.ts';
import { offlineLogin } from './offline.ts';
import { refresh, refusedRefreshes } from './refresh.ts';
import { routes } from './routes.ts';
import { scopeRequests } from './scope-requests.ts';
import { scopes } from './scopes.ts';
import { sessions } from './sessions.ts';
import { tokenData } from './token-data.ts';
import { badBodies, badOfflineBodies, badRefreshBodies } from './validation.ts';

/** The flows of `wazo.server`, each after those whose findings it needs. */
export const serverFlows = [
  login,
  access,
  refusedLogins,
  repeatedLogin,
  tokenData,
  offlineLogin,
  refresh,
  refusedRefreshes,
  listing,
  identity,
  sameIdentity,
  clients,
  users,
  kindsOfToken,
  lifetime,
  deletion,
  deletionRights,
  anyClientId,
  revocation,
  sessions,
  inspection,
  scopes,
  scopeRequests,
  listQueries,
  listRights,
  incompleteCredentials,
  leniency,
  emailLogin,
  encodings,
  badBodies,
  badOfflineBodies,
  badRefreshBodies,
  routes,
  mobile,
  besidesMobile,
];

/** The flows of both roles. */
export const flows = [...serverFlows, ...clientFlows];
