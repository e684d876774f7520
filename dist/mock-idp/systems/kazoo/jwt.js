import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import { now } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { foreignKey } from './foreign.js';
import { isObject } from './request.js';
import { Refused } from './responses.js';
import { secretOf } from './store.js';
/** The signature of whom a token is for: it changes when one of the two secrets does (kz_auth_identity.erl). */
function identitySignature(store, { account_id, owner_id }) {
    const id = owner_id ?? account_id ?? '';
    return createHmac('sha256', secretOf(store, id) + store.systemSecret)
        .update(id)
        .digest('base64url');
}
/** A signed token (kz_auth_jwt.erl): header alg, typ, kid; `exp` in `lifetime` seconds by this request's clock. */
export function signToken(store, subject, claims, lifetime) {
    const { account_id, owner_id } = subject;
    const payload = {
        iss: faulty('kazoo.token-of-other-issuer') ? 'somebody' : 'kazoo',
        ...(faulty('kazoo.refresh-ends-the-token') && { jti: randomUUID() }),
        ...(account_id !== undefined && { identity_sig: identitySignature(store, subject), account_id }),
        ...(owner_id !== undefined && { owner_id }),
        ...claims,
        exp: Math.floor(now() / 1000) + lifetime,
    };
    return faulty('kazoo.opaque-token') ? opaque(store, payload) : sign(payload, store);
}
/** What a fault gives in place of a JWT. */
async function opaque(store, payload) {
    const token = randomUUID().replaceAll('-', '');
    store.changed.set(`token/${token}`, payload);
    return token;
}
function sign(payload, { key, keyId }) {
    const text = new TextEncoder().encode(JSON.stringify(payload));
    return new CompactSign(text)
        .setProtectedHeader({
        alg: 'RS256',
        ...(!faulty('kazoo.token-without-type') && { typ: 'JWT' }),
        kid: faulty('kazoo.token-kid-unlisted') ? `${keyId}0` : keyId,
    })
        .sign(key.privateKey);
}
/** Why a token is worthless, as tokeninfo words it. */
export class BadToken extends Refused {
    constructor(message) {
        super(401, message, {});
    }
}
/**
 * Checks a token in Kazoo's order: algorithm, signature, expiry, identity. Gives its claims.
 * `passOver` leaves parts out, for faults. Throws a BadToken that says what is wrong.
 */
export async function verifyToken(store, token, passOver = []) {
    const claims = await signedClaims(store, token);
    if (!faulty('kazoo.expired-token-accepted') && !passOver.includes('expiry') && Number(claims.exp) <= now() / 1000)
        throw new BadToken('token_expired');
    const { account_id, owner_id } = claims;
    if (account_id === undefined)
        return claims;
    const genuine = claims.identity_sig === identitySignature(store, { account_id, owner_id });
    if (!genuine && !passOver.includes('identity'))
        throw new BadToken('invalid_identity_signature');
    return claims;
}
async function signedClaims(store, token) {
    const parts = token.split('.');
    const known = store.changed.get(`token/${token}`);
    if (known)
        return known;
    if (known === null)
        throw new BadToken('invalid_jwt_signature');
    if (parts.length !== 3)
        throw new BadToken('invalid_jwt');
    let header;
    let claims;
    try {
        header = decodeProtectedHeader(token);
        claims = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    }
    catch {
        throw new BadToken('invalid_jwt');
    }
    if (!isObject(claims))
        throw new BadToken('invalid_jwt');
    if (await acceptedByFault(store, parts, header, claims))
        return claims;
    if (!['RS256', 'RS384', 'RS512'].includes(header.alg ?? ''))
        throw new BadToken('algorithm_not_supported');
    if (header.kid !== store.keyId && !(faulty('kazoo.token-kid-unlisted') && header.kid === `${store.keyId}0`)) {
        throw new BadToken('invalid_jwt_signature');
    }
    await compactVerify(token, store.key.publicKey).catch(() => {
        throw new BadToken('invalid_jwt_signature');
    });
    return claims;
}
/** What a fault takes for a good signature. */
async function acceptedByFault(store, [head = '', body = '', signature = ''], { alg, kid }, claims) {
    const known = kid === store.keyId;
    if (faulty('kazoo.alg-none-accepted'))
        return String(alg).toLowerCase() === 'none';
    if (faulty('kazoo.hmac-with-public-key-accepted') && alg === 'HS256') {
        const secrets = [publicPem(store), publicPem(store).trim()];
        return secrets.some((pem) => createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url') === signature);
    }
    if (faulty('kazoo.tampered-payload-accepted'))
        return known && alg === 'RS256' && signature.length > 300;
    if (faulty('kazoo.stripped-signature-accepted'))
        return known && alg === 'RS256' && signature === '';
    if (faulty('kazoo.other-algorithm-accepted'))
        return known && alg === 'RS384';
    if (faulty('kazoo.unknown-kid-accepted') && !known && alg === 'RS256' && !String(claims.iss).includes('://')) {
        return signature.length > 300;
    }
    const foreign = faulty('kazoo.foreign-issuer-accepted') || faulty('kazoo.foreign-issuer-fetched');
    if (!foreign || !/^https?:/.test(String(claims.iss)))
        return false;
    const key = await foreignKey(String(claims.iss), String(kid));
    if (!key || faulty('kazoo.foreign-issuer-fetched'))
        return false;
    return compactVerify([head, body, signature].join('.'), key).then(() => true, () => false);
}
/** The public key as Kazoo publishes it: PKCS #1 in PEM, with an empty line at its end. */
export function publicPem({ key }) {
    if (faulty('kazoo.pem-spki'))
        return `${key.publicKey.export({ type: 'spki', format: 'pem' })}\n`;
    return `${pem(key.publicKey)}\n`;
}
/** A public key in PKCS #1 PEM. */
export function pem(key) {
    return String(createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ type: 'pkcs1', format: 'pem' }));
}
//# sourceMappingURL=jwt.js.map