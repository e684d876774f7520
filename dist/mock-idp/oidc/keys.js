import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
const loaded = new Map();
/** A development key, read once. `foreign` is in no realm's JWKS: for signatures that must not be accepted. */
export function developmentKey(name) {
    const known = loaded.get(name);
    if (known)
        return known;
    const file = new URL(`../../fixtures/keys/development-only-${name}.jwk.json`, import.meta.url);
    const jwk = JSON.parse(readFileSync(file, 'utf8'));
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    const key = { jwk, privateKey, publicKey: createPublicKey(privateKey) };
    loaded.set(name, key);
    return key;
}
/** Takes a JWT of our own apart. */
export function openJwt(jwt) {
    const [header = '', claims = ''] = jwt.split('.');
    return { header: fromPart(header), claims: fromPart(claims) };
}
/** Signs with RS256 (RFC 7518 §3.3); the header says `alg` and `kid` unless it is given others. */
export function signJwt({ header, claims }, { jwk, privateKey }) {
    const input = `${toPart({ alg: 'RS256', kid: jwk.kid, typ: 'JWT', ...header })}.${toPart(claims)}`;
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
}
/** An unsigned JWT (RFC 7519 §6). */
export function unsignedJwt(claims) {
    return `${toPart({ alg: 'none', typ: 'JWT' })}.${toPart(claims)}.`;
}
function toPart(value) {
    return Buffer.from(JSON.stringify(value)).toString('base64url');
}
function fromPart(part) {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
//# sourceMappingURL=keys.js.map