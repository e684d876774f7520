import { randomBytes, randomUUID } from 'node:crypto';
import { role } from '../harness/flow/flow.js';
import { headerValues, mediaType, textOf } from '../harness/http/exchange.js';
import { runCommand, triggerRequest } from '../harness/target/trigger.js';
import { joinUrl } from '../harness/target/url.js';
const always = 10_000;
/** A token that looks like a JWT (RFC 7519) with this algorithm in its header. */
export function jwtLike(alg = 'RS256') {
    const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
    return [header, randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')].join('.');
}
/** The usual response with a token; members given replace its own, undefined ones are left out. */
export const tokenResponse = (token, members = {}) => ({
    token_type: 'Bearer',
    access_token: token,
    expires_in: 7200,
    ...members,
});
/** The token of a callback: what stands after the scheme of its Authorization field. */
export function tokenOf(callback) {
    const [field] = callback ? headerValues(callback.request.headers, 'authorization') : [];
    return field?.split(' ').slice(1).join(' ');
}
/** The parameters of an authentication request: of the body, or of the query where there is no body. */
export function payloadOf({ request: { headers, body, url } }) {
    const text = textOf(body);
    if (text === '')
        return new Map(new URLSearchParams(url.split('?')[1] ?? ''));
    if (mediaType(headers) !== 'application/json')
        return new Map(new URLSearchParams(text));
    try {
        return new Map(Object.entries(JSON.parse(text)).map(([name, value]) => [name, String(value)]));
    }
    catch {
        return new Map();
    }
}
function openPlatform({ target, send, note, peer, cleanUp, secret, timeoutMs }) {
    const trigger = target.platform.trigger ?? target.trigger;
    const { listen, publicUrl } = target.peers.receiver;
    let started;
    async function start() {
        const since = await peer.mark();
        const { id, url } = (await peer.control('POST', 'receiver', { listen, publicUrl }));
        cleanUp(async () => {
            await peer.control('DELETE', `receiver/${id}`);
            return [];
        });
        return { id, url, since };
    }
    const receiver = () => {
        started ??= start();
        return started;
    };
    /** Sets how a profile's auth URL or callback URL answers, at most `times` times; gives the function that ends it. */
    async function answers({ profile }, at, action, times = always) {
        const { id } = await receiver();
        const order = { match: { path: `/${profile}/${at}` }, times, action };
        const { id: own } = (await peer.control('POST', `receiver/${id}/behaviours`, order));
        return async () => void (await peer.control('DELETE', `receiver/${id}/behaviours/${own}`));
    }
    return {
        platform: {
            ...target.platform,
            credentials: target.credentials,
            grantType: target.grantType,
            fieldPaths: target.fieldPaths,
            /** A profile that nobody else uses, its two URLs on our receiver. */
            async newProfile({ authQuery = '', callbackQuery = '', ...wanted } = {}) {
                const { url } = await receiver();
                const profile = `tollgate-${randomUUID()}`;
                const own = {
                    profile,
                    grant: target.platform.grants[0] ?? 'client_credentials',
                    authMethod: 'POST',
                    authUrl: `${url}/${profile}/auth${authQuery}`,
                    clientId: `MD${randomBytes(12).toString('base64url')}`,
                    clientSecret: `U${randomBytes(18).toString('base64url')}`,
                    username: `user-${randomBytes(6).toString('hex')}`,
                    password: `pw-${randomBytes(9).toString('base64url')}`,
                    tokenFieldPath: 'access_token',
                    expirationFieldPath: 'expires_in',
                    authAlgorithm: 'RS256',
                    authHeaders: '{}',
                    callbackMethod: 'POST',
                    callbackUrl: `${url}/${profile}/callback${callbackQuery}`,
                    callbackHeaders: '{"Content-Type":"application/json"}',
                    callbackBody: '{"status":"Delivered"}',
                    variables: '{}',
                    ...wanted,
                };
                secret(own.clientSecret, 'client_secret');
                secret(own.password, 'password');
                return own;
            },
            answers,
            /** Lets a profile's auth URL give these tokens, the last one from then on. */
            async gives(profile, tokens, members = {}) {
                for (const [index, token] of tokens.entries()) {
                    secret(token, 'access_token');
                    await answers(profile, 'auth', { body: tokenResponse(token, members) }, index === tokens.length - 1 ? always : 1);
                }
            },
            /** Makes a token secret that a profile's auth URL gives. */
            hide: (token) => secret(token, 'access_token'),
            /** Makes the platform send one callback by a profile; gives the call that made it, where it was one by HTTP. */
            async fire(profile) {
                if (!trigger)
                    throw new Error('The target file names no kaleyra.platform.trigger and no trigger.');
                if ('command' in trigger) {
                    await runCommand(trigger.command, { ...profile }, timeoutMs);
                    return undefined;
                }
                const { url, ...request } = triggerRequest(trigger, { ...profile });
                return send({ ...request, url: joinUrl(target.url, url) });
            },
            /** Waits until so many requests of a profile are there; for what must not happen too early. */
            async arrived({ profile }, atLeast, withinMs) {
                const { id, since } = await receiver();
                await peer.received(`/receiver/${id}/${profile}/`, { since, atLeast, withinMs });
            },
            /**
             * What came for some profiles, once at least so many requests are there and no more come.
             * Noted in the report, so a flow asks once.
             */
            async sent(profiles, atLeast = 0) {
                const { id, since } = await receiver();
                const prefix = `/receiver/${id}`;
                const all = await peer.received(`${prefix}/`, { since, atLeast });
                note(all);
                const base = `${peer.url}${prefix}`;
                const own = all.map((exchange) => ({
                    exchange,
                    path: exchange.request.url.slice(base.length).split('?')[0] ?? '',
                }));
                const of = (start) => own.filter(({ path }) => path.startsWith(start)).map(({ exchange }) => exchange);
                const entries = Object.entries(profiles).map(([name, { profile }]) => [
                    name,
                    { all: of(`/${profile}/`), auth: of(`/${profile}/auth`), callbacks: of(`/${profile}/callback`) },
                ]);
                return Object.fromEntries(entries);
            },
            /** The path and query that a request came for, as our receiver saw it. */
            async targetOf({ request: { url } }) {
                const { id } = await receiver();
                return url.slice(`${peer.url}/receiver/${id}`.length);
            },
        },
    };
}
/** Makes a flow of the role that the platform plays. */
export const flow = role('kaleyra.client', openPlatform);
//# sourceMappingURL=platform.js.map