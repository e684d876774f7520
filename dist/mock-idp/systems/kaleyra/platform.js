import { scene } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { exchange } from './platform-exchange.js';
import { ProfileError, profileIn } from './platform-profile.js';
import { AuthFailed } from './platform-response.js';
const timeoutMs = 5_000;
/** The platform's side; connections are made when the first callback is to be sent. */
export function createPlatform() {
    let agent;
    return {
        async sendCallback(ctx, cache) {
            agent ??= connect();
            try {
                ctx.body = await deliver(profileIn(scene().body), cache, await agent);
            }
            catch (error) {
                if (error instanceof AuthFailed)
                    ctx.body = { sent: false, reason: error.message };
                else if (!(error instanceof ProfileError))
                    throw error;
                else {
                    ctx.status = 400;
                    ctx.body = { error: 'bad_profile', message: error.message };
                }
            }
        },
        async close() {
            await (await agent)?.destroy();
        },
    };
}
async function connect() {
    const { Agent } = await import('undici');
    return new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: 2 ** 20 });
}
/** Gets a token, then calls back with it; once more with a new token where the customer refuses this one. */
export const deliver = step(async (profile, cache, dispatcher) => {
    const delivery = await callBack(profile, await cache.token(profile, dispatcher), dispatcher);
    if (!isTokenRefused(delivery))
        return delivery;
    cache.drop(profile);
    return callBack(profile, await cache.token(profile, dispatcher), dispatcher);
});
/** Whether the customer has refused the token (RFC 6750 §3.1). */
export const isTokenRefused = step(({ status }) => status === 401);
/** Sends the callback. */
export async function callBack(profile, token, dispatcher) {
    try {
        const { status } = await exchangeCallback(callbackCall(profile, token), dispatcher);
        return { sent: true, status };
    }
    catch {
        return { sent: false, status: undefined };
    }
}
/** Sends a callback; follows no redirect, which could lead the token to somebody else. */
export const exchangeCallback = step((call, dispatcher) => exchange(call, dispatcher));
/** The callback by its profile: dynamic variables filled in, the token in the Authorization header. */
export const callbackCall = step((profile, token) => {
    const { callbackMethod: method, callbackUrl, callbackHeaders, callbackBody } = profile;
    const body = fill(callbackBody, profile, (text) => JSON.stringify(text).slice(1, -1));
    return {
        method,
        url: fill(callbackUrl, profile, inUrl),
        headers: [...Object.entries(callbackHeaders), ...authorization(token)],
        ...(method !== 'GET' && body !== '' && { body }),
    };
});
/** The value of a dynamic variable as a URL holds it. */
export const inUrl = step((value) => encodeURIComponent(value));
/** The header field that carries the token (RFC 6750 §2.1). */
export const authorization = step((token) => token === undefined ? [] : [['Authorization', `Bearer ${token}`]]);
/** The text with each dynamic variable, such as <status>, replaced by its value. */
function fill(text, { variables }, encode) {
    return text.replace(/<(\w+(?:\[\d+\])?)>/g, (whole, name) => {
        const value = variables[name];
        return value === undefined ? whole : encode(value);
    });
}
//# sourceMappingURL=platform.js.map