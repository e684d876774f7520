import { LosslessNumber, stringify } from 'lossless-json';
import { role } from '../harness/flow/flow.js';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
/** The key that goes along where the target file names none: no endpoint that looks at it is judged without one. */
const ANY_SERVICE = '1';
/** Basic credentials (RFC 7617), in UTF-8. */
export function basic({ name, password }) {
    return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}
/** A response that authenticates the developer. */
export const authenticates = (exchange) => ({
    ok: succeeded(exchange) && valueAt(exchange, '/authenticated') === true,
    expected: 'a 2xx response with authenticated true',
    actual: summaryOf(exchange),
});
/** A value as JSON text; bytes as they are. Bigints and LosslessNumbers keep their digits. */
export function bytesOf(body) {
    return body instanceof Uint8Array ? body : Buffer.from(stringify(body) ?? '');
}
function openEndpoint({ target, send }) {
    const url = target.endpoint === undefined ? target.url : joinUrl(target.url, target.endpoint);
    const serviceApiKey = new LosslessNumber(target.serviceApiKey ?? ANY_SERVICE);
    const credentials = target.basic && basic(target.basic);
    const call = (body, options = {}) => {
        const { method = 'POST', contentType = 'application/json', authorization = credentials, contract } = options;
        const headers = [
            ...(contentType === null ? [] : [['Content-Type', contentType]]),
            ...(authorization ? [['Authorization', authorization]] : []),
        ];
        return send({ method, url, headers, ...(body !== undefined && { body: bytesOf(body) }) }, contract);
    };
    return {
        endpoint: {
            ...target,
            /** Where the endpoint is. */
            callbackUrl: url,
            /** A callback request: any body, with the target's Basic credentials unless told otherwise. */
            call,
            /** A callback request that keeps the contract of a login by password. */
            logIn: (body) => call(body, { contract: 'authlete/callback-request' }),
            /** The eight members of a login by password. */
            login: ({ id, password } = target.developer) => ({
                serviceApiKey,
                id,
                password,
                sns: null,
                accessToken: null,
                refreshToken: null,
                expiresIn: 0,
                rawTokenResponse: null,
            }),
            /** The eight members of a social login; without a link to the SNS, of one with invented tokens. */
            socialLogin: (sns, id, password) => {
                const accessToken = target.snsLink?.accessToken ?? 'tollgate-sns-access-token';
                const refreshToken = 'tollgate-sns-refresh-token';
                const raw = { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken };
                const rawTokenResponse = JSON.stringify(raw);
                return { serviceApiKey, id, password, sns, accessToken, refreshToken, expiresIn: 3600, rawTokenResponse };
            },
        },
    };
}
/** Makes a flow of the role that answers developer authentication callbacks. */
export const flow = role('authlete.server', openEndpoint);
//# sourceMappingURL=api.js.map