import { badBodies, mixedUp, undocumented } from './bodies.js';
import { encoding, exchange } from './exchange.js';
import { foreignIssuer, forgedTokens, hmac, lifetime } from './forgeries.js';
import { isolation } from './isolation.js';
import { keys } from './keys.js';
import { apps, appsOfAccount, keysForAdministrators, provider, providers } from './lists.js';
import { access, apiLogin, login, refusedLogins } from './login.js';
import { manners } from './manners.js';
import { codes, otherClient, provocations } from './provocations.js';
import { refresh } from './refresh.js';
import { accountReset, accountResetByUser, accountResetOfApiTokens, providerChange, providerDeletion, resetByAdministrator, resetByStrangers, userReset, } from './resets.js';
import { linking, ownLinks, unlinked } from './sign-on.js';
import { keyReset, systemReset } from './system-resets.js';
import { forgedTokenInfo, namedToken, tokenInfo } from './tokeninfo.js';
/** The flows of `kazoo.server`, each after those whose findings it needs; what ends everybody's tokens comes last. */
export const flows = [
    login,
    access,
    refusedLogins,
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
    foreignIssuer,
    lifetime,
    unlinked,
    linking,
    ownLinks,
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
    keyReset,
    systemReset,
];
//# sourceMappingURL=flows.js.map