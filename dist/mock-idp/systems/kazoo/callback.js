import { once } from 'node:events';
import { authInfo } from './auth-info.js';
import { faulty } from './faults.js';
import { signToken } from './jwt.js';
import { checkMembers } from './request.js';
import { badIdentifier, notConfirmed } from './responses.js';
import { exchange, signOn } from './sign-on.js';
import { keepLink } from './store.js';
const text = { required: true, type: 'string', minLength: 1 };
/** The schema auth.callback (applications/crossbar/priv/couchdb/schemas/auth.callback.json); nothing may be empty. */
const rules = {
    provider: text,
    code: text,
    client_id: text,
    redirect_uri: text,
    state: { type: 'string' },
};
/** PUT /v2/auth/callback: what a provider gave to a user's browser becomes a token. */
export async function putCallback({ ctx, service, envelope: { data } }) {
    const given = data;
    try {
        checkMembers(data, rulesNow());
    }
    catch (error) {
        if (faulty('kazoo.bad-body-asked'))
            await askEarly(service, given);
        throw error;
    }
    const unknown = !service.accounts.apps.some(({ id }) => id === given.client_id);
    if (unknown && faulty('kazoo.unknown-client-asked'))
        await askEarly(service, given);
    const app = appFor(service, given);
    if (given.code === '' && !faulty('kazoo.empty-code-accepted'))
        throw notConfirmed();
    const redirectUri = typeof given.redirect_uri === 'string' ? given.redirect_uri : service.accounts.redirect_uris[0];
    const onRejected = async () => {
        if (faulty('kazoo.rejection-hangs'))
            await once(ctx.res, 'close');
    };
    const passedOver = typeof given.code !== 'string' || given.code === '';
    const made = passedOver
        ? lastSignOn(service, app)
        : ((faulty('kazoo.codes-remembered') ? remembered.get(given.code ?? '') : undefined) ??
            (await signOn(service, app, { code: given.code ?? '', redirectUri: redirectUri ?? '', onRejected })) ??
            whenRejected(service, app));
    if (made && faulty('kazoo.codes-remembered'))
        remembered.set(given.code ?? '', made);
    if (!made && faulty('kazoo.rejection-status-404'))
        throw badIdentifier(app.id);
    if (!made)
        throw notConfirmed();
    return response(service, app, made, given);
}
/** What faults ask the provider before they have looked at the rest. */
async function askEarly(service, { code }) {
    const app = service.accounts.apps[0];
    const provider = service.providers().get(app.provider)?.document ?? {};
    const asked = { code: String(code), redirectUri: 'http://127.0.0.1/early' };
    await exchange(provider, { ...app, secret: 'early' }, asked, service.settings.idpTimeoutMs);
}
/** What codes have given, for the fault that keeps them. */
const remembered = new Map();
/** What faults make of a code that the provider does not take. */
function whenRejected(service, app) {
    return faulty('kazoo.rejection-passed-over') ? lastSignOn(service, app) : undefined;
}
/** The last login that there was through an application. */
function lastSignOn(service, app) {
    const link = [...service.store().links.values()].filter((one) => one.app === app.id && one.owner_id).at(-1);
    return link && { identity: link.id.slice(app.user_prefix.length + 1), person: link, accessToken: '' };
}
/** The rules, less those that this request's fault takes away. */
function rulesNow() {
    if (faulty('kazoo.empty-code-accepted'))
        return { ...rules, code: { required: true, type: 'string' } };
    if (faulty('kazoo.state-required'))
        return { ...rules, state: text };
    const lax = Object.entries(rules).map(([name, rule]) => {
        const fault = `kazoo.callback-${name.replace('_', '-')}`;
        if (faulty(`${fault}-optional`))
            return [name, { ...rule, required: false }];
        if (faulty(`${fault}-any-type`))
            return [name, { required: rule.required }];
        return [name, rule];
    });
    return Object.fromEntries(lax);
}
/** The application of the client_id, which must be one of the provider that the caller names. */
function appFor(service, { client_id, provider }) {
    const { apps } = service.accounts;
    const found = apps.find(({ id }) => id === String(client_id));
    if (found && (found.provider === provider || providerPassedOver(provider)))
        return found;
    const usual = apps[0];
    if (faulty('kazoo.unknown-client-uses-another') && !found)
        return usual;
    if (typeof client_id !== 'string' && faultOfClientId())
        return usual;
    throw notConfirmed();
}
function providerPassedOver(provider) {
    return (faulty('kazoo.provider-passed-over') ||
        (provider === undefined && faulty('kazoo.callback-provider-optional')) ||
        (typeof provider !== 'string' && faulty('kazoo.callback-provider-any-type')));
}
function faultOfClientId() {
    return faulty('kazoo.callback-client-id-optional') || faulty('kazoo.callback-client-id-any-type');
}
async function response(service, app, made, given) {
    const store = service.store();
    const id = `${app.user_prefix}-${made.identity}`;
    const { account_id, owner_id } = store.links.get(id) ?? {};
    const { email, verified_email, scope, profile, display_name } = made.person;
    const person = { email, verified_email, scope, profile, display_name };
    const link = { id, app: app.id, provider: app.provider, ...person, account_id, owner_id };
    keepLink(store, link);
    const owner = service.accounts.userById((faulty('kazoo.undocumented-owner-believed') && given.owner_id) || (owner_id ?? ''));
    const account = owner ? service.accounts.accountOf(owner) : service.accounts.accountById(account_id ?? '');
    const linked = account !== undefined && !faulty('kazoo.links-forgotten');
    const claims = {
        method: 'cb_auth',
        auth_id: faulty('kazoo.callback-without-link-id') ? undefined : id,
        auth_app_id: app.id,
        auth_provider: app.provider,
        email,
        scope,
        displayName: display_name,
        ...(faulty('kazoo.idp-token-in-token') && { auth_app_token: made.accessToken }),
    };
    const subject = linked ? { account_id: account.id, ...(owner && { owner_id: owner.id }) } : {};
    const auth_token = await signToken(store, subject, claims, service.settings.tokenLifetime);
    if (faulty('kazoo.linking-once'))
        keepLink(store, { ...link, account_id: undefined, owner_id: undefined });
    if (!linked) {
        if (faulty('kazoo.unlinked-without-token'))
            return { data: {}, page_size: 1, contract: 'unlinked-response' };
        const early = faulty('kazoo.unlinked-gets-an-account');
        const data = early
            ? authInfo(service.accounts, service.accounts.accountByName(app.account), undefined)
            : {};
        return { data, page_size: 1, auth_token, contract: 'unlinked-response' };
    }
    const data = authInfo(service.accounts, account, owner);
    return { data, page_size: 1, auth_token, contract: 'linked-response' };
}
//# sourceMappingURL=callback.js.map