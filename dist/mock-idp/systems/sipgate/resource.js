import { hash } from 'node:crypto';
import { now } from '../../frame/scene.js';
import { openJwt } from '../../oidc/keys.js';
import { faulty } from './faults.js';
/** The resources, with the scope that opens each. */
const resources = {
    '/sipgate-api/v2/balance': { scope: 'balance:read', body: { amount: 1234500, currency: 'EUR' } },
    '/sipgate-api/v2/account': { scope: 'account:read', body: { company: 'Example GmbH', mainProductType: 'BASIC' } },
};
export const resourcePaths = Object.keys(resources);
/** Whether the path is one of the resources. */
export function isResource(path) {
    return Object.hasOwn(resources, path);
}
/** Serves a resource to whoever has a token of one of the realms with its scope (RFC 6750). */
export async function serveResource(ctx, { all, memory }) {
    const { scope, body } = resources[ctx.path] ?? { scope: '', body: undefined };
    ctx.set('Cache-Control', 'no-store');
    const token = tokenOf(ctx);
    if (token === undefined) {
        if (faulty('resource-open'))
            ctx.body = body;
        else
            refuse(ctx, 401);
        return;
    }
    const scopes = await scopesOf(token, await all(), memory);
    if (!scopes) {
        const expired = faulty('expired-token-403') && Number(claimsOf(token).exp) * 1000 < now();
        refuse(ctx, expired ? 403 : 401, 'invalid_token', 'the access token is expired, revoked or unknown');
    }
    else if (!scopes.has(scope) && !scopes.has('all') && !faulty('scopes-unchecked')) {
        refuse(ctx, 403, 'insufficient_scope', `the scope ${scope} is needed`);
    }
    else
        ctx.body = body;
}
function tokenOf(ctx) {
    const [, scheme = '', token] = /^(\S+) +(\S+)$/.exec(ctx.get('Authorization')) ?? [];
    const isBearer = faulty('bearer-case-sensitive') ? scheme === 'Bearer' : scheme.toLowerCase() === 'bearer';
    if (isBearer)
        return token;
    const inQuery = ctx.query.access_token;
    return faulty('token-from-query') && typeof inQuery === 'string' ? inQuery : undefined;
}
const every = new Set(['all']);
async function scopesOf(token, realms, memory) {
    if (faulty('resource-closed'))
        return undefined;
    if (faulty('refreshed-token-useless') && memory.refreshed.has(digest(token)))
        return undefined;
    const claims = claimsOf(token);
    if (faulty('access-token-dies-early') && now() / 1000 - Number(claims.iat) > 150)
        return undefined;
    for (const realm of realms) {
        const holder = await realm.holderOf(token);
        if (holder)
            return holder.scopes;
    }
    const isJwt = token.includes('.');
    const live = Number(claims.exp) * 1000 > now();
    if (faulty('any-token') && !isJwt)
        return every;
    if (faulty('id-token-opens') && claims.typ === 'ID')
        return every;
    if (faulty('signature-unchecked') && isJwt && claims.typ === 'Bearer' && live && !memory.given.has(digest(token))) {
        return every;
    }
    if (!faulty('refresh-token-opens'))
        return undefined;
    const found = await Promise.all(realms.map(({ provider }) => provider.RefreshToken.find(token)));
    return found.some(Boolean) ? every : undefined;
}
/** A short name for a token. */
export function digest(token) {
    return hash('sha256', token, 'base64');
}
function claimsOf(token) {
    try {
        return openJwt(token).claims;
    }
    catch {
        return {};
    }
}
function refuse(ctx, status, error, description) {
    ctx.status = status;
    const bare = error === undefined || faulty('invalid-token-not-told');
    const challenge = `Bearer realm="sipgate"${bare ? '' : `, error="${error}", error_description="${description}"`}`;
    if (!(error === undefined && faulty('no-bearer-challenge')))
        ctx.set('WWW-Authenticate', challenge);
    ctx.body = { error: error ?? 'unauthorized', ...(description !== undefined && { error_description: description }) };
}
//# sourceMappingURL=resource.js.map