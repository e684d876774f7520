import { underAll } from '../harness/nets/under-all.ts';
import { accountReset, accountResetByUser, accountResetOfApiTokens } from './account-resets.ts';
import { appChange, appRemoval } from './app-changes.ts';
import { badBodies, mixedUp } from './bodies.ts';
import { clientFlows } from './client-flows.ts';
import { encoding, exchange } from './exchange.ts';
import { foreignIssuer, forgedTokens, hmac, lifetime, unknownKid } from './forgeries.ts';
import { isolation } from './isolation.ts';
import { keys, keysForAdministrators } from './keys.ts';
import { apps, appsOfAccount, provider, providers } from './lists.ts';
import { access, login } from './login.ts';
import { manners } from './manners.ts';
import { SERVER_NET } from './nets.ts';
import { providerChange, providerDeletion } from './provider-changes.ts';
import { codes, otherClient, provocations } from './provocations.ts';
import { refresh } from './refresh.ts';
import { apiLogin, otherLogins, refusedLogins } from './refused-logins.ts';
import { linking, ownLinks, unlinked } from './sign-on.ts';
import { keyReset, systemReset } from './system-resets.ts';
import { forgedTokenInfo, namedToken, tokenInfo } from './tokeninfo.ts';
import { undocumented } from './undocumented.ts';
import { unknownIds } from './unknown-ids.ts';
import { resetByAdministrator, resetByStrangers, userReset } from './user-resets.ts';

/** The flows of `kazoo.server`, each after those whose findings it needs; what ends everybody's tokens comes last. */
const ofServer = [
  login,
  access,
  refusedLogins,
  otherLogins,
  apiLogin,
  refresh,
  manners,
  tokenInfo,
  namedToken,
  providers,
  provider,
  apps,
  appsOfAccount,
  keys,
  keysForAdministrators,
  forgedTokens,
  forgedTokenInfo,
  hmac,
  unknownKid,
  foreignIssuer,
  lifetime,
  unlinked,
  linking,
  ownLinks,
  unknownIds,
  exchange,
  encoding,
  badBodies,
  mixedUp,
  undocumented,
  provocations,
  codes,
  otherClient,
  isolation,

  userReset,
  resetByAdministrator,
  resetByStrangers,
  accountReset,
  accountResetOfApiTokens,
  accountResetByUser,
  providerChange,
  providerDeletion,
  appChange,
  appRemoval,
  keyReset,
  systemReset,
];

export const serverFlows = underAll(ofServer, SERVER_NET);

/** The flows of both roles. */
export const flows = [...serverFlows, ...clientFlows];
