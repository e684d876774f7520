import { randomBytes, randomUUID } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import keys from '../../../fixtures/kaleyra/development-keys.json' with { type: 'json' };
import { now } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import type { Profile } from './profiles.ts';

const secret = Buffer.from(keys.secret);
const rsa: JWK = keys.rsa;
const imported = new Map<string, Promise<CryptoKey | Uint8Array>>();

/** The public keys that this customer's tokens can be verified with (RFC 7517). */
export function publicKeys(): { readonly keys: readonly JWK[] } {
  const { kty, n, e, kid, use } = rsa;
  return { keys: [{ kty, n, e, kid, use }] };
}

/** A new token of the profile's kind, for one of its clients. */
export async function makeToken({ name, token: { kind, algorithm }, lifetime }: Profile, client: string) {
  if (kind === 'opaque' || faulty('kaleyra.token-not-encoded')) return randomBytes(24).toString('base64url');
  const { CompactEncrypt, SignJWT } = await import('jose');
  const issued = Math.floor(now() / 1000);
  const claims = {
    iss: `kaleyra-customer-${name}`,
    sub: client,
    iat: issued,
    exp: issued + lifetime,
    jti: randomUUID(),
  };
  if (kind === 'jwe') {
    const plain = new TextEncoder().encode(JSON.stringify(claims));
    const header = { alg: algorithm ?? 'dir', enc: 'A256GCM', cty: 'JWT' };
    return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(secret.subarray(0, 32));
  }
  const alg = faulty('kaleyra.another-algorithm') ? 'PS512' : (algorithm ?? 'RS256');
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg, typ: 'JWT', ...(!alg.startsWith('HS') && { kid: rsa.kid }) })
    .sign(alg.startsWith('HS') ? secret : await privateKey(alg));
  if (!faulty('kaleyra.signature-of-another-token')) return token;
  const other = await new SignJWT({ ...claims, jti: randomUUID() })
    .setProtectedHeader({ alg })
    .sign(await privateKey(alg));
  return [...token.split('.').slice(0, 2), other.split('.')[2]].join('.');
}

async function privateKey(alg: string): Promise<CryptoKey | Uint8Array> {
  const { importJWK } = await import('jose');
  const known = imported.get(alg) ?? importJWK(rsa, alg);
  imported.set(alg, known);
  return known;
}
