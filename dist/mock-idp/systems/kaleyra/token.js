import { randomBytes, randomUUID } from 'node:crypto';
import keys from '../../../fixtures/kaleyra/development-keys.json' with { type: 'json' };
import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
const secret = Buffer.from(keys.secret);
const rsa = keys.rsa;
const imported = new Map();
/** The public keys that this customer's tokens can be verified with (RFC 7517). */
export function publicKeys() {
    const { kty, n, e, kid, use } = rsa;
    return { keys: [{ kty, n, e, kid, use }] };
}
/** A new token of the profile's kind, for one of its clients. */
export const makeToken = step(async ({ name, token: { kind, algorithm }, lifetime }, client) => {
    if (kind === 'opaque')
        return randomBytes(24).toString('base64url');
    const { CompactEncrypt, SignJWT } = await import('jose');
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
});
async function privateKey(alg) {
    const { importJWK } = await import('jose');
    const known = imported.get(alg) ?? importJWK(rsa, alg);
    imported.set(alg, known);
    return known;
}
//# sourceMappingURL=token.js.map