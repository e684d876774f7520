import { isSuperDuper } from './caller.js';
import { faulty } from './faults.js';
import { publicPem } from './jwt.js';
import { listPage } from './listing.js';
import { isObject } from './request.js';
import { badIdentifier, forbidden } from './responses.js';
import { otherKey, revision } from './store.js';
/** GET /v2/auth/apps: the applications of the account's reseller; the account by query, by path, or the caller's own. */
export async function listApps(call) {
    const { ctx, service, params } = call;
    const caller = await call.caller();
    if (faulty('kazoo.app-list-refused'))
        throw forbidden();
    const { accounts } = service;
    const byQuery = faulty('kazoo.app-list-ignores-query') ? '' : String(ctx.query.account_id ?? '');
    const byPath = faulty('kazoo.app-list-ignores-path') ? '' : (params.account ?? '');
    const named = faulty('kazoo.app-list-prefers-path') ? byPath || byQuery : byQuery || byPath;
    const account = named === '' ? caller.account : accountFor(service, caller, named);
    const reseller = faulty('kazoo.app-list-of-account') ? account : accounts.resellerOf(account);
    const apps = accounts.apps.filter((app) => app.account === reseller.name && stored(service, 'app', app.id) !== null);
    return {
        ...listPage(ctx, apps.map((app) => ({ ...publicApp(service, app), provider: app.provider }))),
        contract: 'apps-response',
    };
}
function accountFor(service, caller, id) {
    const account = service.accounts.accountById(id);
    if (!account || !service.accounts.isWithin(caller.account, id))
        throw forbidden();
    return account;
}
function stored(service, kind, id) {
    return service.store().changed.get(`${kind}/${id}`);
}
/** What anybody may see of an application: never its secret. */
function publicApp(service, app) {
    const { id, name, secret } = app;
    const shown = { id, ...(name !== undefined && { name }), ...stored(service, 'app', id) };
    return faulty('kazoo.app-secret-shown') ? { ...shown, secret } : shown;
}
function appAt({ service, params }) {
    const id = params.id ?? '';
    const app = service.accounts.apps.find((one) => one.id === id);
    if (!app || stored(service, 'app', id) === null)
        throw badIdentifier(id);
    return app;
}
/** GET /v2/auth/apps/{id}. */
export async function getApp(call) {
    await call.caller();
    const app = appAt(call);
    if (faulty('kazoo.app-refused'))
        throw forbidden();
    const data = publicApp(call.service, app);
    const shown = faulty('kazoo.another-app-shown') ? { ...data, id: `another-${data.id}` } : data;
    return { data: shown, page_size: 1, revision: revision(), contract: 'app-response' };
}
/** POST /v2/auth/apps/{id}: its name and description, for super duper administrators. */
export async function postApp(call) {
    const caller = await call.caller();
    const app = appAt(call);
    if (!isSuperDuper(caller))
        throw forbidden();
    change(call, 'app', app.id);
    return { data: publicApp(call.service, app), revision: revision(), contract: 'app-response' };
}
/** DELETE /v2/auth/apps/{id}. */
export async function deleteApp(call) {
    const caller = await call.caller();
    const app = appAt(call);
    if (!isSuperDuper(caller))
        throw forbidden();
    const data = publicApp(call.service, app);
    call.service.store().changed.set(`app/${app.id}`, null);
    return { data, contract: 'app-response' };
}
function change({ service, envelope: { data } }, kind, id) {
    const { id: _, ...members } = data;
    service.store().changed.set(`${kind}/${id}`, { ...stored(service, kind, id), ...members });
}
/** GET /v2/auth/providers. */
export async function listProviders(call) {
    await call.caller();
    if (faulty('kazoo.provider-list-refused'))
        throw forbidden();
    const { ctx, service } = call;
    const items = [...service.providers()].flatMap(([id, { provider_type, listed }]) => stored(service, 'provider', id) === null ? [] : [{ id, provider_type, ...listed }]);
    if (faulty('kazoo.provider-list-empty'))
        items.length = 0;
    return { ...listPage(ctx, items), contract: 'providers-response' };
}
function providerAt({ service, params }) {
    const id = params.id ?? '';
    const found = service.providers().get(id);
    const changed = stored(service, 'provider', id);
    if (!found || changed === null)
        throw badIdentifier(id);
    return { ...found.document, ...changed, id };
}
/** GET /v2/auth/providers/{id}. */
export async function getProvider(call) {
    await call.caller();
    const data = providerAt(call);
    const shown = faulty('kazoo.another-provider-shown') ? { ...data, id: `another-${data.id}` } : data;
    return { data: shown, revision: revision(), contract: data.access_code_url ? 'provider-response' : undefined };
}
/** POST /v2/auth/providers/{id}: for super duper administrators. */
export async function postProvider(call) {
    const caller = await call.caller();
    const { id } = providerAt(call);
    if (!isSuperDuper(caller) && !faulty('kazoo.anybody-changes-providers'))
        throw forbidden();
    if (isObject(call.envelope.data))
        change(call, 'provider', String(id));
    return { data: providerAt(call), revision: revision() };
}
/** DELETE /v2/auth/providers/{id}: for super duper administrators. */
export async function deleteProvider(call) {
    const caller = await call.caller();
    const data = providerAt(call);
    if (!isSuperDuper(caller) && !faulty('kazoo.anybody-deletes-providers'))
        throw forbidden();
    call.service.store().changed.set(`provider/${data.id}`, null);
    return { data };
}
/** GET /v2/auth/keys: the id of the one key that signs. */
export async function listKeys(call) {
    keysFor(await call.caller());
    if (faulty('kazoo.key-list-refused'))
        throw forbidden();
    return { data: [call.service.store().keyId], page_size: 1, contract: 'keys-response' };
}
/** Keys are shown to administrators (cb_auth.erl). */
function keysFor({ user }) {
    if (user?.priv_level !== 'admin' && !faulty('kazoo.keys-for-everybody'))
        throw forbidden();
}
/** GET /v2/auth/keys/{id}: the public key in the envelope, or as a PEM file where that is what the caller accepts. */
export async function getKey(call) {
    keysFor(await call.caller());
    if (faulty('kazoo.key-refused'))
        throw forbidden();
    const { ctx, service, envelope, params } = call;
    const store = service.store();
    if (params.id !== store.keyId)
        throw badIdentifier(params.id ?? '');
    const text = faulty('kazoo.public-key-of-another') ? publicPem({ ...store, key: otherKey(store) }) : publicPem(store);
    const wanted = envelope.accept ?? ctx.get('Accept');
    if (!faulty('kazoo.pem-file-refused') && /application\/x-pem-file/i.test(wanted)) {
        const headers = { 'Content-Disposition': 'attachment; filename=public_key.pem' };
        return {
            raw: { type: pemType(), text: faulty('kazoo.pem-file-in-envelope') ? JSON.stringify({ data: text }) : text },
            headers,
        };
    }
    const shown = faulty('kazoo.private-key-shown')
        ? String(store.key.privateKey.export({ type: 'pkcs1', format: 'pem' })) + text
        : text;
    return { data: { public_key_pem: shown }, page_size: 1, revision: revision(), contract: 'key-response' };
}
function pemType() {
    return faulty('kazoo.pem-file-labelled-json') ? 'application/json' : 'application/x-pem-file';
}
//# sourceMappingURL=documents.js.map