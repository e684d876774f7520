import { anybody, isAdminOf, isSuperDuper } from './caller.js';
import { faulty } from './faults.js';
import { issue } from './login.js';
import { badIdentifier, forbidden, Refused } from './responses.js';
import { changeKey, newSecret } from './store.js';
/** PUT /v2/auth: a new token for the caller, or a new system secret. */
export async function putAuth(call) {
    const { service, envelope } = call;
    if (faulty('kazoo.refresh-without-token') && call.sent === undefined)
        return refresh(service, anybody(service));
    const caller = await call.caller();
    if (envelope.action === 'refresh_token')
        return refresh(service, caller);
    if (envelope.action !== 'reset_signature_secret')
        throw actionRequired();
    if (!isSuperDuper(caller) && !faulty('kazoo.anybody-resets-the-system'))
        throw forbidden();
    if (!faulty('kazoo.system-reset-without-effect'))
        service.store().systemSecret = newSecret();
    if (faulty('kazoo.system-reset-locks-out'))
        service.store().changed.set('logins', null);
    return emptySuccess('kazoo.system-reset-with-data');
}
function refresh(service, caller) {
    if (faulty('kazoo.refresh-refused'))
        throw forbidden();
    const { account, user, token } = caller;
    if (faulty('kazoo.refresh-echoes-the-token')) {
        return Promise.resolve({ auth_token: token, data: {}, contract: 'login-response' });
    }
    if (faulty('kazoo.refresh-ends-the-token'))
        service.store().changed.set(`token/${token}`, null);
    const other = faulty('kazoo.refresh-of-another-user')
        ? service.accounts.users.find((one) => one.account === user?.account && one.id !== user.id)
        : undefined;
    return issue(service, account, other ?? user, 'cb_auth');
}
function actionRequired() {
    return new Refused(400, 'action required', { message: 'action required' });
}
function emptySuccess(withData) {
    return faulty(withData) ? { data: { reset: true } } : {};
}
/** PUT /v2/accounts/{account}/auth: a new signature secret for an account, for its administrators. */
export async function putAccountAuth(call) {
    const { service, envelope, params } = call;
    const caller = await call.caller();
    const id = params.account ?? '';
    if (!service.accounts.accountById(id))
        throw badIdentifier(id);
    if (envelope.action !== 'reset_signature_secret')
        throw actionRequired();
    if (!isAdminOf(service, caller, id) && !faulty('kazoo.any-user-resets-accounts'))
        throw forbidden();
    if (faulty('kazoo.account-reset-refused'))
        throw forbidden();
    if (!faulty('kazoo.account-reset-without-effect'))
        service.store().secrets.set(id, newSecret());
    if (faulty('kazoo.account-reset-ends-user-tokens')) {
        const account = service.accounts.accountById(id);
        for (const user of service.accounts.users) {
            if (user.account === account?.name)
                service.store().secrets.set(user.id, newSecret());
        }
    }
    return emptySuccess('kazoo.account-reset-with-data');
}
/** PUT /v2/accounts/{account}/users/{user}/auth: a new signature secret for a user, for that user and administrators. */
export async function putUserAuth(call) {
    const { service, envelope, params } = call;
    const caller = await call.caller();
    const { account = '', user: id = '' } = params;
    const user = service.accounts.userById(id);
    if (!user || service.accounts.accountOf(user).id !== account)
        throw badIdentifier(id);
    if (envelope.action !== 'reset_signature_secret')
        throw actionRequired();
    const self = caller.user?.id === id && !faulty('kazoo.user-may-not-reset-own-secret');
    const admin = isAdminOf(service, caller, account) && !faulty('kazoo.admin-may-not-reset-users');
    if (!self && !admin && !strangerResets(caller, account))
        throw forbidden();
    if (!faulty('kazoo.user-reset-without-effect'))
        service.store().secrets.set(id, newSecret());
    if (faulty('kazoo.user-reset-ends-other-tokens'))
        service.store().systemSecret = newSecret();
    if (faulty('kazoo.user-reset-locks-out'))
        service.store().changed.set('logins', null);
    return emptySuccess('kazoo.user-reset-with-data');
}
function strangerResets({ account, user }, accountId) {
    if (account.id === accountId)
        return faulty('kazoo.other-user-resets-user') && user?.priv_level === 'user';
    return faulty('kazoo.other-account-resets-user') && user?.priv_level === 'admin';
}
/** PUT /v2/auth/keys/{key}: a new key pair under the same id. */
export async function putKey(call) {
    const { service, envelope, params } = call;
    const caller = await call.caller();
    const store = service.store();
    if (!isSuperDuper(caller) && !faulty('kazoo.anybody-resets-the-key'))
        throw forbidden();
    if (params.id !== store.keyId)
        throw badIdentifier(params.id ?? '');
    if (envelope.action !== 'reset_private_key')
        throw actionRequired();
    if (faulty('kazoo.key-reset-without-effect'))
        return {};
    if (faulty('kazoo.key-reset-keeps-the-key'))
        store.systemSecret = newSecret();
    else
        await changeKey(store);
    if (faulty('kazoo.key-reset-locks-out'))
        store.changed.set('logins', null);
    return emptySuccess('kazoo.key-reset-with-data');
}
//# sourceMappingURL=resets.js.map