import { putCallback } from './callback.js';
import { callerOf, sentToken } from './caller.js';
import { deleteApp, deleteProvider, getApp, getKey, getProvider, listApps, listKeys, listProviders, postApp, postProvider, } from './documents.js';
import { faulty } from './faults.js';
import { deleteLink, getLink, listLinks, putLink } from './links.js';
import { apiAuth, userAuth } from './login.js';
import { readEnvelope } from './request.js';
import { putAccountAuth, putAuth, putKey, putUserAuth } from './resets.js';
import { invalidCredentials, methodNotAllowed, notFound, Refused, sendRefused, sendSuccess } from './responses.js';
import { getTokenInfo, postTokenInfo, putAuthorize } from './tokeninfo.js';
const paths = [
    ['/user_auth', { PUT: userAuth }],
    ['/api_auth', { PUT: apiAuth }],
    ['/auth', { PUT: putAuth }],
    ['/accounts/{account}/auth', { PUT: putAccountAuth }],
    ['/accounts/{account}/users/{user}/auth', { PUT: putUserAuth }],
    ['{scope}/auth/apps', { GET: listApps }],
    ['{scope}/auth/apps/{id}', { GET: getApp, POST: postApp, DELETE: deleteApp }],
    ['{scope}/auth/providers', { GET: listProviders }],
    ['{scope}/auth/providers/{id}', { GET: getProvider, POST: postProvider, DELETE: deleteProvider }],
    ['{scope}/auth/links', { GET: listLinks }],
    ['{scope}/auth/links/{id}', { GET: getLink, PUT: putLink, DELETE: deleteLink }],
    ['{scope}/auth/keys', { GET: listKeys }],
    ['{scope}/auth/keys/{id}', { GET: getKey, PUT: putKey }],
    ['{scope}/auth/callback', { PUT: putCallback }],
    ['{scope}/auth/authorize', { PUT: putAuthorize }],
    ['{scope}/auth/tokeninfo', { GET: getTokenInfo, POST: postTokenInfo }],
];
/** The paths with their methods, for people. */
export const endpoints = paths.map(([template, methods]) => `${Object.keys(methods).join(', ')} /v2${template.replace('{scope}', '')}`);
const routes = paths.map(([template, methods]) => ({ pattern: patternOf(template), methods }));
/** `{scope}` is an account, perhaps with one of its users, or nothing. */
function patternOf(template) {
    const source = template
        .replace('{scope}', '(?:/accounts/(?<account>[^/]+)(?:/users/(?<user>[^/]+))?)?')
        .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    return new RegExp(`^${source}/?$`);
}
/** Serves /v2 (and says that /v1 is gone), and leaves the rest to the next. */
export function kazooRouter(service) {
    return async (ctx, next) => {
        const version = /^\/(v1|v2)(\/|$)/.exec(ctx.path)?.[1];
        if (version === undefined)
            return next();
        allowOrigins(ctx);
        let sent = ctx.get('X-Auth-Token') || undefined;
        try {
            if (version === 'v1')
                throw new Refused(410, 'gone', { message: 'gone' });
            if (!acceptable(ctx)) {
                ctx.status = 406;
                ctx.body = '';
                return undefined;
            }
            await dispatch(ctx, service, (token) => {
                sent = token;
            });
        }
        catch (error) {
            if (!(error instanceof Refused))
                throw error;
            sendRefused(ctx, sent, error);
        }
        return undefined;
    };
}
/** Routing, then the body, then the method, then who asks: in the order of api_resource.erl. */
async function dispatch(ctx, service, saw) {
    const path = ctx.path.slice('/v2'.length);
    const route = routes.find(({ pattern }) => pattern.test(path));
    if (!route && faulty('kazoo.unknown-path-200'))
        return sendSuccess(ctx, false, undefined, {});
    if (!route)
        throw notFound();
    if (ctx.method === 'OPTIONS' && !faulty('kazoo.options-refused')) {
        ctx.status = 200;
        ctx.body = '';
        return;
    }
    const envelope = readEnvelope(ctx);
    const method = methodOf(ctx, envelope);
    const handler = route.methods[method];
    if (!handler && faulty('kazoo.wrong-method-404'))
        throw notFound();
    if (!handler || missing(path, method))
        throw methodNotAllowed();
    const sent = sentToken(ctx, envelope);
    saw(sent);
    const params = decoded(route.pattern.exec(path)?.groups ?? {});
    const locked = handler === userAuth && service.store().changed.get('logins') === null;
    if (locked)
        throw invalidCredentials();
    const success = await handler({ ctx, service, envelope, params, sent, caller: () => callerOf(ctx, service, sent) });
    sendSuccess(ctx, ctx.method === 'PUT' && !faulty('kazoo.put-status-200'), sent, success);
}
/** POST stands for the verb that it names (api_util.erl). */
function methodOf(ctx, { verb }) {
    if (ctx.method !== 'POST' || verb === undefined || faulty('kazoo.verb-passed-over'))
        return ctx.method;
    return verb.toUpperCase();
}
/** Endpoints that a fault takes away. */
function missing(path, method) {
    return faulty('kazoo.authorize-missing') && path.endsWith('/auth/authorize') && method === 'PUT';
}
function acceptable(ctx) {
    const accept = ctx.get('Accept');
    const offered = ['application/json', 'application/x-json', 'application/octet-stream', 'application/base64'];
    return (accept === '' ||
        faulty('kazoo.any-accept-taken') ||
        ctx.accepts([...offered, 'application/x-pem-file']) !== false ||
        ctx.method === 'OPTIONS');
}
/** Browsers of any origin may call the API. */
function allowOrigins(ctx) {
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE, PATCH, OPTIONS');
    ctx.set('Access-Control-Allow-Headers', 'Content-Type, Accept, X-Auth-Token, X-Auth-Account-ID, X-Request-ID, If-None-Match');
    ctx.set('Access-Control-Expose-Headers', 'X-Auth-Token, X-Request-ID, Location, ETag');
    ctx.set('Access-Control-Max-Age', '86400');
}
function decoded(groups) {
    const given = Object.entries(groups).filter((entry) => entry[1] !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, decode(value)]));
}
function decode(value) {
    try {
        return decodeURIComponent(value);
    }
    catch {
        return value;
    }
}
//# sourceMappingURL=router.js.map