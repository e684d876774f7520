import { faulty } from './faults.js';
import { listPage } from './listing.js';
import { badIdentifier, forbidden } from './responses.js';
import { revision } from './store.js';
/** GET /v2/auth/links: the links of the caller. */
export async function listLinks(call) {
    const caller = await call.caller();
    const own = [...call.service.store().links.values()].filter((link) => belongsTo(link, caller) || (faulty('kazoo.link-list-of-everybody') && link.owner_id !== undefined));
    const shown = faulty('kazoo.link-list-empty') ? [] : own;
    const items = shown.map(({ id, app, provider, scope, email }) => ({
        id,
        app,
        provider,
        scopes: scopesOf(scope),
        ...(email !== undefined && { email }),
    }));
    return { ...listPage(call.ctx, items), contract: 'links-response' };
}
function belongsTo({ account_id, owner_id }, { account, user }) {
    return account_id === account.id && owner_id === user?.id;
}
function scopesOf(scope) {
    return scope.split(/[ ,;]+/).filter((one) => one !== '');
}
/** The link at the path. Throws the 404 response where there is none, and the 403 response where it is somebody else's. */
function linkFor(call, caller, open) {
    const id = call.params.id ?? '';
    const link = call.service.store().links.get(id);
    if (!link)
        throw badIdentifier(id);
    const free = link.account_id === undefined;
    if (!free && !belongsTo(link, caller) && !open)
        throw forbidden();
    return link;
}
function shown(link) {
    const { id, email, verified_email, scope, profile, display_name } = link;
    const data = {
        ...(email !== undefined && { email }),
        ...(verified_email !== undefined && { verified_email }),
        scope,
        scopes: scopesOf(scope),
        profile,
        ...(display_name !== undefined && { display_name }),
        id: faulty('kazoo.another-link-shown') ? `${id}0` : id,
    };
    return { data, revision: revision(), contract: 'link-response' };
}
/** GET /v2/auth/links/{id}. */
export async function getLink(call) {
    return shown(linkFor(call, await call.caller(), faulty('kazoo.foreign-link-shown')));
}
/** PUT /v2/auth/links/{id}: the link belongs to the caller from now on, unless it belongs to somebody else. */
export async function putLink(call) {
    const caller = await call.caller();
    const link = linkFor(call, caller, faulty('kazoo.foreign-link-taken'));
    if (faulty('kazoo.linking-refused'))
        throw forbidden();
    if (faulty('kazoo.linking-without-effect'))
        return shown(link);
    link.account_id = caller.account.id;
    link.owner_id = caller.user?.id;
    if (faulty('kazoo.linking-links-another-user')) {
        const { accounts } = call.service;
        link.owner_id = accounts.users.find(({ account, id }) => account === caller.user?.account && id !== caller.user.id)?.id;
    }
    return shown(link);
}
/** DELETE /v2/auth/links/{id}: the next login through it is that of an unlinked user. */
export async function deleteLink(call) {
    const link = linkFor(call, await call.caller(), faulty('kazoo.foreign-link-deleted'));
    if (faulty('kazoo.unlinking-refused'))
        throw forbidden();
    const response = shown(link);
    if (!faulty('kazoo.unlinking-without-effect'))
        call.service.store().links.delete(link.id);
    return response;
}
//# sourceMappingURL=links.js.map