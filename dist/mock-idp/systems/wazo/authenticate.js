import { passwordMatches } from './accounts.js';
import { basicIn } from './credentials.js';
import { faulty } from './faults.js';
import { anyUser, otherUser } from './login.js';
import { refreshLogin } from './refresh-login.js';
import { apiError, Refused, tokenError } from './responses.js';
import { liveAccess } from './store.js';
/** Finds out who asks for a token, in the order of wazo-auth's `services/authentication.py`. Throws the response when nobody does. */
export function authenticate(ctx, request, accounts, store) {
    const basic = basicIn(ctx.get('Authorization'));
    if (faulty('wazo.auth-token-checked-at-login') &&
        ctx.get('X-Auth-Token') &&
        !liveAccess(store, ctx.get('X-Auth-Token'))) {
        throw failed();
    }
    if (isRefresh(request, basic)) {
        if (faulty('wazo.refresh-needs-basic') && !basic)
            throw failed();
        if (faulty('wazo.refresh-empty-basic-refused') && !basic && ctx.get('Authorization'))
            throw failed();
        if (faulty('wazo.refresh-basic-checked') && basic)
            byPassword(basic, request, accounts);
        return refreshLogin(request, accounts, store);
    }
    if (request.saml_session_id) {
        if (faulty('wazo.saml-session-unchecked'))
            return { user: anyUser(accounts), login: 'anybody' };
        throw failed();
    }
    if (!basic)
        return withoutCredentials(ctx, request, accounts, store);
    if (faulty('wazo.unknown-backend-refused') && ![undefined, 'wazo_user', 'ldap_user'].includes(request.backend))
        throw failed();
    if (request.domain_name || request.tenant_id)
        return byLdap(basic, request, accounts);
    return byPassword(basic, request, accounts);
}
function failed() {
    return faulty('wazo.refused-status-403')
        ? tokenError(403, 'Authentication Failed')
        : tokenError(401, 'Authentication Failed');
}
function isRefresh(request, basic) {
    const { refresh_token, client_id } = request;
    if (faulty('wazo.refresh-without-client-id') && refresh_token)
        return true;
    if (faulty('wazo.refresh-without-token') && client_id && !basic && request.access_type !== 'offline')
        return true;
    return refresh_token !== undefined && client_id !== undefined;
}
function byPassword({ login, password }, request, accounts) {
    const user = login === '' ? nameless(password, accounts) : accounts.byLogin(login);
    if (!user && faulty('wazo.unknown-user-accepted'))
        return { user: anyUser(accounts), login };
    if (!user && faulty('wazo.refusals-differ'))
        throw tokenError(401, 'Unknown user');
    if (!user?.enabled || user.authentication_method !== 'native')
        throw failed();
    if (faulty('wazo.login-refused'))
        throw failed();
    if (faulty('wazo.login-case-sensitive') && login !== login.toLowerCase())
        throw failed();
    if (faulty('wazo.email-login-refused') && login.includes('@'))
        throw failed();
    if (faulty('wazo.email-login-of-another-user') && login.includes('@')) {
        return { user: otherUser(user, accounts), login };
    }
    const anyPassword = (faulty('wazo.empty-password-accepted') && password === '') ||
        (faulty('wazo.wrong-password-accepted') && request.access_type !== 'offline') ||
        (faulty('wazo.offline-wrong-password-accepted') && request.access_type === 'offline');
    if (anyPassword || passwordMatches(user, password))
        return { user, login };
    if (!faulty('wazo.password-echoed'))
        throw failed();
    throw new Refused(401, { ...failed().content, password });
}
/** Whom an empty user name means: nobody, unless a fault takes whoever has the password. */
function nameless(password, accounts) {
    return faulty('wazo.empty-name-accepted')
        ? accounts.users.find((user) => passwordMatches(user, password))
        : undefined;
}
/** No tenant of the mock has an LDAP server, so this never succeeds. */
function byLdap(basic, request, accounts) {
    const { tenant_id, domain_name } = request;
    if (tenant_id && domain_name && faulty('wazo.tenant-and-domain-accepted'))
        return byPassword(basic, request, accounts);
    if (tenant_id && !accounts.tenants.some(({ uuid, slug }) => tenant_id === uuid || tenant_id === slug)) {
        throw apiError(404, 'unknown-tenant', `No such tenant: "${tenant_id}"`, { uuid: tenant_id }, 'tenants');
    }
    throw failed();
}
function withoutCredentials(ctx, request, accounts, store) {
    const header = ctx.get('X-Auth-Token');
    const owner = accounts.byUuid(liveAccess(store, header)?.userUuid ?? '');
    if (faulty('wazo.access-token-renews') && owner)
        return { user: owner, login: owner.username };
    if (faulty('wazo.no-credentials-accepted') && !header && !request.client_id) {
        return { user: anyUser(accounts), login: 'anybody' };
    }
    throw failed();
}
//# sourceMappingURL=authenticate.js.map