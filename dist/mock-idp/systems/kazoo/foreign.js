import { importJWK } from 'jose';
import { fetchJson } from './fetch.js';
/** What faults do with a token of somebody else: they ask its issuer for the key. */
export async function foreignKey(issuer, kid) {
    const discovery = await fetchJson({ url: `${issuer}/.well-known/openid-configuration`, timeoutMs: 1_000 });
    const jwks = await fetchJson({ url: String(discovery?.jwks_uri), timeoutMs: 1_000 });
    const keys = (jwks?.keys ?? []);
    const jwk = keys.find((key) => key.kid === kid);
    return jwk && importJWK(jwk, 'RS256');
}
//# sourceMappingURL=foreign.js.map