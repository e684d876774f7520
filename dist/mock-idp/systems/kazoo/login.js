import { credentialsHash } from './accounts.js';
import { authInfo } from './auth-info.js';
import { faulty } from './faults.js';
import { signToken } from './jwt.js';
import { checkMembers } from './request.js';
import { invalidCredentials, Refused } from './responses.js';
/** PUT /v2/user_auth: a token for a user (cb_user_auth.erl). The account is found by its realm, or else by its name. */
export function userAuth({ service, envelope: { data } }) {
    checkMembers(data, {
        credentials: { required: true, type: 'string', minLength: 1, maxLength: 64 },
        method: { type: 'string', enum: ['md5', 'sha'] },
        account_name: { type: 'string' },
        account_realm: { type: 'string' },
    });
    const { accounts } = service;
    const method = data.method === 'sha' ? 'sha' : 'md5';
    const account = accounts.accounts.find(({ realm, name }) => data.account_realm === undefined ? name === data.account_name : realm === data.account_realm);
    const user = accounts.users.find((one) => one.account === account?.name && credentialsHash(one, method) === data.credentials);
    const refused = faulty('kazoo.login-refused') || (!user && !faulty('kazoo.any-credentials-accepted'));
    if (!account && faulty('kazoo.other-words-for-unknown-users'))
        throw new Refused(404, 'not_found', {});
    if (!account || refused)
        throw invalidCredentials();
    return issue(service, account, user ?? accounts.users.find((one) => one.account === account.name), 'cb_user_auth');
}
/** PUT /v2/api_auth: a token for an account, by its API key (cb_api_auth.erl). */
export function apiAuth({ service, envelope: { data } }) {
    checkMembers(data, { api_key: { required: true, type: 'string', minLength: 64, maxLength: 64 } });
    const account = service.accounts.accounts.find(({ api_key }) => api_key === data.api_key);
    if (faulty('kazoo.api-login-refused'))
        throw invalidCredentials();
    if (!account && !faulty('kazoo.any-api-key-accepted')) {
        const shown = faulty('kazoo.api-key-echoed') ? [data.api_key] : [];
        throw new Refused(404, 'bad identifier', shown);
    }
    return issue(service, account ?? service.accounts.accounts[0], undefined, 'cb_api_auth');
}
/** The response that gives a new token. */
export async function issue(service, account, user, method) {
    const subject = { account_id: account.id, ...(user && { owner_id: user.id }) };
    const token = await signToken(service.store(), subject, { method }, service.settings.tokenLifetime);
    return {
        data: authInfo(service.accounts, account, user),
        page_size: 1,
        auth_token: token,
        contract: 'login-response',
    };
}
//# sourceMappingURL=login.js.map