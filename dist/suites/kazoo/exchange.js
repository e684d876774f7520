import { randomUUID } from 'node:crypto';
import { equals } from '../harness/checks/matchers.js';
import { headerValues, mediaType, statusOf, textOf, valueAt } from '../harness/http/exchange.js';
import { flow, without } from './api.js';
import { LINKED_USER, TOKEN } from './ids.js';
import { openJwt } from './jwt.js';
const GRANT = 'kazoo.rfc.exchange-grant-type';
const REDIRECT = 'kazoo.rfc.exchange-redirect-uri';
const CLIENT = 'kazoo.rfc.exchange-client';
const ONCE = 'kazoo.rfc.exchange-once';
const ENCODED = 'kazoo.rfc.exchange-encoded';
const BEARER = 'kazoo.rfc.profile-bearer';
const CARRIES = 'kazoo.practice.no-idp-token';
const formOf = ({ request }) => new URLSearchParams(textOf(request.body));
/** client_id and secret of an exchange: in the form, or as HTTP Basic with form-encoded parts (RFC 6749 §2.3.1). */
function clientOf(exchange) {
    const form = formOf(exchange);
    const basic = /^Basic (.+)$/i.exec(headerValues(exchange.request.headers, 'authorization')[0] ?? '')?.[1];
    if (basic === undefined)
        return [form.get('client_id'), form.get('client_secret')];
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
    const decoded = new URLSearchParams(`id=${id}&secret=${secret}`);
    return [decoded.get('id'), decoded.get('secret')];
}
export const exchange = flow('the code is exchanged once, as the provider expects it', {
    endpoint: 'sso-callback',
    needs: TOKEN,
    judges: [GRANT, REDIRECT, CLIENT, ONCE, BEARER, CARRIES],
    skipFact: without('sso'),
}, async ({ kazoo, check, undecided }) => {
    const since = await kazoo.mark();
    const subject = kazoo.newSubject();
    const code = await kazoo.mintCode({ subject });
    const callback = await kazoo.callback(kazoo.callbackData(code));
    const exchanges = (await kazoo.asked(since, code, 1)).filter(({ request }) => request.method === 'POST');
    const [first] = exchanges;
    if (!first) {
        undecided([GRANT, REDIRECT, CLIENT, ONCE, BEARER, CARRIES], 'the target asked our identity provider nothing', 'kazoo.callback.unlinked-empty');
        return;
    }
    const form = formOf(first);
    const type = mediaType(first.request.headers);
    const grant = [type, form.get('grant_type'), form.get('code') === code];
    const wanted = ['application/x-www-form-urlencoded', 'authorization_code', true];
    check(GRANT, first, equals('media type, grant_type and whether the code is there', wanted, grant));
    check(REDIRECT, first, equals('redirect_uri', kazoo.sso?.redirectUri, form.get('redirect_uri')));
    const own = [kazoo.sso?.clientId, kazoo.sso?.clientSecret];
    const same = JSON.stringify(clientOf(first)) === JSON.stringify(own);
    check(CLIENT, first, () => ({
        ok: same,
        expected: 'client_id and secret of the application',
        actual: same
            ? 'these'
            : `client_id ${clientOf(first)[0]}, with ${clientOf(first)[1] ? 'another secret' : 'no secret'}`,
    }));
    check(ONCE, exchanges, equals('number of exchanges', 1, exchanges.length));
    const accessToken = valueAt(first, '/access_token');
    if (statusOf(first) !== 200 || typeof accessToken !== 'string') {
        const cause = [GRANT, REDIRECT, CLIENT].find((id) => broken(id)) ?? GRANT;
        undecided([BEARER, CARRIES], 'the exchange gave no access token', cause);
        return;
    }
    const asked = await kazoo.askedWith(since, accessToken);
    if (asked.length === 0 && exchanges.length > 1) {
        undecided([BEARER, CARRIES], 'the second use of the code ended the access token', ONCE);
        return;
    }
    const scheme = headerValues(asked[0]?.request.headers ?? [], 'authorization')[0]?.split(' ')[0];
    check(BEARER, asked.length > 0 ? asked : first, equals('scheme of Authorization', 'bearer', scheme?.toLowerCase()));
    const jwt = openJwt(String(valueAt(callback, '/auth_token')));
    if (!jwt) {
        undecided([CARRIES], 'no JWT was issued', scheme?.toLowerCase() === 'bearer' ? 'kazoo.callback.unlinked-token' : BEARER);
        return;
    }
    check(CARRIES, [first, callback], () => {
        const carried = JSON.stringify(jwt.claims).includes(accessToken);
        return { ok: !carried, expected: 'claims without the access token', actual: carried ? 'it is there' : 'none' };
    });
    function broken(id) {
        if (id === GRANT)
            return JSON.stringify(grant) !== JSON.stringify(wanted);
        if (id === REDIRECT)
            return form.get('redirect_uri') !== kazoo.sso?.redirectUri;
        return !same;
    }
});
export const encoding = flow('codes and redirect URIs arrive whatever characters they hold', { endpoint: 'sso-callback', needs: [...LINKED_USER, GRANT, REDIRECT], judges: [ENCODED], skipFact: without('sso') }, async ({ kazoo, check, undecided }) => {
    const since = await kazoo.mark();
    const word = randomUUID();
    const { redirectUri = '' } = kazoo.sso ?? {};
    const odd = {
        code: `${word}&scope=more+than=asked%26 é`,
        redirectUri: `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}view=apps&lang=en`,
    };
    const code = await kazoo.mintCode({ subject: kazoo.newSubject(), ...odd });
    const callback = await kazoo.callback({ ...kazoo.callbackData(code), redirect_uri: odd.redirectUri });
    const exchanges = (await kazoo.asked(since, word, 1)).filter(({ request }) => request.method === 'POST');
    const [first] = exchanges;
    if (!first)
        return undecided([ENCODED], 'the target did not exchange the code', GRANT);
    const form = formOf(first);
    const expected = [odd.code, odd.redirectUri];
    const arrived = [form.get('code'), form.get('redirect_uri')];
    check(ENCODED, [callback, first], equals('code and redirect_uri', expected, arrived));
});
//# sourceMappingURL=exchange.js.map