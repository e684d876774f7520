import { LosslessNumber, parse } from 'lossless-json';
import { contract } from '../harness/checks/contract.js';
import { headerValues, mediaType, textOf } from '../harness/http/exchange.js';
import { basic } from './api.js';
import { API_KEY, API_SECRET, callsTo, flow, PASSWORD, SERVICE_API_KEY, } from './client-api.js';
import { BODY, CALLS, TRUE, URL_KEPT } from './client-ids.js';
const ONE = 'authlete.client.one-call';
const NOT_STORED = 'authlete.client.no-stored-answer';
const POST = 'authlete.client.post';
const TYPE = 'authlete.client.media-type';
const BASIC = 'authlete.client.basic-header';
const NO_BASIC = 'authlete.client.no-basic';
const EXACT = 'authlete.client.service-api-key-exact';
const NOT_IN_URL = 'authlete.client.no-password-in-url';
const REQUEST = contract('authlete/callback-request');
const authorizationOf = ({ request }) => headerValues(request.headers, 'authorization');
/** The request has Authorization: Basic with exactly this pair. */
const showsBasic = (name, password) => {
    const wanted = basic({ name, password });
    return (call) => {
        const given = authorizationOf(call);
        const [scheme = '', credentials] = given[0]?.split(/ +/) ?? [];
        const ok = given.length === 1 && scheme.toLowerCase() === 'basic' && wanted === `Basic ${credentials}`;
        return { ok, expected: `Authorization: ${wanted}`, actual: given.join(' | ') || 'no Authorization' };
    };
};
/** The members of the request's body, integers as they are written; or what stands in the way. */
function membersOf({ request }) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
        const value = parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject ? { value: value } : { problem: `JSON that is not an object: ${text}` };
    }
    catch (error) {
        return { problem: `no JSON in UTF-8 (${error.message}): ${textOf(request.body)}` };
    }
}
/** Judges the request's body against its contract. */
function judgeBody(call, { check, undecided }) {
    const body = membersOf(call);
    if ('problem' in body) {
        check(BODY, call, () => ({ ok: false, expected: 'a JSON object in UTF-8', actual: body.problem }));
        undecided([...REQUEST.ids.filter((id) => id !== BODY), EXACT], body.problem, BODY);
        return;
    }
    for (const { id, blockedBy, ...finding } of REQUEST.judge(JSON.parse(textOf(call.request.body)))) {
        if (blockedBy)
            undecided([id], finding.actual, blockedBy);
        else
            check(id, call, () => finding);
    }
    const key = body.value.serviceApiKey;
    const digits = key instanceof LosslessNumber ? key.value : String(key);
    if (key === undefined)
        undecided([EXACT], 'there is no serviceApiKey', 'authlete.client.service-api-key-present');
    else if (!(key instanceof LosslessNumber))
        undecided([EXACT], digits, 'authlete.client.service-api-key-number');
    else {
        const ok = digits === SERVICE_API_KEY;
        check(EXACT, call, () => ({ ok, expected: `serviceApiKey ${SERVICE_API_KEY}`, actual: digits }));
    }
}
export const request = flow('a login at the console calls the endpoint', {
    endpoint: 'developer-auth',
    judges: [CALLS, TRUE, ONE, NOT_STORED, URL_KEPT, POST, TYPE, BASIC, NO_BASIC, ...REQUEST.ids, EXACT, NOT_IN_URL],
}, async ({ console, check, hangs, undecided }) => {
    const inbox = await console.open();
    const path = '/first/authentication?tenant=a%20b&plus=1+1';
    const attempts = [];
    for (const typed of [{}, {}])
        attempts.push(await inbox.logIn(path, typed));
    attempts.push(await inbox.logIn('/open', { apiKey: '', apiSecret: '' }));
    const calls = await inbox.calls(3);
    const [first, ...more] = callsTo(calls, 'first');
    const [login] = attempts;
    if (!first || !login) {
        const at = login?.exchange ?? [];
        const none = { ok: false, expected: `a request to ${inbox.url}${path}`, actual: `none; ${login?.said}` };
        const rest = [TRUE, ONE, NOT_STORED, URL_KEPT, POST, TYPE, BASIC, NO_BASIC, ...REQUEST.ids, EXACT, NOT_IN_URL];
        if (login?.exchange)
            check(CALLS, at, () => none);
        else
            undecided([CALLS], `${none.actual}; expected ${none.expected}`);
        undecided(rest, 'no request came', CALLS);
        return;
    }
    const called = { ok: true, expected: 'a request to the endpoint', actual: 'it came' };
    check(CALLS, first, () => called);
    const again = { ok: more.length > 0, expected: 'a request for each of two equal logins', actual: 'one request' };
    check(NOT_STORED, [first, ...more], () => ({ ...again, actual: again.ok ? 'as expected' : again.actual }));
    const target = first.request.url.replace(/^.*?\/receiver\/[^/]+/, '');
    check(URL_KEPT, first, () => ({ ok: target === path, expected: path, actual: target }));
    check(POST, first, ({ request: { method } }) => ({ ok: method === 'POST', expected: 'POST', actual: method }));
    check(TYPE, first, ({ request: { headers } }) => {
        const type = mediaType(headers);
        return { ok: type === 'application/json', expected: 'application/json', actual: type ?? 'no Content-Type' };
    });
    check(BASIC, first, showsBasic(API_KEY, API_SECRET));
    judgeBody(first, { check, undecided });
    check(NOT_IN_URL, first, ({ request: { url } }) => {
        const ok = !url.includes(PASSWORD);
        return { ok, expected: 'a URL without the password', actual: ok ? 'none' : 'the password is in the URL' };
    });
    const open = callsTo(calls, 'open');
    const [bare] = open;
    if (!bare)
        undecided([ONE, NO_BASIC], 'the login without key and secret made no request');
    else {
        const count = open.length;
        check(ONE, open, () => ({ ok: count === 1, expected: 'one request for a login', actual: `${count}` }));
        check(NO_BASIC, bare, (call) => {
            const given = authorizationOf(call);
            return { ok: given.length === 0, expected: 'no Authorization', actual: given.join(' | ') || 'none' };
        });
    }
    if (![URL_KEPT, POST, TYPE, BODY].some((id) => hangs([TRUE], id))) {
        check(TRUE, login.exchange ? [first, login.exchange] : first, () => ({
            ok: login.loggedIn,
            expected: 'a login, since the endpoint answered authenticated true',
            actual: login.said,
        }));
    }
});
/** What is typed, and which requirements tell of it: the end of the id and the member. */
const TEXTS = [
    {
        word: 'blanks',
        typed: { id: ' Ada  Lovelace ', password: ' Analytical  Engine ' },
        rules: { id: 'id-verbatim', password: 'password-verbatim' },
    },
    {
        word: 'beyond',
        typed: { id: 'añdá-👩‍💻-日本', password: 'contraseña-ñandú-🦉-пароль' },
        rules: { id: 'non-ascii', password: 'non-ascii' },
    },
    {
        word: 'escapes',
        typed: { id: 'a"d\\a\u0001\tb', password: 'x","sns":"FACEBOOK\n\\"\u007f"' },
        rules: { id: 'escapes', password: 'escapes' },
    },
];
const ANY_SECRET = `:a:b "c" %41+ &=?/\\'`;
const ANY_CHARACTERS = 'authlete.client.basic-any-characters';
export const texts = flow('what is typed arrives as it was typed', {
    endpoint: 'developer-auth',
    needs: [
        CALLS,
        BODY,
        'authlete.client.id-present',
        'authlete.client.id-string',
        'authlete.client.password-present',
        'authlete.client.password-string',
    ],
    judges: [
        ...TEXTS.flatMap(({ rules }) => Object.values(rules).map((rule) => `authlete.client.${rule}`)),
        ANY_CHARACTERS,
    ],
}, async ({ console, check, hangs, undecided }) => {
    const inbox = await console.open();
    for (const { word, typed } of TEXTS)
        await inbox.logIn(`/${word}`, typed);
    await inbox.logIn('/secret', { apiSecret: ANY_SECRET });
    const calls = await inbox.calls(TEXTS.length + 1);
    for (const { word, typed, rules } of TEXTS) {
        const [call] = callsTo(calls, word);
        const body = call && membersOf(call);
        for (const [member, rule] of Object.entries(rules)) {
            const id = `authlete.client.${rule}`;
            const wanted = typed[member];
            if (!call || !body)
                undecided([id], `the login of ${JSON.stringify(typed.id)} made no request`);
            else if ('value' in body && typeof body.value[member] !== 'string') {
                undecided([id], `${member} is not a string`, `authlete.client.${member}-string`);
            }
            else {
                const given = 'problem' in body ? body.problem : JSON.stringify(body.value[member]);
                const ok = 'value' in body && body.value[member] === wanted;
                check(id, call, () => ({ ok, expected: `${member} ${JSON.stringify(wanted)}`, actual: given }));
            }
        }
    }
    const [call] = callsTo(calls, 'secret');
    if (hangs([ANY_CHARACTERS], BASIC))
        return;
    if (call)
        check(ANY_CHARACTERS, call, showsBasic(API_KEY, ANY_SECRET));
    else
        undecided([ANY_CHARACTERS], 'the login with such a secret made no request');
});
//# sourceMappingURL=client-request.js.map