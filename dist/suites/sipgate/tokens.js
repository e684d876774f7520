import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import { hasHeader, succeeds } from '../harness/checks/matchers.js';
import { headerValues, jsonOf, succeeded, summaryOf } from '../harness/http/exchange.js';
import { flow, tokenIn } from './api.js';
import { REFRESH_TOKEN, RESOURCE, TOKENS } from './ids.js';
/** The parts of a compact JWS (RFC 7515 §7.1), unverified; undefined where the text is none. */
export function opened(jwt) {
    try {
        const [, claims = ''] = jwt?.split('.') ?? [];
        return {
            header: decodeProtectedHeader(jwt ?? ''),
            claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')),
        };
    }
    catch {
        return undefined;
    }
}
const NEEDS_TOKEN = 'sipgate.resource.needs-token';
const CHALLENGE = 'sipgate.rfc.bearer-challenge';
const MADE_UP = 'sipgate.rfc.unknown-token-refused';
const INVALID = 'sipgate.rfc.invalid-token-error';
const SCHEME = 'sipgate.rfc.bearer-any-case';
const IN_QUERY = 'sipgate.rfc.token-not-in-query';
const OTHER_REALM = 'sipgate.rfc.token-of-another-realm';
const KINDS = 'sipgate.rfc.refresh-token-opens-nothing';
const ID_TOKEN = 'sipgate.rfc.id-token-opens-nothing';
const ALTERED = 'sipgate.rfc.altered-token-refused';
const LIMITS = 'sipgate.consent.limits-access';
export const resource = flow('an access token opens the resource as Bearer', {
    endpoint: 'token',
    needs: REFRESH_TOKEN,
    judges: [RESOURCE, NEEDS_TOKEN, CHALLENGE, MADE_UP, INVALID, SCHEME, IN_QUERY, KINDS, ID_TOKEN, ALTERED, LIMITS],
}, async ({ sipgate, check, hangs, refused, skip, undecided }) => {
    const response = await sipgate.tokens();
    const token = tokenIn(response, 'access_token');
    const control = await sipgate.useToken(token);
    check(RESOURCE, [response, control], succeeds);
    const withBearer = (value) => sipgate.useToken(value);
    const invalid = {
        [INVALID]: hasHeader('www-authenticate', /^bearer\b.*error="?invalid_token/i),
    };
    refused(NEEDS_TOKEN, {
        control,
        refused: await sipgate.useToken(undefined),
        accepted: succeeds,
        detail: { [CHALLENGE]: hasHeader('www-authenticate', /^bearer\b/i) },
    });
    const madeUp = await withBearer(`tollgate-${randomUUID()}`);
    refused(MADE_UP, {
        control,
        refused: madeUp,
        accepted: succeeds,
        detail: invalid,
    });
    const lower = await sipgate.get(sipgate.resourceUrl, [['Authorization', `bearer ${token}`]]);
    if (!hangs([SCHEME], RESOURCE))
        check(SCHEME, lower, succeeds);
    if (!hangs([IN_QUERY], NEEDS_TOKEN)) {
        const mark = sipgate.resourceUrl.includes('?') ? '&' : '?';
        const query = await sipgate.get(`${sipgate.resourceUrl}${mark}access_token=${encodeURIComponent(token ?? '')}`);
        refused(IN_QUERY, { control, refused: query, accepted: succeeds });
    }
    if (succeeded(madeUp))
        undecided([KINDS, ID_TOKEN, ALTERED], 'any token will do', MADE_UP);
    else {
        const refreshToken = tokenIn(response, 'refresh_token') ?? '';
        refused(KINDS, { control, refused: await withBearer(refreshToken), accepted: succeeds });
        const idToken = tokenIn(response, 'id_token');
        if (idToken === undefined)
            skip([ID_TOKEN], 'the response has no id_token');
        else
            refused(ID_TOKEN, { control, refused: await withBearer(idToken), accepted: succeeds });
        const forgeries = await forgeriesOf(token ?? '', await keysOf(sipgate));
        if (forgeries.length === 0)
            skip([ALTERED], 'access tokens are opaque');
        for (const forged of forgeries)
            refused(ALTERED, { control, refused: await withBearer(forged), accepted: succeeds });
    }
    const { lesserScope } = sipgate;
    if (lesserScope === undefined)
        skip([LIMITS], 'sipgate.lesserScope is not set');
    else {
        const lesser = await sipgate.tokens({ params: { scope: lesserScope } });
        const value = tokenIn(lesser, 'access_token');
        if (value === undefined)
            undecided([LIMITS], `no token for ${lesserScope}: ${summaryOf(lesser)}`);
        else
            refused(LIMITS, { control, refused: await withBearer(value), accepted: succeeds });
    }
});
/** Access tokens made of a good one that must not be accepted (RFC 8725 §3.1, §3.2); none where it is no JWT. */
async function forgeriesOf(token, keys) {
    const jwt = opened(token);
    if (!jwt)
        return [];
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [header = '', , signature = ''] = token.split('.');
    const more = { ...jwt.claims, jti: randomUUID() };
    const forged = [`${header}.${part(more)}.${signature}`, `${part({ alg: 'none' })}.${part(jwt.claims)}.`];
    const key = keys?.keys.find(({ kid }) => kid === jwt.header.kid);
    if (key) {
        const pem = createPublicKey({ key: key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
        const input = `${part({ alg: 'HS256', kid: key.kid, typ: 'JWT' })}.${part(jwt.claims)}`;
        forged.push(`${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`);
    }
    return forged;
}
/** The realm's published keys; undefined where there are none. */
async function keysOf(sipgate) {
    const { jwks_uri } = await sipgate.metadata();
    const response = await sipgate.get(typeof jwks_uri === 'string' ? jwks_uri : sipgate.at('/certs'));
    const body = jsonOf(response);
    return succeeded(response) && 'value' in body ? body.value : undefined;
}
const JWKS = 'sipgate.rfc.keys-published';
const SIGNED = 'sipgate.rfc.id-token-signed';
const ISS = 'sipgate.rfc.id-token-issuer';
const AUD = 'sipgate.rfc.id-token-audience';
const AZP = 'sipgate.rfc.id-token-azp';
const TIMES = 'sipgate.rfc.id-token-times';
const SUB = 'sipgate.rfc.id-token-subject';
const NONCE = 'sipgate.rfc.id-token-nonce';
const ACCESS = 'sipgate.rfc.access-token-signed';
export const jwts = flow('tokens that are JWT can be verified', { endpoint: 'token', needs: TOKENS, judges: [JWKS, SIGNED, ISS, AUD, AZP, TIMES, SUB, NONCE, ACCESS] }, async ({ sipgate, check, skip, undecided }) => {
    const nonce = randomUUID();
    const response = await sipgate.tokens({ params: { nonce, scope: `openid ${sipgate.scope}` } });
    const idToken = tokenIn(response, 'id_token');
    const keys = await keysOf(sipgate);
    const rsa = keys?.keys?.filter(({ kty, kid }) => kty === 'RSA' && kid) ?? [];
    const jwt = opened(idToken);
    const access = opened(tokenIn(response, 'access_token'));
    if (!jwt && !access)
        return skip([JWKS, SIGNED, ISS, AUD, AZP, TIMES, SUB, NONCE, ACCESS], 'no token is a JWT');
    const published = check(JWKS, response, () => ({
        ok: rsa.length > 0,
        expected: 'a JWKS with an RSA key that has a kid',
        actual: keys ? `${keys.keys?.length ?? 0} keys` : 'no JWKS',
    }));
    if (!access)
        skip([ACCESS], 'access tokens are opaque');
    else if (!published)
        undecided([ACCESS], 'there is no key to verify with', JWKS);
    else
        check(ACCESS, response, await isSigned(tokenIn(response, 'access_token'), keys));
    if (!jwt)
        return skip([SIGNED, ISS, AUD, AZP, TIMES, SUB, NONCE], 'the response has no id_token');
    if (!published)
        undecided([SIGNED], 'there is no key to verify with', JWKS);
    else
        check(SIGNED, response, await isSigned(idToken, keys));
    const { claims } = jwt;
    const { issuer } = await sipgate.metadata();
    const is = (name, expected) => claimIs(claims, name, expected);
    check(ISS, response, is('iss', typeof issuer === 'string' ? issuer : sipgate.realmUrl()));
    const { id } = sipgate.client;
    check(AUD, response, () => ({
        ok: [claims.aud].flat().includes(id),
        expected: `aud with ${id}`,
        actual: JSON.stringify(claims.aud) ?? 'none',
    }));
    check(AZP, response, () => ({
        ok: claims.azp === id || (claims.azp === undefined && [claims.aud].flat().length === 1),
        expected: `azp ${id}, where there is one`,
        actual: JSON.stringify(claims.azp) ?? 'none',
    }));
    check(SUB, response, () => ({
        ok: typeof claims.sub === 'string' && claims.sub.length > 0 && claims.sub.length <= 255,
        expected: 'sub of 1 to 255 characters',
        actual: JSON.stringify(claims.sub) ?? 'none',
    }));
    check(TIMES, response, timesFit(claims));
    check(NONCE, response, is('nonce', nonce));
});
function claimIs(claims, name, expected) {
    return () => ({
        ok: claims[name] === expected,
        expected: `${name} ${JSON.stringify(expected)}`,
        actual: JSON.stringify(claims[name]) ?? 'none',
    });
}
/** iat is the response's time, exp lies after it (±2 s). */
function timesFit({ iat, exp }) {
    return ({ response }) => {
        const date = Date.parse(response ? (headerValues(response.headers, 'date')[0] ?? '') : '') / 1000;
        const now = Number.isNaN(date) ? Date.now() / 1000 : date;
        const ok = typeof iat === 'number' && typeof exp === 'number' && Math.abs(iat - now) <= 2 && exp > now;
        return { ok, expected: `iat at ${Math.floor(now)} ± 2 and exp after it`, actual: `iat ${iat}, exp ${exp}` };
    };
}
/** Signed by RS256 with a key of the JWKS that the header names by kid. */
async function isSigned(jwt, keys) {
    const { alg, kid } = opened(jwt)?.header ?? {};
    let problem = '';
    try {
        const found = await compactVerify(jwt ?? '', createLocalJWKSet(keys ?? { keys: [] }), {
            algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'EdDSA'],
        });
        if (found.protectedHeader.kid === undefined)
            problem = 'no kid';
    }
    catch (error) {
        problem = error.message;
    }
    return () => ({
        ok: problem === '',
        expected: 'a signature by a published key, named by kid',
        actual: `alg ${alg}, kid ${kid}${problem === '' ? '' : `: ${problem}`}`,
    });
}
export const otherRealm = flow('a token of one realm is worth nothing in another', { endpoint: 'token', needs: [...TOKENS, RESOURCE], judges: [OTHER_REALM] }, async ({ sipgate, refused, skip, undecided }) => {
    const other = sipgate.otherRealm;
    if (other === undefined)
        return skip([OTHER_REALM], 'sipgate.otherRealm is not set');
    const params = { scope: `openid ${sipgate.scope}` };
    const token = tokenIn(await sipgate.tokens({ params }), 'access_token') ?? '';
    const control = await sipgate.useToken(token, sipgate.at('/userinfo'));
    const refusal = {
        control,
        refused: await sipgate.useToken(token, sipgate.at('/userinfo', other)),
        accepted: succeeds,
    };
    if (!succeeded(control))
        undecided([OTHER_REALM], `userinfo does not take the token: ${summaryOf(control)}`);
    else
        refused(OTHER_REALM, refusal);
});
//# sourceMappingURL=tokens.js.map