import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { clientOf, invalidClient, readAuthRequest } from './credentials.js';
import { Refused, tokenError } from './refused.js';
import { expiryOf, shaped } from './shape.js';
import { makeToken } from './token.js';
/** The customer's auth URL: a token for good credentials, in the shape of the profile. */
export async function auth(ctx, profile, store) {
    const { method } = profile.auth;
    if (!isRightMethod(ctx.method, method))
        throw new Refused(405, { error: 'invalid_request' }, { Allow: method });
    const request = readAuthRequest(ctx);
    checkHeaders((name) => ctx.get(name), profile);
    const client = clientOf(request, profile);
    if (!client)
        throw invalidClient(request);
    checkGrant(request.parameters, profile);
    const token = await makeToken(profile, client.id);
    store.add(token, { profile: profile.name, client: client.id, expiresAt: expiresAt(profile) });
    send(ctx, tokenReply(profile, token));
}
/** Whether it is the method that the profile is set to. */
export const isRightMethod = step((method, wanted) => method === wanted);
/** Refuses a request without the header fields that the profile is set to. */
export const checkHeaders = step((given, { auth: { headers } }) => {
    const missing = Object.entries(headers).find(([name, value]) => given(name) !== value);
    if (missing)
        throw tokenError('invalid_request', `header ${missing[0]} is missing`);
});
/** Refuses grants other than the profile's; of the document's two, the password grant needs a user (RFC 6749 §4.3.2). */
export const checkGrant = step((parameters, { auth: { grants }, users }) => {
    const grant = parameters.get('grant_type');
    if (grant === undefined)
        throw tokenError('invalid_request', 'grant_type is missing');
    if (!grants.includes(grant)) {
        throw tokenError('unsupported_grant_type', 'client_credentials and password are supported');
    }
    if (grant === 'client_credentials')
        return;
    const name = parameters.get('username');
    const password = parameters.get('password');
    if (name === undefined || password === undefined) {
        throw tokenError('invalid_request', 'username and password are needed');
    }
    if (!isUser(users, name, password))
        throw tokenError('invalid_grant', 'unknown user or wrong password');
});
/** Whether somebody has this name and this password. */
export const isUser = step((users, name, password) => users.some((user) => user.name === name && user.password === password));
/** When a token that is made now ends, in milliseconds since the epoch. */
export const expiresAt = step(({ lifetime }) => now() + lifetime * 1000);
/** The response with a token (RFC 6749 §5.1), in the profile's shape. */
export const tokenReply = step(({ response, lifetime }, token) => ({
    status: 200,
    headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
    body: shaped(response, token, expiryOf(response, lifetime)),
}));
function send(ctx, { status, headers, body }) {
    ctx.status = status;
    ctx.set(headers);
    ctx.state.contract = 'token-response';
    ctx.body = body;
}
//# sourceMappingURL=auth.js.map