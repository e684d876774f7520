import { now } from '../../../frame/scene.js';
import { developmentKey, openJwt, signJwt, unsignedJwt } from '../../../oidc/keys.js';
const page = '<!doctype html>\n<title>Something is wrong</title>\n';
const html = (status) => ({ status, type: 'text/html; charset=utf-8', body: page });
const signed = (claims) => signJwt({ claims }, developmentKey('first'));
/** Every provocation that can ride on a code. */
export const provocations = {
    reject: {
        place: 'token',
        does: 'rejects the code (RFC 6749 §5.2)',
        response: { status: 400, body: { error: 'invalid_grant', error_description: 'the code is not good' } },
    },
    'reject-with-200': {
        place: 'token',
        does: 'rejects the code with status 200',
        response: { status: 200, body: { error: 'bad_verification_code' } },
    },
    'server-error': {
        place: 'token',
        does: 'answers the exchange with 500',
        response: { status: 500, body: { error: 'server_error' } },
    },
    'not-json': { place: 'token', does: 'answers the exchange with an HTML page', response: html(200) },
    silent: { place: 'token', does: 'does not answer the exchange', silent: true },
    slow: { place: 'token', does: 'answers the exchange late', delayMs: 150 },
    'no-access-token': { place: 'token', does: 'gives no access token', change: ({ access_token: _, ...body }) => body },
    'id-token-signature': {
        place: 'token',
        does: 'signs the id_token with a key that it does not publish',
        idToken: (claims) => signJwt({ header: { kid: developmentKey('first').jwk.kid }, claims }, developmentKey('foreign')),
    },
    'id-token-unsigned': { place: 'token', does: 'leaves the id_token unsigned', idToken: unsignedJwt },
    'id-token-issuer': {
        place: 'token',
        does: 'names another issuer in the id_token',
        idToken: (claims) => signed({ ...claims, iss: 'https://issuer.tollgate.invalid' }),
    },
    'id-token-audience': {
        place: 'token',
        does: 'makes the id_token out to another client',
        idToken: ({ azp: _, ...claims }) => signed({ ...claims, aud: 'another-client.tollgate.invalid' }),
    },
    'id-token-expired': {
        place: 'token',
        does: 'gives an id_token that expired an hour ago',
        idToken: (claims) => signed({ ...claims, iat: seconds() - 7200, exp: seconds() - 3600 }),
    },
    'profile-refused': {
        place: 'profile',
        does: 'refuses the profile',
        response: { status: 401, body: { error: 'invalid_token' } },
    },
    'profile-not-json': { place: 'profile', does: 'gives an HTML page for the profile', response: html(200) },
    'profile-no-identity': {
        place: 'profile',
        does: 'leaves the identity out of the profile',
        change: ({ id: _, user_id: _user, organization_id: _organization, ...profile }) => profile,
    },
};
function seconds() {
    return Math.floor(now() / 1000);
}
/** Whether this is the name of a provocation. */
export function isProvocation(name) {
    return typeof name === 'string' && Object.hasOwn(provocations, name);
}
const longestSilenceMs = 30_000;
/** What a provocation does before there is a true response: true when nothing more is to be done. */
export async function provokeEarly(ctx, name, place) {
    const provocation = here(name, place);
    if (provocation?.silent) {
        ctx.respond = false;
        await gone(ctx.res);
        return true;
    }
    if (provocation?.delayMs)
        await new Promise((resolve) => setTimeout(resolve, provocation.delayMs));
    if (!provocation?.response)
        return false;
    const { status, type = 'application/json', body } = provocation.response;
    ctx.status = status;
    ctx.body = body;
    ctx.set('Content-Type', type);
    return true;
}
/** What a provocation makes of a true response. */
export function provokeLate(name, place, body) {
    const { change, idToken } = here(name, place) ?? {};
    if (change)
        return change(body);
    return idToken && typeof body.id_token === 'string'
        ? { ...body, id_token: idToken(openJwt(body.id_token).claims) }
        : body;
}
function here(name, place) {
    const found = name && provocations[name];
    return found?.place === place ? found : undefined;
}
/** Waits until the client has gone, at most half a minute, and ends the connection. */
function gone(res) {
    return new Promise((resolve) => {
        const end = () => {
            clearTimeout(timer);
            res.destroy();
            resolve();
        };
        const timer = setTimeout(end, longestSilenceMs);
        timer.unref();
        res.once('close', end);
    });
}
//# sourceMappingURL=provocations.js.map