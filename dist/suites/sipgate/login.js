import { randomUUID } from 'node:crypto';
import { keepPicture } from '../harness/browser/pictures.js';
import { all, hasHeader } from '../harness/checks/matchers.js';
import { statusOf, summaryOf } from '../harness/http/exchange.js';
import { usesHttps } from '../harness/http/https.js';
import { flow, givesCode } from './api.js';
import { CODE, CODES, LOGIN, PAGE } from './ids.js';
import { isUnframeable, redirectHas, redirectsWithError, visited } from './matchers.js';
import { redirectOf } from './visit.js';
const ASKED = 'sipgate.consent.asked';
const ONCE = 'sipgate.consent.once';
const AGAIN = 'sipgate.consent.again';
const DENIED = 'sipgate.rfc.consent-denied';
const TLS = 'sipgate.rfc.tls';
const NO_307 = 'sipgate.rfc.no-307';
const REFERRER = 'sipgate.rfc.no-referrer';
const FRAMES = 'sipgate.rfc.login-not-framed';
const PAGES_KEPT = 'sipgate.practice.pages-not-stored';
const sees = (visit, kind) => visit.pages.some((page) => page.kind === kind);
export const login = flow('a user logs in and comes back with a code', {
    endpoint: 'sso-callback',
    judges: [PAGE, LOGIN, CODE, TLS, NO_307, REFERRER, FRAMES, PAGES_KEPT],
}, async ({ sipgate, check, hangs, observe }) => {
    const visit = await sipgate.authorize({ as: sipgate.user, inBrowser: true, jar: sipgate.userJar() });
    sipgate.kept.set('consent-shown', sees(visit, 'consent'));
    const loginPages = visit.pages.filter(({ kind }) => kind === 'login');
    const first = visit.pages[0]?.exchange ?? visit.last;
    const picture = visit.screenshot && keepPicture('sipgate-login', visit.screenshot);
    const onPage = visited(visit, 'a page with fields for user name and password', loginPages.length > 0, picture);
    check(PAGE, first, onPage);
    const isHttps = usesHttps(sipgate.publicUrl ?? sipgate.url);
    if (isHttps)
        check(TLS, first, isHttps);
    else
        observe(TLS, first, 'http on this machine; sipgate.publicUrl can name the URL that applications know');
    if (!hangs([LOGIN, CODE, NO_307, REFERRER, FRAMES, PAGES_KEPT], PAGE)) {
        const loggedIn = loginPages.length === 1 && (sees(visit, 'consent') || visit.redirect !== undefined);
        check(LOGIN, visit.last, visited(visit, 'a login that leads on', loggedIn, picture));
        check(FRAMES, loginPages[0]?.exchange ?? visit.last, isUnframeable);
        check(PAGES_KEPT, loginPages[0]?.exchange ?? visit.last, hasHeader('cache-control', /no-store|no-cache|max-age=0/i));
        if (hangs([CODE, NO_307, REFERRER], LOGIN))
            return;
        check(CODE, visit.last, givesCode);
        const posted = visit.exchanges.filter(({ request }) => request.method === 'POST');
        const repeating = posted.filter((exchange) => [307, 308].includes(statusOf(exchange) ?? 0));
        check(NO_307, repeating[0] ?? posted.at(-1) ?? visit.last, (exchange) => ({
            ok: repeating.length === 0,
            expected: 'no redirect by 307 or 308 after the password was sent',
            actual: repeating.length === 0 ? 'none' : summaryOf(exchange),
        }));
        if (!hangs([REFERRER], CODE)) {
            const redirecting = visit.exchanges.filter((exchange) => redirectOf(exchange)).at(-1) ?? visit.last;
            check(REFERRER, redirecting, hasHeader('referrer-policy', /no-referrer|origin|same-origin/i));
        }
    }
});
export const consent = flow('the user grants scopes, once', { endpoint: 'sso-callback', needs: CODES, judges: [ASKED, ONCE, AGAIN, DENIED, 'sipgate.rfc.consent-not-framed'] }, async ({ sipgate, check, hangs, skip, undecided }) => {
    const again = await sipgate.authorize({ as: sipgate.user, consent: 'stop' });
    check(ONCE, again.last, visited(again, 'a redirect with a code and no page', !sees(again, 'consent') && givesCode(again.last).ok));
    const { otherScope } = sipgate;
    const state = randomUUID();
    const params = otherScope ? { scope: `${sipgate.scope} ${otherScope}`, state } : { prompt: 'consent', state };
    const wider = await sipgate.authorize({ as: sipgate.user, params, consent: 'deny' });
    const shown = sees(wider, 'consent');
    const asked = Boolean(sipgate.kept.get('consent-shown')) || shown;
    check(ASKED, wider.last, visited(wider, 'a page that asks to grant the scopes', asked));
    if (!otherScope)
        skip([AGAIN], 'sipgate.otherScope is not set');
    else if (!hangs([AGAIN], ASKED)) {
        check(AGAIN, wider.last, visited(wider, 'a page that asks to grant the new scope (unless it was granted before)', shown));
    }
    const rest = [DENIED, 'sipgate.rfc.consent-not-framed'];
    const page = wider.pages.find(({ kind }) => kind === 'consent');
    if (!page) {
        undecided(rest, 'no consent page was seen', asked ? AGAIN : ASKED);
        return;
    }
    const stuck = wider.last === page.exchange;
    if (stuck)
        undecided([DENIED], 'no button was found that denies; name it in the target file (sipgate.form.deny)');
    else
        check(DENIED, wider.last, all(redirectsWithError('access_denied'), redirectHas('state', state)));
    check('sipgate.rfc.consent-not-framed', page.exchange, isUnframeable);
});
export const refusedLogins = flow('a wrong password does not log in', { endpoint: 'sso-callback', needs: CODES, judges: ['sipgate.login.wrong-password', 'sipgate.login.unknown-user'] }, async ({ sipgate, refuses }) => {
    const refusal = {
        given: () => sipgate.user,
        send: async (as) => (await sipgate.authorize({ as, jar: sipgate.strangersJar() })).last,
        accepted: givesCode,
    };
    await refuses('sipgate.login.wrong-password', {
        ...refusal,
        alter: (user) => ({ ...user, password: `wrong-${randomUUID()}` }),
    });
    await refuses('sipgate.login.unknown-user', {
        ...refusal,
        alter: (user) => ({ ...user, name: `nobody-${randomUUID()}` }),
    });
});
const STATE = 'sipgate.rfc.state-returned';
const NO_STATE = 'sipgate.rfc.state-only-if-sent';
const ISS = 'sipgate.rfc.iss';
const QUERY = 'sipgate.code.query-kept';
const SAME_URI = 'sipgate.code.redirect-uri';
export const redirects = flow('the redirect brings back what the application needs', {
    endpoint: 'sso-callback',
    needs: CODES,
    judges: [STATE, NO_STATE, ISS, QUERY, SAME_URI, 'sipgate.rfc.codes-differ', 'sipgate.rfc.code-entropy'],
}, async ({ sipgate, check, skip, undecided }) => {
    const state = 'a b+c%2Fd&e=f "g"';
    const withState = await sipgate.authorize({ as: sipgate.user, params: { state } });
    check(STATE, withState.last, redirectHas('state', state));
    const without = await sipgate.authorize({ as: sipgate.user });
    check(NO_STATE, without.last, redirectHas('state', null));
    const { issuer } = await sipgate.metadata();
    const expected = typeof issuer === 'string' ? issuer : sipgate.realmUrl();
    check(ISS, without.last, redirectHas('iss', expected));
    const wanted = sipgate.client.redirectUri;
    check(SAME_URI, without.last, (exchange) => {
        const onward = redirectOf(exchange);
        const place = onward && `${onward.origin}${onward.pathname}`;
        const url = new URL(wanted);
        return {
            ok: place === `${url.origin}${url.pathname}`,
            expected: `a redirect to ${wanted}`,
            actual: String(place),
        };
    });
    const codes = [withState, without].map(({ redirect }) => redirect?.searchParams.get('code') ?? '');
    const made = ['sipgate.rfc.codes-differ', 'sipgate.rfc.code-entropy'];
    if (codes.includes(''))
        undecided(made, 'one of the authorization requests gave no code', STATE);
    else {
        check('sipgate.rfc.codes-differ', [withState.last, without.last], () => ({
            ok: codes[0] !== codes[1],
            expected: 'another code each time',
            actual: codes[0] === codes[1] ? 'the same code' : 'another',
        }));
        const length = Math.min(...codes.map((code) => code.length));
        check('sipgate.rfc.code-entropy', without.last, () => ({
            ok: length >= 22,
            expected: 'a code of 22 characters or more: room for 128 random bits',
            actual: `${length} characters`,
        }));
    }
    const { redirectUriWithQuery } = sipgate.client;
    if (redirectUriWithQuery === undefined)
        skip([QUERY], 'sipgate.client.redirectUriWithQuery is not set');
    else {
        const kept = await sipgate.authorize({ as: sipgate.user, params: { redirect_uri: redirectUriWithQuery } });
        const own = new URL(redirectUriWithQuery).searchParams;
        check(QUERY, kept.last, (exchange) => {
            const query = redirectOf(exchange)?.searchParams;
            const ok = Boolean(query?.has('code')) && [...own].every(([name, value]) => query?.get(name) === value);
            return {
                ok,
                expected: `a redirect with code and with ${own}`,
                actual: query ? [...query.keys()].join(', ') : summaryOf(exchange),
            };
        });
    }
});
//# sourceMappingURL=login.js.map