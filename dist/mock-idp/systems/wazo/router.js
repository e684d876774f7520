import { postToken } from './create-token.js';
import { faulty } from './faults.js';
import { backends, deleteSession, deleteUserSession, getUser, listSessions, listUserSessions, status, } from './neighbours.js';
import { deleteOfUser, deleteOwn, listAll, listOfUser, listOwn } from './refresh-list.js';
import { pageNotFound, plainError, Refused, sendRefused } from './responses.js';
import { checkScopes, deleteToken, getToken } from './token-resource.js';
/** The public path of wazo-auth behind its proxy. */
export const base = '/api/auth/0.1';
const paths = [
    ['/token', { POST: postToken }],
    ['/token/{token:uuid}', { DELETE: deleteToken, GET: getToken, HEAD: getToken }],
    ['/token/{token:uuid}/scopes/check', { POST: checkScopes }],
    ['/tokens', { GET: listAll }],
    ['/users/me/tokens', { GET: listOwn }],
    ['/users/me/tokens/{client}', { DELETE: deleteOwn }],
    ['/users/me/sessions', { GET: listUserSessions }],
    ['/users/me/sessions/{session:uuid}', { DELETE: deleteUserSession }],
    ['/users/{user:uuid}', { GET: getUser }],
    ['/users/{user:uuid}/tokens', { GET: listOfUser }],
    ['/users/{user:uuid}/tokens/{client}', { DELETE: deleteOfUser }],
    ['/users/{user:uuid}/sessions', { GET: listUserSessions }],
    ['/users/{user:uuid}/sessions/{session:uuid}', { DELETE: deleteUserSession }],
    ['/sessions', { GET: listSessions }],
    ['/sessions/{session:uuid}', { DELETE: deleteSession }],
    ['/status', { HEAD: status }],
    ['/backends', { GET: backends }],
];
/** The paths with their methods, for people. */
export const endpoints = paths.map(([template, methods]) => `${Object.keys(methods).join(', ')} ${base}${template.replaceAll(':uuid', '')}`);
const htmlRefusal = new Refused(401, '<!doctype html>\n<title>401 Unauthorized</title>\n', 'text/html; charset=utf-8');
const routes = paths.map(([template, methods]) => ({ pattern: patternOf(template), methods }));
/** Serves everything below the API's public path, and leaves the rest to the next. */
export function wazoRouter(service) {
    return (ctx, next) => {
        if (!ctx.path.startsWith('/api/auth/'))
            return next();
        allowOrigins(ctx);
        try {
            dispatch(ctx, service);
        }
        catch (error) {
            if (!(error instanceof Refused))
                throw error;
            refuse(ctx, error);
        }
        return undefined;
    };
}
function dispatch(ctx, service) {
    const path = ctx.path.startsWith(`${base}/`) ? ctx.path.slice(base.length) : '';
    const route = routes.find(({ pattern }) => pattern.test(path));
    if (!route)
        throw unknownPath(path);
    const { methods, pattern } = route;
    const handler = methods[ctx.method] ?? (ctx.method === 'HEAD' ? methods.GET : undefined);
    if (handler)
        handler({ ctx, service, params: decoded(pattern.exec(path)?.groups ?? {}) });
    else
        notServed(ctx, methods);
}
function notServed(ctx, methods) {
    const allowed = [...Object.keys(methods), 'OPTIONS', ...('GET' in methods && !('HEAD' in methods) ? ['HEAD'] : [])];
    if (!faulty('wazo.wrong-method-without-allow'))
        ctx.set('Allow', allowed.sort().join(', '));
    if (ctx.method !== 'OPTIONS') {
        if (faulty('wazo.wrong-method-404'))
            throw pageNotFound();
        throw plainError(405, 'The method is not allowed for the requested URL.');
    }
    ctx.status = 200;
    ctx.body = '';
    ctx.set('Content-Type', 'text/html; charset=utf-8');
}
function unknownPath(path) {
    const [, resource, , scopes] = path.split('/');
    const badId = resource === 'token' && faulty(scopes ? 'wazo.scopes-check-not-uuid-400' : 'wazo.get-not-uuid-400');
    if (badId)
        return plainError(400, 'badly formed UUID');
    if (resource !== 'token' && faulty('wazo.unknown-path-400'))
        return plainError(400, 'unknown path');
    return pageNotFound();
}
/** Sends a refusal, labelled with its contract where it has one. */
function refuse(ctx, refused) {
    const { reason, error_id } = refused.content;
    if (reason !== undefined)
        ctx.state.contract = 'refused-response';
    if (error_id !== undefined) {
        ctx.state.contract = error_id === 'unauthorized' ? 'unauthorized-response' : 'resource-error-response';
    }
    if (reason !== undefined && refused.status === 401 && faulty('wazo.refused-as-html'))
        sendRefused(ctx, htmlRefusal);
    else
        sendRefused(ctx, refused);
}
/** Browsers of any origin may call the API (wazo-auth, `config.py`, `rest_api.cors`). */
function allowOrigins(ctx) {
    const origin = ctx.get('Origin');
    ctx.set('Access-Control-Allow-Origin', origin || '*');
    if (origin)
        ctx.set('Vary', 'Origin');
    if (ctx.method !== 'OPTIONS' || !ctx.get('Access-Control-Request-Method'))
        return;
    ctx.set('Access-Control-Allow-Methods', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT');
    ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Wazo-Session-Type, Wazo-Tenant, X-Auth-Token');
}
function patternOf(template) {
    const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
    const source = template.replace(/\{(\w+)(:uuid)?\}/g, (_, name, isUuid) => `(?<${name}>${isUuid ? uuid : '[^/]+'})`);
    return new RegExp(`^${source}$`);
}
function decoded(groups) {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
//# sourceMappingURL=router.js.map