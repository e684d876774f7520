import { importJWK, type JWK } from 'jose';
import { fetchJson } from '../fetch.ts';

/** The key with which somebody else signs tokens, as the issuer itself publishes it. */
export async function foreignKey(issuer: string, kid: string) {
  const discovery = await fetchJson({ url: `${issuer}/.well-known/openid-configuration`, timeoutMs: 1_000 });
  const jwks = await fetchJson({ url: String(discovery?.jwks_uri), timeoutMs: 1_000 });
  const keys = (jwks?.keys ?? []) as readonly JWK[];
  const jwk = keys.find((key) => key.kid === kid);
  return jwk && importJWK(jwk, 'RS256');
}
