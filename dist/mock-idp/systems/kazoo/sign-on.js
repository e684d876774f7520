import { createLocalJWKSet, jwtVerify } from 'jose';
import { now } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { fetchJson } from './fetch.js';
import { isObject } from './request.js';
/**
 * Asks the provider of an application what a code is worth (kz_auth.erl): discovery, code exchange, token information,
 * keys, profile. Gives nothing when any response is missing, is no 200, or does not hold what it must.
 */
export async function signOn(service, app, given) {
    const provider = service.providers().get(app.provider)?.document;
    const { idpTimeoutMs: timeoutMs } = service.settings;
    const discovery = await fetchJson({ url: text(provider.discovery), timeoutMs });
    if (!discovery)
        return undefined;
    const tokens = await exchange(provider, app, given, timeoutMs);
    const accessToken = text(tokens?.access_token);
    if (!tokens)
        await given.onRejected?.();
    if (!tokens || accessToken === '')
        return undefined;
    if (faulty('kazoo.exchanges-twice'))
        await exchange(provider, app, given, timeoutMs);
    const info = provider.token_info_url
        ? await fetchJson({ url: text(provider.token_info_url) + encodeURIComponent(accessToken), timeoutMs })
        : {};
    const genuine = tokens.id_token === undefined || (await isGenuine(text(tokens.id_token), discovery, app, timeoutMs));
    if (!info || !genuine)
        return undefined;
    const scheme = faulty('kazoo.profile-without-bearer') ? 'Token' : text(tokens.token_type) || 'Bearer';
    const profile = await profileOf(provider, discovery, `${scheme} ${accessToken}`, timeoutMs);
    const identity = profile && identityIn(provider, profile);
    if (!identity)
        return undefined;
    const email = profile[text(provider.profile_email_field) || 'email'] ?? info.email;
    const name = profile[text(provider.profile_displayName_field) || 'name'];
    const verified = info.verified_email ?? info.email_verified;
    const person = {
        email: typeof email === 'string' ? email : undefined,
        verified_email: typeof verified === 'boolean' ? verified : true,
        scope: text(tokens.scope) || text(info.scope),
        profile,
        display_name: typeof name === 'string' ? name : undefined,
    };
    return { identity, person, accessToken };
}
function text(value) {
    return typeof value === 'string' ? value : '';
}
/** RFC 6749 §4.1.3, with the client's secret in the body (§2.3.1). */
export function exchange(provider, app, { code, redirectUri }, timeoutMs) {
    const fields = [
        ['client_id', app.id],
        ['redirect_uri', faulty('kazoo.other-redirect-uri-sent') ? `${redirectUri}/` : redirectUri],
        ['client_secret', faulty('kazoo.wrong-secret-sent') ? 'wrong' : app.secret],
        ['grant_type', faulty('kazoo.other-grant-type-sent') ? 'code' : 'authorization_code'],
        ['code', code],
    ];
    const form = faulty('kazoo.values-not-encoded')
        ? fields.map(([name, value]) => `${name}=${value}`).join('&')
        : new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    return fetchJson({ url: text(provider.access_code_url), form, timeoutMs });
}
/** OpenID Connect Core 1.0 §3.1.3.7: signature by a published key, issuer, audience, expiry. */
async function isGenuine(idToken, discovery, app, timeoutMs) {
    const jwks = await fetchJson({ url: text(discovery.jwks_uri), timeoutMs });
    if (!jwks)
        return false;
    if (faulty('kazoo.id-token-signature-unchecked'))
        return !isUnsigned(idToken) && claimsFit(idToken, discovery, app);
    if (faulty('kazoo.id-token-unsigned-accepted') && isUnsigned(idToken))
        return claimsFit(idToken, discovery, app);
    const options = {
        algorithms: ['RS256', 'RS384', 'RS512'],
        currentDate: new Date(faulty('kazoo.id-token-expiry-unchecked') ? 0 : now()),
        ...(!faulty('kazoo.id-token-issuer-unchecked') && { issuer: text(discovery.issuer) }),
        ...(!faulty('kazoo.id-token-audience-unchecked') && { audience: app.id }),
        requiredClaims: ['exp', 'sub'],
    };
    return jwtVerify(idToken, createLocalJWKSet(jwks), options).then(() => true, () => false);
}
function isUnsigned(idToken) {
    return idToken.endsWith('.');
}
function claimsFit(idToken, discovery, app) {
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return claims.iss === discovery.issuer && claims.aud === app.id && claims.exp > now() / 1000;
}
async function profileOf(provider, discovery, authorization, timeoutMs) {
    const url = text(provider.profile_url) || text(discovery.userinfo_endpoint);
    const profile = await fetchJson({ url, authorization, timeoutMs });
    if (profile)
        return profile;
    return faulty('kazoo.profile-passed-over') ? { [text(provider.profile_identity_field)]: 'nobody' } : undefined;
}
/** The provider's identifier of a person: one member of the profile, or several joined (kz_auth_profile.erl). */
function identityIn(provider, profile) {
    const fields = Array.isArray(provider.profile_identity_fields)
        ? provider.profile_identity_fields.map(String)
        : [text(provider.profile_identity_field) || 'sub'];
    const values = fields.map((field) => profile[field]);
    if (values.every((value) => typeof value === 'string' && value !== ''))
        return values.join('-');
    return faulty('kazoo.identity-passed-over') && isObject(profile) ? 'nobody' : undefined;
}
//# sourceMappingURL=sign-on.js.map