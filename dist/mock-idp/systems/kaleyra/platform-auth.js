import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { exchange } from './platform-exchange.js';
import { configurationOf } from './platform-profile.js';
import { AuthFailed, tokenIn } from './platform-response.js';
const most = 1000;
/** An empty cache, of at most 1,000 tokens. */
export function createTokenCache() {
    const held = new Map();
    const asked = new Map();
    async function renew(key, profile, dispatcher) {
        const got = await askForToken(profile, dispatcher);
        if (held.size >= most)
            held.delete(held.keys().next().value);
        held.set(key, got);
        return got;
    }
    return {
        async token(profile, dispatcher) {
            const key = keyOf(profile);
            const known = held.get(key);
            if (known && isGood(known))
                return known.token;
            const asking = underWay(asked, key) ?? renew(key, profile, dispatcher).finally(() => asked.delete(key));
            asked.set(key, asking);
            return (await asking).token;
        },
        drop: (profile) => void held.delete(keyOf(profile)),
    };
}
/** Whether a held token can be used again: until its validity is over. */
export const isGood = step(({ expiresAt }) => expiresAt > now());
/** The request for the same token that has no response yet; callbacks at the same time share it. */
export const underWay = step((asked, key) => asked.get(key));
/** What a token belongs to: a profile in its present configuration. */
export const keyOf = step((profile) => `${profile.profile} ${configurationOf(profile)}`);
async function askForToken(profile, dispatcher) {
    const call = authCall(profile);
    const response = await exchangeAuth(call, dispatcher).catch((error) => {
        throw new AuthFailed('silence', `the auth URL gave no response: ${error.message}`);
    });
    return tokenIn(response.status, response.text, profile);
}
/** Sends an authentication request; follows no redirect, which could lead the secret to somebody else. */
export const exchangeAuth = step((call, dispatcher) => exchange(call, dispatcher));
/** The authentication request: parameters in a form, in the query for GET (RFC 6749 §4.3.2, §4.4.2, §2.3.1). */
export const authCall = step((profile) => {
    const { authMethod: method, authUrl: url, authHeaders } = profile;
    const parameters = new URLSearchParams([...parametersOf(profile)]);
    const headers = { Accept: 'application/json', ...authHeaders };
    if (method === 'GET') {
        return { method, url: `${url}${url.includes('?') ? '&' : '?'}${parameters}`, headers: Object.entries(headers) };
    }
    const labelled = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers };
    return { method, url, headers: Object.entries(labelled), body: parameters.toString() };
});
/** The payload: the grant, and the credentials of the client. */
export const parametersOf = step((profile) => [
    ...grantOf(profile),
    ['client_id', profile.clientId],
    ['client_secret', profile.clientSecret],
]);
/** The grant that the profile is set to, one of the document's two. */
export const grantOf = step(({ grant, username, password }) => {
    const user = [
        ['username', username],
        ['password', password],
    ];
    return [['grant_type', grant], ...(grant === 'password' ? user : [])];
});
//# sourceMappingURL=platform-auth.js.map