import * as openid from 'openid-client';
import { tokensOf } from './callback.js';
import { appFaulty } from './faults.js';
import { openidConfiguration } from './openid.js';
import { appFetch } from './token-fetch.js';
/** Gets the resource for the session's user with the access token, refreshed when it has expired (steps 4 and 5 of the document). */
export async function showResource(session, settings) {
    const tokens = session.user?.tokens;
    if (!tokens)
        return 'login-needed';
    const isDue = tokens.expiresAt <= Date.now() || appFaulty('refreshes-for-each-call');
    const current = isDue ? await refresh(session, tokens, settings) : tokens;
    if (!current)
        return 'login-needed';
    const response = await get(current, settings);
    if (response.status !== 401 || isDue)
        return { status: response.status, text: await response.text() };
    await response.body?.cancel();
    const next = await refresh(session, current, settings);
    if (!next)
        return 'login-needed';
    const again = await get(next, settings);
    return { status: again.status, text: await again.text() };
}
function get({ access }, { resource, timeoutSeconds }) {
    const url = appFaulty('token-in-query') ? `${resource}?access_token=${access}` : resource;
    const scheme = appFaulty('no-bearer') ? 'Token' : 'Bearer';
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    return fetch(url, { headers: { authorization: `${scheme} ${access}` }, signal });
}
/** New tokens for old ones; one refresh at a time. The user is logged out where the realm refuses. */
async function refresh(session, old, settings) {
    if (appFaulty('never-refreshes') || old.refresh === undefined)
        return undefined;
    if (appFaulty('parallel-refreshes'))
        return refreshed(session, old, settings);
    const newer = session.user?.tokens;
    if (newer && newer !== old)
        return newer;
    session.refreshing ??= refreshed(session, old, settings).finally(() => {
        delete session.refreshing;
    });
    return session.refreshing;
}
async function refreshed(session, old, settings) {
    const { user } = session;
    if (!user)
        return undefined;
    const configuration = openidConfiguration(settings, appFetch(settings));
    const token = appFaulty('refresh-by-access-token') ? old.access : (old.refresh ?? '');
    for (let tries = appFaulty('refused-refresh-repeated') ? 4 : 1; tries > 0; tries -= 1) {
        try {
            const tokens = tokensOf(await openid.refreshTokenGrant(configuration, token));
            const access = appFaulty('old-access-token-used') ? old.access : tokens.access;
            const next = appFaulty('old-refresh-token-kept') || !tokens.refresh ? old.refresh : tokens.refresh;
            const kept = { ...tokens, access, refresh: next };
            session.user = { ...user, tokens: kept };
            return kept;
        }
        catch {
            if (tries === 1 && !appFaulty('refused-refresh-repeated'))
                delete session.user;
        }
    }
    return undefined;
}
//# sourceMappingURL=resource.js.map