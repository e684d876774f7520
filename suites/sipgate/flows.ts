import { underAll } from '../harness/nets/under-all.ts';
import { clientFlows } from './client-flows.ts';
import { badExchanges, clients, exchange, singleUse } from './exchange.ts';
import { consent, login, redirects, refusedLogins } from './login.ts';
import { SERVER_NET } from './nets.ts';
import { pkce } from './pkce.ts';
import { lifetime, refresh, refusedRefreshes, revocation, rotation } from './refresh.ts';
import { clientTimes } from './refusal-times.ts';
import { origins, redirectUris, requests } from './requests.ts';
import { jwts, otherRealm, resource } from './tokens.ts';

/** The flows of `sipgate.server`, each after those whose findings it needs. */
const ofServer = [
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

export const serverFlows = underAll(ofServer, SERVER_NET);

/** The flows of both roles. */
export const flows = [...serverFlows, ...clientFlows];
