import { altered, except, instead } from '../../../faults/changes.js';
import { faultsOf } from '../../../faults/fault-table.js';
import { checkGrant, checkHeaders, isRightMethod, isUser } from '../auth.js';
import { clientOf, invalidClient, isForm, parametersIn } from '../credentials.js';
import { Refused, tokenError } from '../refused.js';
import { hasSecret, named } from './lookups.js';
import { refusedWith } from './refused-with.js';
/** Refuses a grant that the profile is set to. */
const grantRefused = (refused) => except(checkGrant, (parameters, { auth }) => parameters.get('grant_type') === refused && auth.grants.includes(refused), () => {
    throw tokenError('unauthorized_client', 'not for you');
});
/** Accepts such grants. */
const grantAccepted = (isSuch) => except(checkGrant, (parameters) => isSuch(parameters.get('grant_type') ?? '', parameters), () => { });
/** Refuses a grant with another error code. */
const errorAs = (right, wrong) => instead(checkGrant, (honest) => (parameters, profile) => {
    try {
        honest(parameters, profile);
    }
    catch (error) {
        if (!(error instanceof Refused) || error.content?.error !== right)
            throw error;
        throw refusedWith(error, { content: { ...error.content, error: wrong } });
    }
});
/** Finds a client by wrong credentials, where they are parameters. */
const clientWhere = (find) => altered(clientOf, (client, { parameters, basic }, { clients }) => {
    if (client || basic)
        return client;
    return find(parameters.get('client_id'), parameters.get('client_secret'), clients);
});
/** How an authentication request is read, and whom it is granted. */
export const authFaults = faultsOf('kaleyra.server', {
    'credentials-refused': [
        'A good client id and secret are refused.',
        'kaleyra.auth.issues-token',
        altered(clientOf, () => undefined),
    ],
    'client-credentials-refused': [
        'The client credentials grant is refused.',
        'kaleyra.auth.client-credentials-grant',
        grantRefused('client_credentials'),
    ],
    'password-grant-refused': ['The password grant is refused.', 'kaleyra.auth.password-grant', grantRefused('password')],
    'extra-headers-refused': [
        'The configured extra headers make it refuse the request.',
        'kaleyra.auth.extra-headers',
        instead(checkHeaders, () => (given, { auth: { headers } }) => {
            if (Object.keys(headers).some((name) => given(name) !== '')) {
                throw tokenError('invalid_request', 'an unexpected header field');
            }
        }),
    ],
    'wrong-id-accepted': [
        'Any client id will do.',
        'kaleyra.auth.wrong-id-refused',
        clientWhere((id, _secret, clients) => (id !== undefined && !named(clients, id) ? clients[0] : undefined)),
    ],
    'wrong-secret-accepted': [
        'Any client secret will do.',
        'kaleyra.auth.wrong-secret-refused',
        clientWhere((id, secret, clients) => secret !== undefined && !hasSecret(clients, secret) ? named(clients, id) : undefined),
    ],
    'missing-id-accepted': [
        'A request without a client id gets a token.',
        'kaleyra.auth.missing-id-refused',
        clientWhere((id, _secret, clients) => (id === undefined ? clients[0] : undefined)),
    ],
    'missing-secret-accepted': [
        'A request without a client secret gets a token.',
        'kaleyra.auth.missing-secret-refused',
        clientWhere((id, secret, clients) => (secret === undefined ? named(clients, id) : undefined)),
    ],
    'secret-of-another-accepted': [
        'The secret of any client will do.',
        'kaleyra.auth.secret-of-another-refused',
        clientWhere((id, secret, clients) => (hasSecret(clients, secret) ? named(clients, id) : undefined)),
    ],
    'authorization-code-issues': [
        'Any authorization code gets a token.',
        'kaleyra.auth.no-authorization-code',
        grantAccepted((grant, parameters) => grant === 'authorization_code' && !parameters.has('code_verifier')),
    ],
    'pkce-issues': [
        'Any authorization code with a code verifier gets a token.',
        'kaleyra.auth.no-pkce',
        grantAccepted((grant, parameters) => grant === 'authorization_code' && parameters.has('code_verifier')),
    ],
    'device-issues': [
        'Any device code gets a token.',
        'kaleyra.auth.no-device',
        grantAccepted((grant) => grant === 'urn:ietf:params:oauth:grant-type:device_code'),
    ],
    'refresh-issues': [
        'Any refresh token gets a token.',
        'kaleyra.auth.no-refresh',
        grantAccepted((grant) => grant === 'refresh_token'),
    ],
    'refused-status-403': [
        'Wrong credentials are answered with 403.',
        'kaleyra.rfc.refused-status',
        altered(invalidClient, (refused, { basic }) => (basic ? refused : refusedWith(refused, { status: 403 }))),
    ],
    'invalid-client-otherwise': [
        'Wrong credentials are called invalid_scope.',
        'kaleyra.rfc.invalid-client',
        altered(invalidClient, (refused) => refusedWith(refused, { content: { ...refused.content, error: 'invalid_scope' } })),
    ],
    'basic-unsupported': [
        'Credentials by HTTP Basic are refused.',
        'kaleyra.rfc.basic-supported',
        altered(clientOf, (client, { basic }) => (basic ? undefined : client)),
    ],
    'basic-unchallenged': [
        'Wrong Basic credentials get no challenge.',
        'kaleyra.rfc.basic-challenge',
        altered(invalidClient, (refused) => refusedWith(refused, { headers: {} })),
    ],
    'unknown-grant-issues': [
        'An unknown grant type gets a token.',
        'kaleyra.rfc.unknown-grant-refused',
        grantAccepted((grant) => grant.startsWith('urn:tollgate')),
    ],
    'unsupported-grant-as-invalid-request': [
        'An unknown grant type is called invalid_request.',
        'kaleyra.rfc.unsupported-grant-type',
        errorAs('unsupported_grant_type', 'invalid_request'),
    ],
    'grant-type-optional': [
        'A request without grant_type gets a token.',
        'kaleyra.rfc.missing-grant-type',
        except(checkGrant, (parameters) => !parameters.has('grant_type'), () => { }),
    ],
    'repeated-parameter-accepted': [
        'A parameter may be repeated.',
        'kaleyra.rfc.repeated-parameter',
        instead(parametersIn, () => (pairs) => new Map(pairs.filter(([, value]) => value !== ''))),
    ],
    'unknown-parameter-refused': [
        'An unknown parameter is refused.',
        'kaleyra.rfc.unknown-parameter',
        except(clientOf, ({ parameters }) => [...parameters.keys()].some((name) => name.startsWith('x_')), () => {
            throw tokenError('invalid_request', 'unknown parameter');
        }),
    ],
    'empty-parameter-refused': [
        'An empty parameter is refused.',
        'kaleyra.rfc.empty-parameter',
        except(parametersIn, (pairs) => pairs.some(([, value]) => value === ''), () => {
            throw tokenError('invalid_request', 'a parameter is empty');
        }),
    ],
    'credentials-in-url': [
        'Credentials in the URL get a token.',
        'kaleyra.rfc.credentials-not-in-url',
        altered(isRightMethod, (is, method) => is || method === 'GET'),
    ],
    'wrong-password-accepted': [
        'Any password will do.',
        'kaleyra.rfc.wrong-password-refused',
        altered(isUser, (is, users, name) => is || users.some((user) => user.name === name)),
    ],
    'unknown-user-accepted': [
        'Any user name will do.',
        'kaleyra.rfc.unknown-user-refused',
        altered(isUser, (is, users, name) => is || !users.some((user) => user.name === name)),
    ],
    'missing-password-accepted': [
        'A user name without a password will do.',
        'kaleyra.rfc.missing-password-refused',
        grantAccepted((grant, parameters) => grant === 'password' && parameters.has('username') && !parameters.has('password')),
    ],
    'wrong-password-as-invalid-client': [
        'A wrong password is called invalid_client.',
        'kaleyra.rfc.invalid-grant',
        errorAs('invalid_grant', 'invalid_client'),
    ],
    'any-content-type': [
        'A form labelled text/plain gets a token.',
        'kaleyra.practice.content-type',
        altered(isForm, () => true),
    ],
    'secret-echoed': [
        'A refusal repeats the secret.',
        'kaleyra.practice.secret-not-echoed',
        altered(invalidClient, (refused, { basic, parameters }) => {
            const secret = basic?.secret ?? parameters.get('client_secret');
            const error_description = `no client has the secret ${secret}`;
            return refusedWith(refused, { content: { ...refused.content, error_description } });
        }),
    ],
});
//# sourceMappingURL=auth.js.map