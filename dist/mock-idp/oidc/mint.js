import { claimsFor } from './claims.js';
import { developmentKey, signJwt } from './keys.js';
import { apiResource, uuidOf } from './library.js';
/** What access tokens hold besides the usual claims, until they are signed. */
export const mintedClaims = new WeakMap();
/** Makes an access token and gives it with its reference in the store. Throws an Error for an unknown client or account. */
export async function mintAccessToken(provider, settings, { clientId, username, scope, lifetime, claims = {} }) {
    const client = await clientOf(provider, clientId);
    const account = username === undefined ? undefined : accountOf(settings, username);
    const seconds = lifetime ?? settings.lifetimes?.accessToken ?? 300;
    const kind = account ? provider.AccessToken : provider.ClientCredentials;
    const grant = account && new provider.Grant({ accountId: account.sub, clientId });
    grant?.addOIDCScope(scope);
    const grantId = await grant?.save();
    const made = new kind({ client, scope, ...(account && { accountId: account.sub, grantId, gty: 'mint' }) });
    made.resourceServer = new provider.ResourceServer(apiResource, {
        scope,
        audience: apiResource,
        accessTokenTTL: seconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
    });
    Object.assign(made, { expiresIn: seconds });
    const exp = Math.floor(Date.now() / 1000) + seconds;
    mintedClaims.set(made, { exp, ...claims });
    return { token: await made.save(), reference: made.jti };
}
/** Makes an id token. Throws an Error for an unknown client or account, and where no account is named. */
export async function mintIdToken(provider, settings, key, { clientId, username, scope, lifetime, claims = {} }) {
    await clientOf(provider, clientId);
    const account = accountOf(settings, String(username));
    const iat = Math.floor(Date.now() / 1000);
    const sessionState = uuidOf(`${clientId} ${account.sub}`);
    const facts = { clientId, sub: account.sub, scopes: scope.split(' '), authTime: iat, sessionState };
    const usual = { iss: settings.issuer, sub: account.sub, aud: clientId, auth_time: iat, iat };
    const exp = iat + (lifetime ?? settings.lifetimes?.idToken ?? 300);
    const all = {
        ...claimsFor(settings, account, 'id_token'),
        ...usual,
        ...settings.idTokenClaims?.(facts),
        exp,
        ...claims,
    };
    return signJwt({ claims: all }, developmentKey(key));
}
async function clientOf(provider, clientId) {
    const client = await provider.Client.find(clientId);
    if (!client)
        throw new Error(`there is no client ${clientId} in this realm`);
    return client;
}
function accountOf({ accounts }, username) {
    const account = accounts.find((one) => one.username === username);
    if (!account)
        throw new Error(`there is no user ${username} in this realm`);
    return account;
}
/** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
export async function mintCode(provider, settings, order) {
    const { clientId, username, redirectUri, scope, nonce, codeChallenge } = order;
    const client = await clientOf(provider, clientId);
    const account = accountOf(settings, username);
    const added = settings.idTokenAlways ? ['openid'] : [];
    const wanted = [...new Set([...scope.split(' '), ...added])].join(' ');
    const grant = new provider.Grant({ accountId: account.sub, clientId });
    grant.addOIDCScope(wanted);
    grant.addResourceScope(apiResource, wanted);
    const grantId = await grant.save();
    const code = new provider.AuthorizationCode({
        accountId: account.sub,
        authTime: Math.floor(Date.now() / 1000),
        client,
        grantId,
        gty: 'authorization_code',
        redirectUri,
        resource: apiResource,
        scope: wanted,
        ...(nonce !== undefined && { nonce }),
        ...(codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: 'S256' }),
    });
    return code.save();
}
//# sourceMappingURL=mint.js.map