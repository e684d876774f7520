import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { Refused } from './refused.js';
/** The customer's callback URL: takes callbacks that bring a live token (RFC 6750 §2.1). */
export function callback(ctx, profile, store) {
    const { method } = profile.callback;
    if (ctx.method !== method)
        throw new Refused(405, { error: 'invalid_request' }, { Allow: method });
    const token = tokenOf(authorizationsOf(ctx), new URLSearchParams(ctx.querystring));
    if (!isLive(token, profile, store))
        throw bearerError('invalid_token', 'the token is unknown or over');
    ctx.status = 200;
    ctx.body = { received: true };
}
/** Every Authorization header of the request. */
function authorizationsOf({ req: { rawHeaders } }) {
    const isOne = (index) => index % 2 === 0 && rawHeaders[index]?.toLowerCase() === 'authorization';
    return rawHeaders.flatMap((_, index) => (isOne(index) ? [rawHeaders[index + 1] ?? ''] : []));
}
/** The token in the Authorization header; throws a Refused where there is none or more than one. The query does not count. */
export const tokenOf = step((authorizations, _query) => {
    if (authorizations.length > 1)
        throw bearerError('invalid_request', 'the token came more than once');
    const [, scheme = '', token = ''] = /^(\S+)(?: +(.*))?$/.exec(authorizations[0] ?? '') ?? [];
    if (!isBearer(scheme))
        throw bearerError();
    if (!isToken(token))
        throw bearerError('invalid_token', 'that is not a token');
    return token;
});
/** Whether it is the scheme of RFC 6750, in any case (RFC 9110 §11.1). */
export const isBearer = step((scheme) => scheme.toLowerCase() === 'bearer');
/** Whether a text can be a token: `b64token` of RFC 6750 §2.1. */
export const isToken = step((text) => /^[\w.~+/-]+=*$/.test(text));
/** Whether this customer has issued the token to its first client, and it is not over. */
export const isLive = step((token, { name, clients: [own] }, store) => {
    const issued = store.get(token);
    return issued?.profile === name && issued.client === own?.id && issued.expiresAt > now();
});
/** An error response of a protected resource (RFC 6750 §3); without a code where no token was brought. */
export const bearerError = step((error, description) => {
    const code = error ? `, error="${error}", error_description="${description}"` : '';
    return new Refused(error === 'invalid_request' ? 400 : 401, error && { error }, {
        'WWW-Authenticate': `Bearer realm="callbacks"${code}`,
    });
});
//# sourceMappingURL=callback.js.map