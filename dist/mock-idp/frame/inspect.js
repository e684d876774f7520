import { createPublicKey, verify } from 'node:crypto';
import { now } from './scene.js';
/** Takes a token apart, checks its signature by the keys of the systems, and asks each system whether it is good. */
export async function inspectToken(token, systems) {
    const asked = [...systems].map(async ([system, { inspect }]) => {
        const finding = await inspect?.(token);
        return finding ? [{ system, ...finding }] : [];
    });
    const known = (await Promise.all(asked)).flat();
    const parts = token.split('.');
    const header = objectIn(parts[0]);
    if (parts.length === 5 && header)
        return { kind: 'JWE', header, known };
    const claims = objectIn(parts[1]);
    if (parts.length !== 3 || !header || !claims)
        return { kind: 'opaque', known };
    const expired = typeof claims.exp === 'number' && { expired: claims.exp * 1000 <= now() };
    return { kind: 'JWT', header, claims, signature: await signatureOf(parts, header, systems), ...expired, known };
}
async function signatureOf([header, claims, signature], { alg, kid }, systems) {
    if (alg === 'none')
        return 'none';
    if (alg !== 'RS256')
        return `not checked: ${JSON.stringify(alg)}`;
    for (const [name, { publicKeys }] of systems) {
        for (const key of (await publicKeys?.()) ?? []) {
            if (fits(key, `${header}.${claims}`, signature ?? ''))
                return `valid, by a key of ${name}`;
        }
    }
    return `by no key of this mock (kid ${JSON.stringify(kid)})`;
}
function fits(jwk, signed, signature) {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('RSA-SHA256', Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
}
function objectIn(part) {
    try {
        const value = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=inspect.js.map