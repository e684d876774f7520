import { randomUUID } from 'node:crypto';
import { now } from '../../frame/scene.js';
import { authenticate } from './authenticate.js';
import { faulty } from './faults.js';
import { otherUser } from './login.js';
import { misstatedTimes } from './misstated.js';
import { offlineToken } from './offline-token.js';
import { sendJson, tokenError } from './responses.js';
import { dropRefresh, hasLiveAccesses, keepAccess, keepRefresh, liveAccesses, } from './store.js';
import { atOnce } from './times.js';
import { tokenData } from './token-data.js';
import { readTokenRequest } from './token-request.js';
import { newAccessValue } from './token-values.js';
/** POST /token: a login by password, with or without a refresh token, or a refresh. */
export function postToken({ ctx, service }) {
    const request = checkedRequest(ctx, service);
    const login = authenticate(ctx, request, service.accounts, service.store());
    const hops = ctx.get('X-Forwarded-For').split(',');
    const { data, sessionsRevoked } = createToken(service, login, request, {
        mobile: ctx.get('Wazo-Session-Type').toLowerCase() === 'mobile',
        remoteAddr: hops.at(-1)?.trim() || (ctx.req.socket.remoteAddress ?? ''),
        userAgent: ctx.get('User-Agent'),
    });
    ctx.state.contract = contractOf(login, request);
    const revoked = faulty('wazo.sessions-revoked-zero') ? 0 : sessionsRevoked;
    if (revoked > 0 || !faulty('wazo.sessions-revoked-left-out'))
        ctx.set('Wazo-Sessions-Revoked', String(revoked));
    sendJson(ctx, { data }, successStatus(login));
    if (faulty('wazo.login-as-text')) {
        ctx.body = JSON.stringify({ data });
        ctx.set('Content-Type', 'text/plain');
    }
}
function checkedRequest(ctx, service) {
    try {
        return readTokenRequest(ctx.get('Content-Type'));
    }
    catch (error) {
        const early = faulty('wazo.credentials-before-validation') && ctx.get('Authorization');
        if (early)
            authenticate(ctx, {}, service.accounts, service.store());
        throw error;
    }
}
function contractOf({ refreshedBy }, { access_type }) {
    if (refreshedBy)
        return 'refreshed-token-response';
    return access_type === 'offline' ? 'offline-token-response' : 'token-response';
}
function successStatus({ refreshedBy }) {
    if (refreshedBy)
        return faulty('wazo.refresh-status-201') ? 201 : 200;
    return faulty('wazo.login-status-201') ? 201 : 200;
}
/** Makes a token for who is logged in; throws the 429 response when the user has too many sessions (`services/token.py`). */
export function createToken(service, login, request, origin) {
    const { user, refreshedBy } = login;
    const store = service.store();
    const earlier = () => liveAccesses(store, user.uuid);
    if (user.purpose !== 'internal' && hasLiveAccesses(store, user.uuid, service.settings.maxSessions)) {
        throw tokenError(429, `User ${user.uuid} has exceeded the maximum number of active sessions`);
    }
    const lifetime = lifetimeOf(login, request, service.settings.lifetime);
    const issuedAt = atOnce(now());
    const token = newAccessValue();
    const offline = refreshedBy ? undefined : offlineToken(store, login, request, origin.mobile);
    const access = {
        token,
        userUuid: user.uuid,
        sessionUuid: randomUUID(),
        mobile: origin.mobile,
        issuedAt,
        expiresAt: Math.floor((issuedAt + lifetime * 1000) / 1000) * 1000,
        acl: refreshedBy && faulty('wazo.refreshed-acl') ? user.acl.slice(1) : user.acl,
        remoteAddr: origin.remoteAddr,
        userAgent: origin.userAgent,
        refreshToken: refreshedBy?.token ?? offline?.token,
    };
    const given = givenInstead(access, login, request, earlier);
    if (given === access && !useless(login, request))
        keepAccess(store, access);
    const shown = refreshedBy && faulty('wazo.refreshed-auth-id') ? otherUser(user, service.accounts) : user;
    const seconds = request.expiration ?? service.settings.lifetime;
    const times = { issuedAt, expiresAt: issuedAt + seconds * 1000 };
    const data = { ...tokenData(given, shown, times, service.accounts), ...misstatedTimes(login, request, times) };
    const name = faulty('wazo.request-token') ? 'request_token' : 'refresh_token';
    if (offline && !faulty('wazo.no-refresh-token'))
        data[name] = offline.token;
    if (refreshedBy)
        Object.assign(data, afterRefresh(store, refreshedBy));
    return { data, sessionsRevoked: offline?.sessionsRevoked ?? 0 };
}
function lifetimeOf({ refreshedBy }, { expiration, access_type }, usual) {
    if (expiration === undefined)
        return usual;
    if (refreshedBy)
        return faulty('wazo.refresh-ignores-expiration') ? usual : expiration;
    if (access_type === 'offline')
        return faulty('wazo.offline-token-never-expires') ? 315_360_000 : expiration;
    if (faulty('wazo.expiration-ignored'))
        return usual;
    if (faulty('wazo.expiration-in-milliseconds'))
        return Math.max(60, expiration / 1000);
    if (faulty('wazo.expiration-in-minutes'))
        return expiration * 60;
    if (faulty('wazo.expiration-halved'))
        return expiration / 2;
    return expiration;
}
/** The token that is handed out: the new one, unless a fault gives an old one again. */
function givenInstead(access, { refreshedBy }, { access_type }, earlier) {
    if (refreshedBy)
        return (faulty('wazo.refreshed-token-not-new') && earlier()[0]) || access;
    if (!faulty('wazo.login-twice-same-token') || access_type === 'offline')
        return access;
    const lifetime = ({ issuedAt, expiresAt }) => Math.ceil((expiresAt - issuedAt) / 1000);
    return earlier().find((one) => one.refreshToken === undefined && lifetime(one) === lifetime(access)) ?? access;
}
function useless({ refreshedBy }, { access_type }) {
    if (refreshedBy)
        return faulty('wazo.refreshed-token-useless');
    return access_type === 'offline' && faulty('wazo.offline-token-useless');
}
/** What faults do to a refresh token after its use. */
function afterRefresh(store, used) {
    if (faulty('wazo.refresh-token-in-refresh'))
        return { refresh_token: used.token };
    const rotates = faulty('wazo.refresh-token-rotates');
    if (rotates || faulty('wazo.refresh-token-single-use'))
        dropRefresh(store, used.token);
    if (!rotates)
        return {};
    const token = randomUUID();
    keepRefresh(store, { ...used, token });
    return { refresh_token: token };
}
/** The user of a token. Accounts do not vanish, so there always is one. */
export function ownerOf(service, token) {
    const user = service.accounts.byUuid(token.userUuid);
    if (!user)
        throw new Error(`the token of session ${token.sessionUuid} belongs to nobody`);
    return user;
}
//# sourceMappingURL=create-token.js.map