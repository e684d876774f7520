import { callsTo, flow, ID, yes } from './client-api.js';
import { CALLS, FALSE, TRUE } from './client-ids.js';
const NULL_SUBJECT = 'authlete.client.subject-null-when-refused';
const NOT_FOLLOWED = 'authlete.client.redirect-not-followed';
const no = { authenticated: false, subject: null, displayName: null };
const longest = 's'.repeat(100);
/** Responses that log the developer in: the end of a requirement's id, and the responses. */
const LETS_IN = [
    ['subject-differs', { body: yes('developer-1001') }],
    ['longest-members', { typed: { id: longest }, body: yes(longest, { displayName: 'é'.repeat(100) }) }],
    ['display-name-null', { body: yes(ID, { displayName: null }) }],
    ['more-members', { body: yes(ID, { mock: false, 'x-tollgate': { unknown: [true] } }) }],
    ['headers-any-case', { body: yes(ID), contentType: 'Application/JSON;charset=utf-8' }],
];
/** Responses that log nobody in. */
const KEEPS_OUT = [
    ['malformed-json', { body: '{"authenticated": true, "subject": "ada"' }, { body: '' }],
    ['not-object', { body: [yes(ID)] }, { body: 'true' }, { body: 'null' }],
    ['authenticated-missing', { body: { subject: ID, displayName: null } }],
    [
        'authenticated-not-boolean',
        { body: yes(ID, { authenticated: 'true' }) },
        { body: yes(ID, { authenticated: 'false' }) },
        { body: yes(ID, { authenticated: 1 }) },
    ],
    ['subject-missing', { body: { authenticated: true, displayName: null } }, { body: { ...yes(''), subject: null } }],
    ['server-error', { status: 500, body: yes(ID) }],
    ['other-status', { status: 403, body: yes(ID) }],
    ['other-media-type', { body: yes(ID), contentType: 'text/html; charset=UTF-8' }],
    ['subject-too-long', { body: yes('s'.repeat(101)) }],
    ['subject-not-ascii', { body: yes('adá') }],
    ['display-name-too-long', { body: yes(ID, { displayName: 'é'.repeat(101) }) }],
    ['redirect-refuses', { redirect: '/goal' }],
    ['reset-refuses', { reset: true }],
    ['silence-refuses', { hang: true }],
];
const idOf = (rule) => `authlete.client.${rule}`;
export const answers = flow('the endpoint’s response decides about the login', {
    endpoint: 'developer-auth',
    needs: [CALLS, TRUE],
    judges: [FALSE, NULL_SUBJECT, NOT_FOLLOWED, ...[...LETS_IN, ...KEEPS_OUT].map(([rule]) => idOf(rule))],
}, async ({ console, check, hangs, undecided }) => {
    const inbox = await console.open();
    const attempts = new Map();
    const attempt = async (word, list) => {
        const made = [];
        for (const [i, { typed, ...response }] of list.entries()) {
            made.push(await inbox.logIn(`/${word}/${i}`, typed, response));
        }
        attempts.set(word, made);
    };
    await attempt('refused', [{ body: no }]);
    await attempt('refused-subject', [{ body: { ...no, subject: ID } }]);
    for (const [rule, ...list] of [...LETS_IN, ...KEEPS_OUT])
        await attempt(rule, list);
    const calls = await inbox.calls([...attempts.values()].flat().length);
    /** One check for all attempts of a word: the first that is not as it should be speaks. */
    const judge = (id, word, expected, isKept) => {
        const made = attempts.get(word) ?? [];
        const bad = made.find((one) => !isKept(one)) ?? made[0];
        const own = callsTo(calls, word).filter(({ response }) => response);
        const answered = own.length > 0 ? own : calls.filter(({ response }) => response).slice(0, 1);
        const seen = [...answered, ...(bad?.exchange?.response ? [bad.exchange] : [])];
        if (!bad || callsTo(calls, word).length === 0)
            undecided([id], 'the login made no request');
        else if (seen.length === 0)
            undecided([id], bad.said);
        else
            check(id, seen, () => ({ ok: isKept(bad), expected, actual: bad.said }));
    };
    judge(FALSE, 'refused', 'an orderly refusal, since the endpoint answered authenticated false', ({ refused }) => refused);
    if (!hangs([NULL_SUBJECT], FALSE)) {
        judge(NULL_SUBJECT, 'refused-subject', 'a refusal, whatever subject is', ({ refused }) => refused);
    }
    for (const [rule] of LETS_IN)
        judge(idOf(rule), rule, 'a login', ({ loggedIn }) => loggedIn);
    for (const [rule] of KEEPS_OUT)
        judge(idOf(rule), rule, 'no login', ({ loggedIn, ended }) => ended && !loggedIn);
    const followed = callsTo(calls, 'goal');
    const redirected = callsTo(calls, 'redirect-refuses');
    if (redirected.length === 0)
        undecided([NOT_FOLLOWED], 'the login made no request');
    else {
        check(NOT_FOLLOWED, [...redirected, ...followed], () => ({
            ok: followed.length === 0,
            expected: 'no request to where the redirect leads',
            actual: followed.length ? 'the request is repeated there' : 'none',
        }));
    }
});
//# sourceMappingURL=client-responses.js.map