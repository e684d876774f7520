import { randomBytes, randomUUID } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import keys from '../../../fixtures/kaleyra/development-keys.json' with { type: 'json' };
import { atFirstUse } from '../../frame/at-first-use.ts';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { Profile } from './profiles.ts';

const secret = Buffer.from(keys.secret);
const rsa: JWK = keys.rsa;
const jose = atFirstUse(() => import('jose'));
const imported = new Map<string, Promise<CryptoKey | Uint8Array>>();

/** The public keys that this customer's tokens can be verified with (RFC 7517). */
export function publicKeys(): { readonly keys: readonly JWK[] } {
  const { kty, n, e, kid, use } = rsa;
  return { keys: [{ kty, n, e, kid, use }] };
}

/** A new token of the profile's kind, for one of its clients. */
export const makeToken = step(
  async ({ name, token: { kind, algorithm }, lifetime }: Profile, client: string): Promise<string> => {
    if (kind === 'opaque') return randomBytes(24).toString('base64url');
    const { CompactEncrypt, SignJWT } = await jose();
    const iat = Math.floor(now() / 1000);
    const claims = { iss: `kaleyra-customer-${name}`, sub: client, iat, exp: iat + lifetime, jti: randomUUID() };
    if (kind === 'jwe') {
      const plain = new TextEncoder().encode(JSON.stringify(claims));
      const header = { alg: algorithm ?? 'dir', enc: 'A256GCM', cty: 'JWT' };
      return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(secret.subarray(0, 32));
    }
    const alg = algorithm ?? 'RS256';
    const symmetric = alg.startsWith('HS');
    return new SignJWT(claims)
      .setProtectedHeader({ alg, typ: 'JWT', ...(!symmetric && { kid: rsa.kid }) })
      .sign(symmetric ? secret : await privateKey(alg));
  },
);

async function privateKey(alg: string): Promise<CryptoKey | Uint8Array> {
  const { importJWK } = await jose();
  const known = imported.get(alg) ?? importJWK(rsa, alg);
  imported.set(alg, known);
  return known;
}
