import { LosslessNumber } from 'lossless-json';
import { authenticates, flow } from './api.js';
import { LOGIN, WRONG_PASSWORD } from './ids.js';
const ABSENT = 'authlete.request.members-absent';
const ONLY = 'authlete.request.only-id-and-password';
const MORE = 'authlete.request.unknown-members-ignored';
const ESCAPES = 'authlete.rfc.json-escapes';
const OTHER_SERVICE = 'authlete.practice.other-service-refused';
const EXACT = 'authlete.practice.service-api-key-exact';
export const members = flow('id and password alone decide about a login', { endpoint: 'developer-auth', needs: [LOGIN], judges: [ABSENT, ONLY, MORE, ESCAPES] }, async ({ endpoint, check }) => {
    const { serviceApiKey, id, password, ...others } = endpoint.login();
    const bare = endpoint.serviceApiKey === undefined ? { id, password } : { serviceApiKey, id, password };
    check(ABSENT, await endpoint.call(bare), authenticates);
    const { accessToken, refreshToken, expiresIn, rawTokenResponse } = endpoint.socialLogin('', '', null);
    const filled = { ...endpoint.login(), accessToken, refreshToken, expiresIn, rawTokenResponse };
    check(ONLY, await endpoint.call(filled), authenticates);
    const more = { ...bare, ...others, 'x-tollgate': { unknown: [true, null] } };
    check(MORE, await endpoint.call(more), authenticates);
    check(ESCAPES, await endpoint.call(escaped(endpoint.developer.id, endpoint.login())), authenticates);
});
/** The request with each character of the id as a \u escape (RFC 8259 §7). */
function escaped(id, { serviceApiKey, ...login }) {
    const escapes = Array.from({ length: id.length }, (_, i) => `\\u${id.charCodeAt(i).toString(16).padStart(4, '0')}`);
    const rest = JSON.stringify({ ...login, id: '' }).replace('"id":""', `"id":"${escapes.join('')}"`);
    return Buffer.from(`{"serviceApiKey":${serviceApiKey},${rest.slice(1)}`);
}
export const service = flow('requests of another service are refused', {
    endpoint: 'developer-auth',
    needs: [LOGIN, WRONG_PASSWORD],
    judges: [OTHER_SERVICE, EXACT],
    skipFact: ({ serviceApiKey }) => (serviceApiKey ? undefined : 'the target file names no authlete.serviceApiKey'),
}, async ({ endpoint, refuses, skip }) => {
    const key = BigInt(endpoint.serviceApiKey ?? 0);
    const refusal = { given: () => endpoint.login(), send: endpoint.call, accepted: authenticates };
    const withKey = (digits) => (body) => ({
        ...body,
        serviceApiKey: new LosslessNumber(String(digits)),
    });
    const other = await refuses(OTHER_SERVICE, { ...refusal, alter: withKey(key > 1000n ? key / 7n : key + 1n) });
    const neighbour = [key - 1n, key + 1n].find((digits) => Number(digits) === Number(key));
    if (neighbour === undefined) {
        skip([EXACT], 'authlete.serviceApiKey is small enough for a double');
    }
    else if (authenticates(other).ok) {
        skip([EXACT], 'the endpoint does not look at serviceApiKey');
    }
    else
        await refuses(EXACT, { ...refusal, alter: withKey(neighbour) });
});
//# sourceMappingURL=members.js.map