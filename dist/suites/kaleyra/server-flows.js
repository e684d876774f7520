import { basicCredentials, credentials, grantRefusals, passwords, requests } from './auth-refusals.js';
import { encoding, otherClient, token } from './auth-token.js';
import { acceptance, foreignToken, lifetime, refusals } from './callback.js';
/** The flows of `kaleyra.server`, each after those whose findings it needs. */
export const serverFlows = [
    token,
    encoding,
    otherClient,
    credentials,
    basicCredentials,
    grantRefusals,
    requests,
    passwords,
    acceptance,
    refusals,
    foreignToken,
    lifetime,
];
//# sourceMappingURL=server-flows.js.map