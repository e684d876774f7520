import * as openid from 'openid-client';
import { appFaulty } from './faults.js';
import { keepKeys, openidConfiguration } from './openid.js';
import { appFetch, ResponseError } from './token-fetch.js';
/** Ends a login with what came back to the redirect URI (steps 2 to 4 of the document). The session has a user only when it is sound. */
export async function endLogin(callback, session, sessions, settings) {
    const query = callback.searchParams;
    const login = pendingFor(query, session, sessions);
    if (!login)
        return 'refused';
    if (!appFaulty('callback-repeatable'))
        session.pending.delete(appFaulty('no-state') ? '' : login.state);
    if (appFaulty('unknown-callback-parameter-refused') && [...query.keys()].some((name) => !known.has(name))) {
        return 'refused';
    }
    if (query.has('error'))
        return denied(session);
    if (!query.get('code')) {
        if (appFaulty('code-not-needed'))
            session.user = { name: 'somebody' };
        return appFaulty('code-missing-crashes') ? 'crashed' : 'refused';
    }
    try {
        session.user = await exchange(overlookedCallback(callback, login, settings), login, settings);
        return 'logged-in';
    }
    catch (error) {
        if (!excused(error))
            return 'failed';
        session.user = { name: 'somebody' };
        return 'logged-in';
    }
}
const known = new Set(['code', 'state', 'iss', 'error', 'error_description']);
function pendingFor(query, session, sessions) {
    const state = query.get('state');
    const newest = [...session.pending.values()].at(-1);
    if (appFaulty('no-state') || (appFaulty('state-not-compared') && state !== null))
        return newest;
    if (appFaulty('missing-state-accepted') && state === null)
        return newest;
    if (appFaulty('login-of-any-session'))
        return sessions.anyPending(state ?? '');
    return session.pending.get(state ?? '');
}
function denied(session) {
    if (appFaulty('denial-crashes'))
        return 'crashed';
    if (appFaulty('denial-loops'))
        return 'again';
    if (appFaulty('denial-ignored'))
        session.user = { name: 'somebody' };
    return 'denied';
}
/** The callback with that put right which the application overlooks. */
function overlookedCallback(callback, { state }, { issuer }) {
    const url = new URL(callback);
    const { searchParams: query } = url;
    if (appFaulty('no-state'))
        query.delete('state');
    else
        query.set('state', state);
    if (appFaulty('iss-not-compared') && query.has('iss'))
        query.set('iss', issuer);
    return url;
}
async function exchange(callback, { state, verifier, nonce }, settings) {
    const configuration = openidConfiguration(settings, appFetch(settings, nonce));
    const response = await openid.authorizationCodeGrant(configuration, callback, {
        ...(!appFaulty('no-state') && { expectedState: state }),
        ...(!appFaulty('no-nonce') && { expectedNonce: nonce }),
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
    });
    keepKeys(configuration, settings);
    return { name: response.claims()?.sub ?? '', tokens: tokensOf(response) };
}
/** The tokens of a response (step 4 of the document). */
export function tokensOf(response) {
    const seconds = response.expires_in ?? 300;
    return { access: response.access_token, refresh: response.refresh_token, expiresAt: Date.now() + seconds * 1000 };
}
/** Whether a fault lets an exchange pass that came to nothing. */
function excused(error) {
    const { cause, message } = error;
    if (error instanceof ResponseError)
        return false;
    if (error instanceof openid.ResponseBodyError)
        return appFaulty('token-error-accepted');
    const response = cause instanceof Response ? cause : undefined;
    if (response?.headers.get('content-type')?.startsWith('text/html'))
        return appFaulty('html-accepted');
    if (/access_token/.test(`${message} ${cause?.message}`))
        return appFaulty('token-missing-accepted');
    if (appFaulty('half-answer-accepted'))
        return isCut(error);
    return appFaulty('unreachable-accepted') && !isCut(error) && isUnreachable(error);
}
function textsOf(error) {
    const parts = [];
    for (let one = error; one; one = one.cause) {
        parts.push(`${one.name} ${one.code} ${one.message}`);
    }
    return parts.join('; ');
}
function isCut(error) {
    return /terminated|other side closed|Unexpected end|JSON|parse/i.test(textsOf(error));
}
function isUnreachable(error) {
    return /fetch failed|ECONN|UND_ERR/i.test(textsOf(error));
}
//# sourceMappingURL=callback.js.map