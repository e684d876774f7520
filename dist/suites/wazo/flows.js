import { access, identity, kindsOfToken } from './access.js';
import { anyClientId, clients, deletionRights, users } from './clients.js';
import { emailLogin, encodings, incompleteCredentials } from './credentials.js';
import { deletion, revocation } from './endings.js';
import { inspection } from './inspection.js';
import { leniency } from './leniency.js';
import { lifetime } from './lifetime.js';
import { listQueries } from './list-query.js';
import { listRights } from './list-rights.js';
import { listing } from './listing.js';
import { login, refusedLogins, repeatedLogin } from './login.js';
import { besidesMobile, mobile } from './mobile.js';
import { offlineLogin } from './offline.js';
import { refresh, refusedRefreshes, sameIdentity } from './refresh.js';
import { routes } from './routes.js';
import { scopeRequests, scopes } from './scopes.js';
import { sessions } from './sessions.js';
import { tokenData } from './token-data.js';
import { badBodies, badOfflineBodies, badRefreshBodies } from './validation.js';
/** The flows of `wazo.server`, each after those whose findings it needs. */
export const flows = [
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
//# sourceMappingURL=flows.js.map