import { underAll } from '../harness/nets/under-all.ts';
import { clientFlows } from './client-flows.ts';
import { consent } from './consent.ts';
import { exchange } from './exchange.ts';
import { basic } from './exchange-basic.ts';
import { clients } from './exchange-clients.ts';
import { badExchanges } from './exchange-refusals.ts';
import { jwts } from './jwts.ts';
import { lifetime } from './lifetime.ts';
import { login, refusedLogins } from './login.ts';
import { SERVER_NET } from './nets.ts';
import { origins } from './origins.ts';
import { pkce } from './pkce.ts';
import { redirectUris } from './redirect-uris.ts';
import { redirects } from './redirects.ts';
import { refresh, rotation } from './refresh.ts';
import { refusedRefreshes } from './refresh-refusals.ts';
import { clientTimes } from './refusal-times.ts';
import { requests } from './requests.ts';
import { otherRealm, resource } from './resource.ts';
import { revocation } from './revocation.ts';
import { singleUse } from './single-use.ts';

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
  basic,
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
