import { createHash } from 'node:crypto';
import { flow } from './client-app.js';
import { ASKED, EXCHANGE_FORM, EXCHANGE_POST, ID, LOGS_IN, PKCE, VERIFIER } from './client-ids.js';
import { cookiesSet, formIn, hasParameter, keepsBack, postsTo, rule, sendsForm } from './client-matchers.js';
const PARAMETERS = ['client-id', 'client-secret', 'code', 'redirect-uri', 'grant-type'].map((name) => ID(`exchange-${name}`));
const SAME_URI = ID('exchange-same-redirect-uri');
const TOKEN_URL = ID('secret-not-in-token-url');
const ONCE = ID('code-once');
const RENEWED = ID('session-renewed');
const HTTP_ONLY = ID('cookie-http-only');
const PAGES = ID('secret-not-in-page');
export const exchange = flow('the application exchanges the code and logs its user in', {
    endpoint: 'token',
    needs: ASKED,
    judges: [
        EXCHANGE_POST,
        EXCHANGE_FORM,
        ...PARAMETERS,
        SAME_URI,
        VERIFIER,
        TOKEN_URL,
        ONCE,
        LOGS_IN,
        RENEWED,
        HTTP_ONLY,
        PAGES,
    ],
}, async ({ app, check, skip, undecided, note }) => {
    const since = await app.mark();
    const login = await app.upToCallback(undefined, 'in a browser');
    const { authorization, callback, code, visitor } = login;
    const redirectUri = authorization.searchParams.get('redirect_uri') ?? '';
    const before = cookiePairs(visitor.jar.headerFor(callback.href));
    const walk = await app.deliver(visitor, callback);
    const sent = (await app.sent('realm', since, [code, redirectUri])).filter(isNoAuthorization);
    note(sent);
    const params = [...PARAMETERS, SAME_URI, VERIFIER];
    const first = sent[0];
    const found = first !== undefined && check(EXCHANGE_POST, first, postsTo(app.tokenUrl));
    if (first === undefined) {
        const none = rule(`POST to ${new URL(app.tokenUrl).pathname}`, () => ({ ok: false, actual: 'no request' }));
        check(EXCHANGE_POST, walk.last, none);
    }
    const unsound = [];
    if (!first || !found)
        undecided([EXCHANGE_FORM, ...params, TOKEN_URL, ONCE], 'there was no exchange', EXCHANGE_POST);
    else {
        unsound.push(...judgeExchange(login, first));
        const { url } = first.request;
        const isText = app.secretTells && url.includes(encodeURIComponent(app.client.secret));
        const holdsSecret = isText || new URL(url).searchParams.has('client_secret');
        check(TOKEN_URL, first, rule('no client secret in the URL', () => ({
            ok: !holdsSecret,
            actual: holdsSecret ? 'client_secret is there' : 'none',
        })));
        const times = sent.length;
        check(ONCE, sent, rule('one request with the code', () => ({ ok: times === 1, actual: `${times} requests` })));
    }
    const refused = !found || unsound.length > 0 || sent.some(({ response }) => response?.status !== 200);
    const [cause = EXCHANGE_POST] = unsound;
    await judgeSession(walk, refused && !(first?.response?.status === 200) ? cause : undefined);
    function judgeExchange({ authorization: { searchParams: request } }, seen) {
        if (!check(EXCHANGE_FORM, seen, sendsForm)) {
            undecided(params, 'there was no form', EXCHANGE_FORM);
            return [EXCHANGE_FORM];
        }
        const broken = [];
        const judge = (id, name, wanted) => {
            const kept = check(id, seen, hasParameter(formIn, name, wanted));
            if (!kept)
                broken.push(id);
            return kept;
        };
        judge(ID('exchange-client-id'), 'client_id', app.client.id);
        judge(ID('exchange-client-secret'), 'client_secret', app.client.secret);
        judge(ID('exchange-code'), 'code', code);
        judge(ID('exchange-grant-type'), 'grant_type', 'authorization_code');
        if (judge(ID('exchange-redirect-uri'), 'redirect_uri'))
            judge(SAME_URI, 'redirect_uri', redirectUri);
        else
            undecided([SAME_URI], 'no redirect_uri is sent', ID('exchange-redirect-uri'));
        const challenge = request.get('code_challenge');
        if (challenge === null)
            undecided([VERIFIER], 'no code_challenge is sent', PKCE);
        else {
            const verifier = formIn(seen).get('code_verifier') ?? '';
            const fits = createHash('sha256').update(verifier).digest('base64url') === challenge;
            const kept = check(VERIFIER, seen, rule('a code_verifier of 43 to 128 characters that fits the challenge', () => ({
                ok: fits && /^[\w.~-]{43,128}$/.test(verifier),
                actual: verifier === '' ? 'none' : `${verifier.length} characters that ${fits ? 'fit' : 'do not fit'}`,
            })));
            if (!kept)
                broken.push(VERIFIER);
        }
        return broken;
    }
    async function judgeSession({ exchanges }, blockedBy) {
        const probe = await app.probe(visitor);
        const isIn = app.loggedIn(probe).ok;
        if (!isIn && blockedBy)
            undecided([LOGS_IN, RENEWED, HTTP_ONLY, PAGES], 'the realm gave no tokens', blockedBy);
        else if (!check(LOGS_IN, probe, app.loggedIn)) {
            undecided([RENEWED, HTTP_ONLY, PAGES], 'nobody was logged in', LOGS_IN);
        }
        else {
            const after = cookiePairs(visitor.jar.headerFor(probe.request.url));
            const renewed = after.some((pair) => !before.includes(pair));
            check(RENEWED, probe, rule('a cookie that was not there before the login', () => ({
                ok: renewed,
                actual: renewed ? 'another' : 'the cookies of before',
            })));
            const lines = exchanges.flatMap(cookiesSet);
            const held = lines.filter((line) => after.some((pair) => line.startsWith(`${pair};`) || line === pair));
            check(HTTP_ONLY, exchanges, rule('the session cookie is HttpOnly', () => ({
                ok: held.length === 0 || held.some((line) => /;\s*httponly/i.test(line)),
                actual: `${held.length} cookies set, ${held.filter((line) => /;\s*httponly/i.test(line)).length} of them HttpOnly`,
            })));
            if (!app.secretTells) {
                skip([PAGES], 'sipgate.app.client.secret is too short to be told from other text');
                return;
            }
            const telling = exchanges.find((one) => !keepsBack('client_secret', app.client.secret)(one).ok);
            check(PAGES, telling ?? probe, keepsBack('client_secret', app.client.secret));
        }
    }
});
function cookiePairs(header = '') {
    return header.split('; ').filter((pair) => pair !== '');
}
/** Journal entries of the browser's own way through the realm hold the redirect URI as well. */
function isNoAuthorization({ request }) {
    return !/\/protocol\/openid-connect\/auth(\/|\?|$)/.test(request.url) && !request.url.includes('/login-actions/');
}
//# sourceMappingURL=client-exchange.js.map