import { clientFlows } from './client-flows.js';
import { badExchanges, clients, exchange, singleUse } from './exchange.js';
import { consent, login, redirects, refusedLogins } from './login.js';
import { pkce } from './pkce.js';
import { lifetime, refresh, refusedRefreshes, revocation, rotation } from './refresh.js';
import { clientTimes } from './refusal-times.js';
import { origins, redirectUris, requests } from './requests.js';
import { jwts, otherRealm, resource } from './tokens.js';
/** The flows of `sipgate.server`, each after those whose findings it needs. */
export const serverFlows = [
    login,
    exchange,
    resource,
    refresh,
    consent,
    refusedLogins,
    redirects,
    requests,
    redirectUris,
    clients,
    clientTimes,
    singleUse,
    badExchanges,
    pkce,
    jwts,
    otherRealm,
    refusedRefreshes,
    rotation,
    lifetime,
    revocation,
    origins,
];
/** The flows of both roles. */
export const flows = [...serverFlows, ...clientFlows];
//# sourceMappingURL=flows.js.map