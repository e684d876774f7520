import { hasHeader, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { headerValues, succeeded, summaryOf } from '../harness/http/exchange.js';
import { flow, madeUp } from './api.js';
import { repeatsNone } from './auth-refusals.js';
import { ECHO, TOKEN_AT_PATH, USABLE } from './ids.js';
const REUSABLE = 'kaleyra.callback.token-reusable';
const REQUIRED = 'kaleyra.callback.token-required';
const UNKNOWN = 'kaleyra.callback.unknown-token-refused';
const UNAUTHORIZED = 'kaleyra.rfc.unauthorized-status';
const CHALLENGE = 'kaleyra.rfc.unauthorized-challenge';
const NO_CODE = 'kaleyra.rfc.no-error-code';
const BAD_STATUS = 'kaleyra.rfc.invalid-token-status';
const BAD_CODE = 'kaleyra.rfc.invalid-token-code';
/** The Bearer challenges of a response. */
const challengesOf = ({ response }) => (response ? headerValues(response.headers, 'www-authenticate') : []).filter((value) => /\bbearer\b/i.test(value));
const namesNoError = (exchange) => ({
    ok: !challengesOf(exchange).some((value) => /\berror\s*=/.test(value)),
    expected: 'a challenge without an error code',
    actual: challengesOf(exchange).join(' | ') || 'no Bearer challenge',
});
export const acceptance = flow('callbacks with a live token are accepted', {
    endpoint: 'advanced-auth-callback',
    needs: USABLE,
    judges: [REUSABLE, 'kaleyra.callback.query-kept', 'kaleyra.rfc.scheme-case'],
}, async ({ customer, check, extract, hangs }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const first = await customer.callBack([`Bearer ${token}`]);
    if (!succeeded(first))
        extract(first, '', 'kaleyra.callback.live-token-accepted');
    const again = [await customer.callBack([`Bearer ${token}`]), await customer.callBack([`Bearer ${token}`])];
    for (const exchange of again)
        check(REUSABLE, [first, exchange], succeeds);
    if (hangs(['kaleyra.callback.query-kept', 'kaleyra.rfc.scheme-case'], REUSABLE))
        return;
    const query = 'custom_param=some_value&empty=&twice=1&twice=2&text=a%20b%2Bc';
    check('kaleyra.callback.query-kept', await customer.callBack([`Bearer ${token}`], query), succeeds);
    for (const scheme of ['bearer', 'BEARER']) {
        check('kaleyra.rfc.scheme-case', await customer.callBack([`${scheme} ${token}`]), succeeds);
    }
});
export const refusals = flow('callbacks without a live token are refused', {
    endpoint: 'advanced-auth-callback',
    needs: [...USABLE, REUSABLE],
    judges: [
        REQUIRED,
        UNAUTHORIZED,
        CHALLENGE,
        NO_CODE,
        UNKNOWN,
        BAD_STATUS,
        BAD_CODE,
        'kaleyra.callback.tampered-token-refused',
        'kaleyra.callback.malformed-token-refused',
        'kaleyra.callback.secret-refused',
        'kaleyra.rfc.two-tokens-refused',
        'kaleyra.practice.token-not-in-query',
        ECHO,
    ],
}, async ({ customer, check, hangs, refuses, undecided }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const live = [`Bearer ${token}`];
    const refusal = { given: () => live, send: (fields) => customer.callBack(fields), accepted: succeeds };
    const bare = await refuses(REQUIRED, { ...refusal, alter: () => [] });
    if (!hangs([UNAUTHORIZED, CHALLENGE, NO_CODE], REQUIRED)) {
        check(UNAUTHORIZED, bare, hasStatus(401));
        const challenged = check(CHALLENGE, bare, hasHeader('WWW-Authenticate', /\bbearer\b/i));
        if (challenged)
            check(NO_CODE, bare, namesNoError);
        else
            undecided([NO_CODE], 'there is no challenge', CHALLENGE);
    }
    const bad = await refuses(UNKNOWN, { ...refusal, alter: () => [`Bearer ${madeUp()}`] });
    if (!hangs([BAD_STATUS, BAD_CODE], UNKNOWN)) {
        check(BAD_STATUS, bad, hasStatus(401));
        check(BAD_CODE, bad, hasHeader('WWW-Authenticate', /\berror\s*=\s*"?invalid_token\b/));
    }
    await refuses('kaleyra.callback.tampered-token-refused', {
        ...refusal,
        alter: () => [`Bearer ${tampered(token)}`],
    });
    await refuses('kaleyra.callback.malformed-token-refused', { ...refusal, alter: () => ['Bearer {"no": "token"}'] });
    const { secret } = customer.client;
    const asSecret = await refuses('kaleyra.callback.secret-refused', {
        ...refusal,
        alter: () => [`Bearer ${secret}`],
    });
    check(ECHO, asSecret, repeatsNone(secret));
    await refuses('kaleyra.rfc.two-tokens-refused', { ...refusal, alter: () => [...live, ...live] });
    if (hangs(['kaleyra.practice.token-not-in-query'], REQUIRED))
        return;
    await refuses('kaleyra.practice.token-not-in-query', {
        ...refusal,
        given: () => ({ fields: live, query: '' }),
        send: ({ fields, query }) => customer.callBack(fields, query),
        alter: () => ({ fields: [], query: `access_token=${encodeURIComponent(token)}` }),
    });
});
/** The token with one character altered, three quarters on. */
function tampered(token) {
    let at = Math.floor((token.length * 3) / 4);
    while (!/[A-Za-z0-9]/.test(token[at] ?? 'a'))
        at += 1;
    return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}
export const foreignToken = flow("another client's token is refused", {
    endpoint: 'advanced-auth-callback',
    needs: [...USABLE, 'kaleyra.auth.token-unique'],
    judges: ['kaleyra.rfc.foreign-token-refused'],
    skipFact: ({ otherClient }) => (otherClient ? undefined : 'the target file names no kaleyra.otherClient'),
}, async ({ customer, refuses, extract }) => {
    const theirs = await customer.requestToken(customer.parameters(customer.otherClient));
    const foreign = customer.tokenIn(theirs);
    if (!customer.issuesToken(theirs).ok)
        extract(theirs, '', TOKEN_AT_PATH);
    await refuses('kaleyra.rfc.foreign-token-refused', {
        given: () => customer.requestToken(customer.parameters()).then((login) => String(customer.tokenIn(login))),
        alter: () => String(foreign),
        send: (token) => customer.callBack([`Bearer ${token}`]),
        accepted: succeeds,
    });
});
const LASTS = 'kaleyra.callback.valid-for-duration';
const ENDS = 'kaleyra.callback.expired-token-refused';
export const lifetime = flow('a token works as long as the response says, and no longer', {
    endpoint: 'advanced-auth-callback',
    needs: [...USABLE, REUSABLE, 'kaleyra.auth.expiry-at-path', 'kaleyra.auth.expiry-usable'],
    judges: [LASTS, ENDS],
}, async ({ customer, check, movableClock, wait, refused, skip }) => {
    const login = await customer.requestToken(customer.parameters());
    const live = [`Bearer ${String(customer.tokenIn(login))}`];
    const first = await customer.callBack(live);
    const seconds = customer.validityOf(login) ?? 0;
    if (!movableClock && seconds > customer.maxWait) {
        const fact = `a token lives ${Math.round(seconds)} s, longer than kaleyra.maxWait`;
        skip([LASTS], fact);
        if (customer.expiredToken === undefined)
            return skip([ENDS], fact);
        const over = await customer.callBack([`Bearer ${customer.expiredToken}`]);
        return refused(ENDS, { control: first, refused: over, accepted: succeeds });
    }
    // A server that keeps times in whole seconds ends a token up to one second early.
    await wait(Math.max(0, seconds - 2));
    check(LASTS, [login, first, await customer.callBack(live)], (exchange) => ({
        ok: succeeded(exchange),
        expected: `an accepted callback shortly before the ${Math.round(seconds)} s are over`,
        actual: summaryOf(exchange),
    }));
    await wait(Math.min(2, seconds) + 1.5);
    refused(ENDS, { control: first, refused: await customer.callBack(live), accepted: succeeds });
});
//# sourceMappingURL=callback.js.map