import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inScene, scene } from '../../frame/scene.js';
import { openJwt } from '../../oidc/keys.js';
import { mintCode } from '../../oidc/mint.js';
import { faulty } from './faults.js';
/** What faults change in a request before oidc-provider sees it. */
export async function distortRequest(request, settings, memory) {
    if (request.endpoint === 'authorization')
        distortAuthorization(request.params);
    if (request.endpoint === 'revocation')
        distortRevocation(request.params);
    if (request.endpoint !== 'token')
        return;
    distortCredentials(request, settings);
    if (faulty('client-refusal-times-differ') && isWrongSecret(request, settings))
        await delay(15);
    const grant = distortGrantType(request.params);
    once(request.params, faulty('repeated-parameter-accepted'));
    if (grant === 'authorization_code')
        await distortExchange(request, settings, memory);
    if (grant === 'refresh_token')
        await distortRefresh(request, settings, memory);
}
function distortAuthorization(params) {
    if (faulty('response-type-defaults') && !params.has('response_type'))
        params.set('response_type', 'code');
    const type = params.get('response_type');
    if (faulty('response-type-ignored') && type && type !== 'token')
        params.set('response_type', 'code');
    once(params, faulty('repeated-query-parameter-accepted'));
    const known = /^(client_id|redirect_uri|scope|response_type|response_mode|state|nonce|prompt|code_challenge(_method)?|realm)$/;
    const stranger = [...params.keys()].some((name) => !known.test(name));
    if (faulty('unknown-query-parameter-refused') && stranger)
        params.set('response_type', 'refused');
    if (faulty('realm-in-query-refused') && params.has('realm'))
        params.set('response_type', 'refused');
    const challenge = params.get('code_challenge');
    if (faulty('pkce-plain') && challenge && params.get('code_challenge_method') === 'plain') {
        params.set('code_challenge', challengeOf(challenge));
        params.set('code_challenge_method', 'S256');
    }
}
function distortRevocation(params) {
    const isAccess = params.get('token_type_hint') === 'access_token';
    if (faulty('revoked-access-token-works') && isAccess)
        params.set('token', 'unknown');
    if (faulty('revoked-refresh-token-works') && !isAccess)
        params.set('token', 'unknown');
}
function distortCredentials({ params, headers, query }, { clients }) {
    const isRefresh = params.get('grant_type') === 'refresh_token';
    const client = clients.find(({ client_id }) => client_id === params.get('client_id'));
    const secret = client?.client_secret;
    const unchecked = isRefresh ? faulty('refresh-secret-unchecked') : faulty('secret-unchecked');
    if (unchecked && secret && params.has('client_secret'))
        params.set('client_secret', secret);
    const needless = faulty('secret-not-needed') && !isRefresh && !headers.authorization;
    if (needless && secret && !params.has('client_secret'))
        params.set('client_secret', secret);
    if (faulty('two-authentications') && params.has('client_secret'))
        delete headers.authorization;
    if (faulty('credentials-from-query') && !params.has('client_id')) {
        const given = new URLSearchParams(query);
        for (const name of ['client_id', 'client_secret'])
            params.set(name, given.get(name) ?? '');
    }
    const basic = /^Basic (.+)$/.exec(String(headers.authorization ?? ''))?.[1];
    if (faulty('basic-not-decoded') && basic) {
        const literal = Buffer.from(basic, 'base64').toString().replaceAll('%', '%25');
        headers.authorization = `Basic ${Buffer.from(literal).toString('base64')}`;
    }
    const realmRefused = isRefresh ? faulty('realm-in-refresh-refused') : faulty('realm-in-form-refused');
    if (realmRefused && params.has('realm'))
        params.set('grant_type', 'refused');
    if (faulty('unknown-parameter-refused') && params.has('tollgate'))
        params.set('grant_type', 'refused');
}
function isWrongSecret({ params }, { clients }) {
    const client = clients.find(({ client_id }) => client_id === params.get('client_id'));
    return client?.client_secret !== undefined && client.client_secret !== params.get('client_secret');
}
/** The grant type as the request has it after the faults about it. */
function distortGrantType(params) {
    const known = ['authorization_code', 'refresh_token', 'password', 'client_credentials', 'refused'];
    const given = params.get('grant_type');
    if (faulty('grant-type-not-needed') && given === null)
        params.set('grant_type', 'authorization_code');
    if (faulty('grant-type-ignored') && given !== null && !known.includes(given)) {
        params.set('grant_type', 'authorization_code');
    }
    const grant = params.get('grant_type');
    if (faulty('exchange-refused') && grant === 'authorization_code')
        params.set('code', 'refused');
    if (faulty('refresh-refused') && grant === 'refresh_token')
        params.set('refresh_token', 'refused');
    return grant;
}
async function distortExchange({ params, provider }, settings, { aliases }) {
    const alias = aliases.get(params.get('code') ?? '');
    if (alias)
        params.set('code', alias);
    const value = params.get('code');
    if (faulty('empty-parameter-read') && value === '')
        params.set('code', 'empty');
    const anyCode = faulty('any-code') && Boolean(value);
    const needless = faulty('code-not-needed') && value === null;
    const code = value ? await codeNow(provider, value) : undefined;
    if ((anyCode && !code) || needless) {
        const order = { clientId: params.get('client_id') ?? '', redirectUri: params.get('redirect_uri') ?? '' };
        if (!settings.clients.some(({ client_id }) => client_id === order.clientId))
            return;
        const username = settings.accounts[0]?.username ?? '';
        params.set('code', await mintCode(provider, settings, { ...order, username, scope: 'balance:read' }));
    }
    if (!code)
        return;
    const uri = params.get('redirect_uri');
    const first = String(code.redirectUri);
    if (faulty('redirect-uri-not-needed') && uri === null)
        params.set('redirect_uri', first);
    if (faulty('redirect-uri-unchecked') && uri !== null)
        params.set('redirect_uri', first);
    if (faulty('redirect-uri-compared-loosely') && uri?.startsWith(first))
        params.set('redirect_uri', first);
    if (faulty('code-of-any-client'))
        actAs(params, String(code.clientId), settings);
    const verifier = params.get('code_verifier');
    const challenge = code.codeChallenge;
    const expect = async (codeChallenge) => {
        Object.assign(code, { codeChallenge, codeChallengeMethod: codeChallenge && 'S256' });
        await code.save();
    };
    if (faulty('pkce-broken') && verifier && challenge)
        params.set('code_verifier', 'v'.repeat(43));
    if (faulty('pkce-verifier-not-needed') && !verifier && challenge)
        await expect(undefined);
    const shapely = /^[\w.~-]{43,128}$/.test(verifier ?? '');
    if (faulty('pkce-verifier-unchecked') && verifier && shapely && challenge)
        await expect(challengeOf(verifier));
    if (faulty('pkce-verifier-any-shape') && verifier && !shapely && challengeOf(verifier) === challenge) {
        params.set('code_verifier', 'v'.repeat(43));
        await expect(challengeOf('v'.repeat(43)));
    }
    if (faulty('pkce-downgrade') && verifier && !challenge)
        params.delete('code_verifier');
}
/** The code as the machine's own clock sees it. */
function codeNow(provider, value) {
    return inScene({ ...scene(), skewMs: 0 }, () => provider.AuthorizationCode.find(value));
}
async function distortRefresh({ params, provider }, settings, memory) {
    const value = params.get('refresh_token') ?? '';
    const newest = memory.newestRefresh.get(params.get('client_id') ?? '') ?? '';
    const kind = value.includes('.') ? openJwt(value).claims.typ : undefined;
    const madeUp = value !== '' && kind === undefined && !memory.refreshTokens.has(value);
    if (faulty('any-refresh-token') && madeUp)
        params.set('refresh_token', newest);
    if (faulty('access-token-refreshes') && kind === 'Bearer')
        params.set('refresh_token', newest);
    if (faulty('id-token-refreshes') && kind === 'ID')
        params.set('refresh_token', newest);
    if (faulty('refresh-scope-refused') && params.has('scope'))
        params.set('refresh_token', 'refused');
    const found = await provider.RefreshToken.find(value);
    if (!found)
        return;
    if (faulty('refresh-of-any-client'))
        actAs(params, String(found.clientId), settings);
    const scope = params.get('scope');
    if (!faulty('refresh-widens') || !scope)
        return;
    const grant = await provider.Grant.find(String(found.grantId));
    grant?.addResourceScope('urn:tollgate:api', scope);
    await grant?.save();
    Object.assign(found, { scope: [...new Set([...found.scopes, ...scope.split(' ')])].join(' ') });
    await found.save();
}
/** Another client's request becomes that of the client that a grant belongs to, once its own credentials are right. */
function actAs(params, clientId, { clients }) {
    const secretOf = (id) => clients.find(({ client_id }) => client_id === id)?.client_secret;
    if (secretOf(params.get('client_id')) !== params.get('client_secret'))
        return;
    params.set('client_id', clientId);
    params.set('client_secret', secretOf(clientId) ?? '');
}
function once(params, on) {
    if (!on)
        return;
    for (const name of new Set(params.keys()))
        params.set(name, params.get(name) ?? '');
}
function challengeOf(verifier) {
    return createHash('sha256').update(verifier).digest('base64url');
}
//# sourceMappingURL=request-defects.js.map