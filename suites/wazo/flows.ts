import { underAll } from '../harness/nets/under-all.ts';
import { access } from './access.ts';
import { clientFlows } from './client-flows.ts';
import { anyClientId, clients, loginAgain, users } from './clients.ts';
import { emailLogin, encodings, incompleteCredentials } from './credentials.ts';
import { deletionRights } from './deletion-rights.ts';
import { deletion, revocation, sparingDeletion } from './endings.ts';
import { identity, sameIdentity } from './identity.ts';
import { inspection } from './inspection.ts';
import { kindsOfToken } from './kinds.ts';
import { leniency } from './leniency.ts';
import { lifetime } from './lifetime.ts';
import { listQueries } from './list-query.ts';
import { listRights } from './list-rights.ts';
import { listing } from './listing.ts';
import { login } from './login.ts';
import { besidesMobile, mobile } from './mobile.ts';
import { NET } from './nets.ts';
import { offlineLogin } from './offline.ts';
import { refresh } from './refresh.ts';
import { refusedLogins } from './refused-logins.ts';
import { refusedRefreshes } from './refused-refreshes.ts';
import { repeatedLogin } from './repeated-login.ts';
import { routes } from './routes.ts';
import { scopeRequests } from './scope-requests.ts';
import { scopes } from './scopes.ts';
import { sessions } from './sessions.ts';
import { tokenData } from './token-data.ts';
import { badBodies, badOfflineBodies, badRefreshBodies } from './validation.ts';

/** The flows of `wazo.server`, each after those whose findings it needs. */
const ofServer = [
  login,
  access,
  refusedLogins,
  incompleteCredentials,
  repeatedLogin,
  tokenData,
  offlineLogin,
  refresh,
  clients,
  loginAgain,
  refusedRefreshes,
  listing,
  identity,
  sameIdentity,
  users,
  kindsOfToken,
  lifetime,
  deletion,
  sparingDeletion,
  deletionRights,
  anyClientId,
  revocation,
  sessions,
  inspection,
  scopes,
  scopeRequests,
  listQueries,
  listRights,
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

export const serverFlows = underAll(ofServer, NET);

/** The flows of both roles. */
export const flows = [...serverFlows, ...clientFlows];
