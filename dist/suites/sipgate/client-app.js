import { NoBrowser } from '../harness/browser/browsing.js';
import { createCookieJar } from '../harness/browser/cookies.js';
import { decisionButton, formsOf, submission } from '../harness/browser/forms.js';
import { role } from '../harness/flow/flow.js';
import { jsonOf, succeeded, summaryOf, textOf, } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
import { AUTHORIZATION_URL, S256 } from './client-ids.js';
import { redirectOf, visitByBrowser, visitByHttp } from './visit.js';
const mostSteps = 8;
/** Marks what a flow sends to the realm itself, so that the journal tells it from what the application sends. */
const OWN = 'tollgate-flow';
function openApp({ target, send, note, peer, browsing, kept, end, cleanUp, secret, timeoutMs }) {
    const { app } = target;
    const base = `/auth/realms/${app.realm}`;
    const realm = peer.publicUrl + base;
    const tokenPath = `${base}/protocol/openid-connect/token`;
    const authorizationUrl = `${realm}/protocol/openid-connect/auth`;
    const at = (pathOrUrl) => joinUrl(target.url, pathOrUrl);
    /** The realm as this process reaches it. */
    const reach = (url) => (url.startsWith(peer.publicUrl) ? peer.url + url.slice(peer.publicUrl.length) : url);
    const leaves = (url) => url.href.startsWith(`${peer.publicUrl}/auth/`) || url.origin !== new URL(at(app.loginUrl)).origin;
    secret(app.client.secret, 'client_secret');
    secret(app.user.password, 'password');
    async function get({ jar }, url) {
        const cookie = jar.headerFor(url);
        const accept = ['Accept', 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8'];
        const headers = [accept, ...(cookie === undefined ? [] : [['Cookie', cookie]])];
        const exchange = await send({ method: 'GET', url, headers });
        jar.take(exchange);
        return exchange;
    }
    async function walk(visitor, from) {
        const exchanges = [await get(visitor, from)];
        for (;;) {
            const last = exchanges.at(-1);
            const onward = redirectOf(last);
            if (!onward || leaves(onward) || exchanges.length >= mostSteps) {
                return { exchanges, last, onward: onward && leaves(onward) ? onward : undefined };
            }
            exchanges.push(await get(visitor, onward.href));
        }
    }
    const stranger = () => ({ jar: createCookieJar() });
    const begin = (visitor) => walk(visitor, at(app.loginUrl));
    function realmJar() {
        const jar = kept.get('client-jar') ?? createCookieJar();
        kept.set('client-jar', jar);
        return jar;
    }
    /** The realm as the pages are visited that it makes for people. */
    const pages = { url: peer.publicUrl, form: {} };
    /** Sends to the realm by the address that this process reaches; to the visitor it is at its public one. */
    async function sendToRealm(request) {
        const exchange = await send({ ...request, url: reach(request.url) });
        return { ...exchange, request: { ...exchange.request, url: request.url } };
    }
    /** A login in a real browser from the application's own page on, up to the callback; undefined where there is no browser. */
    async function inBrowser(visitor, redirectUri) {
        if (browsing.mode !== 'browser')
            return undefined;
        const order = { url: at(app.loginUrl), redirectUri, jar: visitor.jar, as: app.user, consent: 'accept' };
        try {
            const { exchanges, redirect: callback } = await visitByBrowser(order, pages, browsing, note);
            const authorization = exchanges.map(redirectOf).find((to) => to?.href.startsWith(authorizationUrl));
            const code = callback?.searchParams.get('code');
            return authorization && callback && code ? { visitor, authorization, callback, code } : undefined;
        }
        catch (error) {
            if (error instanceof NoBrowser)
                return undefined;
            throw error;
        }
    }
    /** A login up to the callback, or the end of the flow; in a real browser where that is wanted and there is one. */
    async function upToCallback(visitor = stranger(), wanted) {
        const { onward: authorization, last } = await begin(visitor);
        if (!authorization)
            return end(AUTHORIZATION_URL, `the application sent nobody to the realm: ${summaryOf(last)}`);
        const redirectUri = authorization.searchParams.get('redirect_uri') ?? '';
        const seen = wanted && (await inBrowser(stranger(), redirectUri));
        if (seen)
            return seen;
        const order = { redirectUri, jar: realmJar(), as: app.user, consent: 'accept' };
        const visit = await visitByHttp({ ...order, url: authorization.href }, pages, sendToRealm);
        const code = visit.redirect?.searchParams.get('code');
        if (visit.redirect && code)
            return { visitor, authorization, callback: visit.redirect, code };
        const told = visit.redirect ? visit.redirect.searchParams.get('error_description') : undefined;
        return end(causeOf(authorization), `the realm gave no code: ${told ?? summaryOf(visit.last)}`);
    }
    /** A login that its user cancels on the realm's login page, up to the callback. */
    async function upToDenial(visitor = stranger()) {
        const { onward: authorization, last } = await begin(visitor);
        if (!authorization)
            return end(AUTHORIZATION_URL, `the application sent nobody to the realm: ${summaryOf(last)}`);
        const person = stranger();
        let exchange = await get(person, reach(authorization.href));
        for (let step = 0; step < mostSteps; step++) {
            const onward = redirectOf(exchange);
            if (onward?.searchParams.has('error'))
                return { visitor, callback: onward };
            if (onward)
                exchange = await get(person, reach(onward.href));
            else {
                const [form] = formsOf(textOf(exchange.response?.body));
                const cancel = form && decisionButton(form, 'deny');
                if (!form || cancel === undefined)
                    break;
                const { url } = exchange.request;
                const cookie = person.jar.headerFor(url);
                exchange = await send({
                    method: 'POST',
                    url: reach(new URL(form.action || url, url).href),
                    headers: [
                        ['Content-Type', 'application/x-www-form-urlencoded'],
                        ...(cookie === undefined ? [] : [['Cookie', cookie]]),
                    ],
                    body: Buffer.from(submission(form, {}, cancel).toString()),
                });
                person.jar.take(exchange);
            }
        }
        return end(AUTHORIZATION_URL, `the realm showed nothing to cancel: ${summaryOf(exchange)}`);
    }
    /** POST of a form with the client's credentials, by this process. */
    const postOwn = (path, params) => send({
        method: 'POST',
        url: peer.url + path,
        headers: [
            ['Content-Type', 'application/x-www-form-urlencoded'],
            [OWN, '1'],
        ],
        body: Buffer.from(new URLSearchParams({ client_id: app.client.id, client_secret: app.client.secret, ...params }).toString()),
    });
    function tokensIn(exchange) {
        const body = jsonOf(exchange);
        const value = 'value' in body ? body.value : undefined;
        if (!succeeded(exchange) || !value?.access_token || !value.refresh_token) {
            throw new Error(`The mock IdP gave no tokens for ${app.client.id}: ${summaryOf(exchange)}`);
        }
        return value;
    }
    /** What the realm answers to a login like this one; the login's own code is left alone. */
    async function genuine({ authorization }) {
        const asked = authorization.searchParams;
        const redirect_uri = asked.get('redirect_uri') ?? '';
        const nonce = asked.get('nonce');
        const { code } = await peer.mint({
            system: 'sipgate',
            realm: app.realm,
            client: app.client.id,
            user: app.user.name,
            redirect_uri,
            scope: asked.get('scope') ?? '',
            ...(nonce !== null && { nonce }),
        });
        return tokensIn(await postOwn(tokenPath, { code: String(code), redirect_uri, grant_type: 'authorization_code' }));
    }
    /** What the next `times` requests to the token endpoint that hold `text` are answered with. */
    async function answering(text, action, times = 1) {
        return disarmedAtEnd(await peer.provoke({ match: { path: tokenPath, contains: text }, times, action }));
    }
    /** Disarms a provocation once, at the end of the flow at the latest. */
    function disarmedAtEnd(disarm) {
        let armed = true;
        const once = async () => {
            if (armed)
                await disarm();
            armed = false;
        };
        cleanUp(async () => {
            await once();
            return [];
        });
        return once;
    }
    /** GET on the page that only somebody who is logged in may see. */
    const probe = (visitor) => get(visitor, at(app.loggedInUrl));
    return {
        /** Records what the application sent to the peer, so that checks can name it. */
        note,
        app: {
            ...app,
            realm,
            tokenUrl: peer.url + tokenPath,
            authorizationUrl,
            timeoutMs,
            /** Whether a text that holds the client secret surely holds it as such: `dev` is in many texts. */
            secretTells: app.client.secret.length >= TELLING && app.client.secret !== app.client.id,
            stranger,
            begin,
            upToCallback,
            upToDenial,
            /** Lets the browser follow a redirect back to the application. */
            deliver: (visitor, callback) => walk(visitor, callback.href),
            open: (visitor, pathOrUrl) => walk(visitor, at(pathOrUrl)),
            probe,
            /** A login that the token endpoint answers as `alter` says; gives what the probe saw. */
            async loggingIn(response) {
                const login = await upToCallback();
                const disarm = response ? await answering(login.code, await response(login)) : undefined;
                const walked = await walk(login.visitor, login.callback.href);
                await disarm?.();
                return { end: walked, probe: await probe(login.visitor) };
            },
            genuine,
            answering,
            /** Lets calls with an access token be answered as those with an expired one are (RFC 6750 section 3.1). */
            expire: async (access_token) => {
                const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
                const action = { status: 401, headers, body: { error: 'invalid_token' } };
                await disarmedAtEnd(await peer.provoke({ match: { contains: access_token }, times: 50, action }));
            },
            refreshed: async (refresh_token) => tokensIn(await postOwn(tokenPath, { refresh_token, grant_type: 'refresh_token' })),
            revoke: (token) => postOwn(`${base}/protocol/openid-connect/revoke`, { token }),
            mark: () => peer.mark(),
            /** What the application sent to the peer since a mark and what holds one of the texts; to the realm, or elsewhere. */
            async sent(where, since, texts) {
                const prefix = where === 'realm' ? '/auth/' : '/';
                return peer.received(prefix, {
                    since,
                    only: (exchange) => (where === 'realm' || !new URL(exchange.request.url).pathname.startsWith('/auth/')) &&
                        !exchange.request.headers.some(([name]) => name.toLowerCase() === OWN) &&
                        texts.some((text) => holds(exchange, text)),
                });
            },
            /** What speaks for somebody being logged in. */
            loggedIn: ((exchange) => ({
                ok: succeeded(exchange) && textOf(exchange.response?.body).includes(app.loggedInText ?? ''),
                expected: `somebody logged in: a 2xx response${app.loggedInText ? ` that says "${app.loggedInText}"` : ''} at ${app.loggedInUrl}`,
                actual: summaryOf(exchange),
            })),
        },
    };
}
/** Whether a request holds a text, in its URL, its body or its Authorization header. */
export function holds({ request }, text) {
    const encoded = encodeURIComponent(text);
    const authorization = request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
    return [request.url, textOf(request.body), ...authorization.map(([, value]) => value)].some((part) => part.includes(text) || part.includes(encoded));
}
/** The id on which a refused authorization request hangs: our realm takes no challenge but S256. */
function causeOf({ searchParams: asked }) {
    const isPlain = asked.has('code_challenge') && asked.get('code_challenge_method') !== 'S256';
    return isPlain ? S256 : AUTHORIZATION_URL;
}
/** The shortest secret whose text says that it is one. */
const TELLING = 8;
/** Makes a flow of the role that is an application with users to log in. */
export const flow = role('sipgate.client', openApp);
//# sourceMappingURL=client-app.js.map