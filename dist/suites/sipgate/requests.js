import { randomUUID } from 'node:crypto';
import { headerValues } from '../harness/http/exchange.js';
import { flow, givesCode } from './api.js';
import { CODES } from './ids.js';
import { redirected, redirectHas, sendsCodeTo, showsErrorPage } from './matchers.js';
import { redirectOf } from './visit.js';
const HARMLESS = 'sipgate.authorization.realm-parameter';
const UNKNOWN_PARAMETER = 'sipgate.rfc.authorization-unknown-parameter';
const NO_TYPE = 'sipgate.rfc.response-type-missing';
const OTHER_TYPE = 'sipgate.rfc.response-type-unsupported';
const IMPLICIT = 'sipgate.rfc.implicit-off';
const TWICE = 'sipgate.rfc.authorization-repeated-parameter';
const STATE_IN_ERROR = 'sipgate.rfc.state-in-errors';
const OTHER_REALM = 'sipgate.authorization.realm-of-client';
export const requests = flow('authorization requests are read as they should be', {
    endpoint: 'sso-callback',
    needs: CODES,
    judges: [HARMLESS, UNKNOWN_PARAMETER, NO_TYPE, OTHER_TYPE, IMPLICIT, TWICE, STATE_IN_ERROR, OTHER_REALM],
}, async ({ sipgate, check, refuses, skip }) => {
    const send = async (options) => (await sipgate.authorize({ as: sipgate.user, ...options })).last;
    check(HARMLESS, await send({ params: { realm: sipgate.realm } }), givesCode);
    check(UNKNOWN_PARAMETER, await send({ params: { tollgate: 'unknown' } }), givesCode);
    const given = () => ({});
    const refusal = { given, send, accepted: givesCode };
    const state = randomUUID();
    await refuses(NO_TYPE, {
        ...refusal,
        alter: () => ({ params: { response_type: undefined } }),
    });
    await refuses(OTHER_TYPE, {
        ...refusal,
        alter: () => ({ params: { response_type: 'tollgate', state } }),
        detail: { [STATE_IN_ERROR]: stateOnError(state) },
    });
    const implicit = await send({ params: { response_type: 'token' } });
    check(IMPLICIT, implicit, (exchange) => {
        const onward = redirectOf(exchange);
        const fragment = new URLSearchParams(onward?.hash.slice(1));
        const issued = fragment.has('access_token') || onward?.searchParams.has('access_token');
        return {
            ok: !issued,
            expected: 'no access token in the redirect',
            actual: issued ? 'a token' : redirected(exchange),
        };
    });
    await refuses(TWICE, {
        ...refusal,
        alter: () => ({ extra: `scope=${encodeURIComponent(sipgate.scope)}` }),
    });
    const { otherRealm } = sipgate;
    if (otherRealm === undefined)
        skip([OTHER_REALM], 'sipgate.otherRealm is not set');
    else {
        await refuses(OTHER_REALM, {
            given: () => ({ realm: sipgate.realm, jar: sipgate.strangersJar() }),
            alter: (options) => ({ ...options, realm: otherRealm }),
            send,
            accepted: givesCode,
        });
    }
});
/** The state goes along where the error is told by a redirect. */
function stateOnError(state) {
    return (exchange) => redirectOf(exchange)
        ? redirectHas('state', state)(exchange)
        : { ok: true, expected: 'state, where the error is told by a redirect', actual: redirected(exchange) };
}
const UNKNOWN_CLIENT = 'sipgate.rfc.unknown-client-no-redirect';
const UNREGISTERED = 'sipgate.rfc.redirect-uri-registered';
const EXACT = 'sipgate.rfc.redirect-uri-exact';
const FRAGMENT = 'sipgate.rfc.redirect-uri-fragment';
const SHOWN = 'sipgate.rfc.redirect-error-shown';
const POLLUTED = 'sipgate.practice.redirect-uri-response-parameters';
/** Redirect URIs that resemble a registered one. */
function tricks(registered) {
    const url = new URL(registered);
    const { host, protocol, pathname } = url;
    return [
        `${registered}/`,
        `${registered}${registered.includes('?') ? '&' : '?'}added=1`,
        `${protocol}//${host}.attacker.example${pathname}`,
        `${protocol}//${host}@attacker.example${pathname}`,
        `${protocol}//sub.${host}${pathname}`,
        `${protocol}//${host}${pathname}/../other`,
        `${protocol}//${host}${pathname}%2e%2e/other`,
        `${protocol}//${host}${pathname.toUpperCase()}X`,
        `${protocol}//${host}\\@attacker.example${pathname}`,
        `${protocol}//${url.hostname}:8443${pathname}`,
    ];
}
export const redirectUris = flow('nobody is redirected to where the client is not at home', {
    endpoint: 'sso-callback',
    needs: CODES,
    judges: [UNKNOWN_CLIENT, UNREGISTERED, EXACT, FRAGMENT, SHOWN, POLLUTED],
}, async ({ sipgate, check, refuses, refused, skip, undecided }) => {
    const send = async (options) => (await sipgate.authorize({ as: sipgate.user, ...options })).last;
    const { redirectUri } = sipgate.client;
    await refuses(UNKNOWN_CLIENT, {
        given: () => ({}),
        alter: () => ({ params: { client_id: `nobody-${randomUUID()}` } }),
        send,
        accepted: sendsCodeTo(redirectUri),
    });
    const stranger = 'https://attacker.example/callback';
    const control = await send({});
    const strange = await send({ params: { redirect_uri: stranger } });
    refused(UNREGISTERED, {
        control,
        refused: strange,
        accepted: (exchange) => (exchange === control ? givesCode : sendsCodeTo(stranger))(exchange),
    });
    if (sendsCodeTo(stranger)(strange).ok) {
        return undecided([SHOWN, EXACT, FRAGMENT, POLLUTED], 'any redirect URI will do', UNREGISTERED);
    }
    check(SHOWN, strange, showsErrorPage);
    let exact = true;
    for (const trick of tricks(redirectUri)) {
        const seen = await send({ params: { redirect_uri: trick } });
        const kept = check(EXACT, seen, (exchange) => {
            const onward = redirectOf(exchange);
            const ok = !onward || isServers(onward, sipgate.url);
            return { ok, expected: `no redirect for ${trick}`, actual: redirected(exchange) };
        });
        exact = exact && kept;
    }
    const withFragment = await send({ params: { redirect_uri: `${redirectUri}#fragment` } });
    check(FRAGMENT, withFragment, (exchange) => {
        const onward = redirectOf(exchange);
        const ok = !onward || isServers(onward, sipgate.url);
        return { ok, expected: 'no redirect for a redirect URI with a fragment', actual: redirected(exchange) };
    });
    if (!exact)
        return undecided([POLLUTED], 'redirect URIs are not compared to the letter', EXACT);
    if (new URL(redirectUri).searchParams.has('code'))
        skip([POLLUTED], 'the registered redirect URI has a code itself');
    else {
        const polluted = await send({ params: { redirect_uri: `${redirectUri}?code=planted&state=planted` } });
        check(POLLUTED, polluted, (exchange) => {
            const onward = redirectOf(exchange);
            const ok = !onward || isServers(onward, sipgate.url);
            return { ok, expected: 'no redirect for a redirect URI that holds a code', actual: redirected(exchange) };
        });
    }
});
function isServers(onward, server) {
    return onward.origin === new URL(server).origin;
}
const CORS_TOKEN = 'sipgate.rfc.cors-token-endpoint';
const CORS_AUTH = 'sipgate.rfc.cors-authorization-endpoint';
/** The response lets scripts of that origin read it. */
export function isReadableBy(origin) {
    return ({ response }) => {
        const allowed = response ? headerValues(response.headers, 'access-control-allow-origin') : [];
        const ok = allowed.some((value) => value === origin || value === '*');
        return { ok, expected: `readable for ${origin}`, actual: allowed.length ? allowed.join(', ') : 'no CORS header' };
    };
}
export const origins = flow('other origins may not read tokens', { endpoint: 'token', needs: CODES, judges: [CORS_TOKEN, CORS_AUTH] }, async ({ sipgate, check }) => {
    const origin = 'https://attacker.example';
    const code = await sipgate.code();
    const response = await sipgate.exchange(code, { headers: [['Origin', origin]] });
    const closed = (what) => (exchange) => {
        const finding = isReadableBy(origin)(exchange);
        return {
            ok: !finding.ok,
            expected: `${what} that scripts of other origins cannot read`,
            actual: finding.actual,
        };
    };
    check(CORS_TOKEN, response, closed('a response of the token endpoint'));
    const page = await sipgate.get(`${sipgate.at('/auth')}?client_id=${encodeURIComponent(sipgate.client.id)}`, [
        ['Origin', origin],
    ]);
    check(CORS_AUTH, page, closed('a response of the authorization endpoint'));
});
//# sourceMappingURL=requests.js.map