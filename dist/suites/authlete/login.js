import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { equals, hasStatus } from '../harness/checks/matchers.js';
import { statusOf, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.js';
import { authenticates, flow } from './api.js';
import { DOCUMENTED_HEADERS } from './headers.js';
import { LOGIN, SUBJECT, UNKNOWN_ID, WRONG_PASSWORD } from './ids.js';
const NO_SPACE = 'authlete.practice.subject-no-space';
const UTF_16 = 'authlete.practice.display-name-utf-16';
const SAME = 'authlete.practice.same-refusal';
const NO_SUBJECT = 'authlete.vendor.refused-subject-null';
const AGREED = [
    'authlete.response.body-json',
    'authlete.response.authenticated-present',
    'authlete.response.authenticated-boolean',
];
const NAME_THERE = 'authlete.response.display-name-present';
const DISPLAY_NAME = ['authlete.response.display-name-type', 'authlete.response.display-name-length'];
const HEADERS = DOCUMENTED_HEADERS.map(([rule]) => `authlete.response.${rule}`);
const REFUSAL_JSON = 'authlete.refusal.body-json';
/** Members that a refusal should have: name, id of the presence, id of the type. */
const REFUSAL_MEMBERS = [
    ['subject', 'authlete.refusal.subject-present', 'authlete.refusal.subject-type'],
    ['displayName', 'authlete.refusal.display-name-present', 'authlete.refusal.display-name-type'],
];
const REFUSAL_HEADERS = DOCUMENTED_HEADERS.map(([rule]) => `authlete.refusal.${rule}`);
/** The JSON body has the member, whatever its value. */
const has = (member) => (exchange) => {
    const there = valueAt(exchange, `/${member}`) !== undefined;
    return { ok: there, expected: `a member ${member}`, actual: there ? 'it is there' : summaryOf(exchange) };
};
/** The subject has no space. */
export const hasNoSpace = (exchange) => {
    const subject = valueAt(exchange, '/subject');
    const ok = !String(subject).includes(' ');
    return { ok, expected: 'a subject without spaces', actual: JSON.stringify(subject) };
};
/** The display name, if there is one, has at most 100 UTF-16 code units. */
export const fitsUtf16 = (exchange) => {
    const name = valueAt(exchange, '/displayName');
    const units = typeof name === 'string' ? name.length : 0;
    return {
        ok: units <= 100,
        expected: 'a displayName of at most 100 UTF-16 code units',
        actual: `${units} code units`,
    };
};
const doesNotEcho = (secret) => ({ response }) => {
    const text = JSON.stringify(response?.headers) + textOf(response?.body);
    const ok = !text.includes(secret);
    return { ok, expected: 'a response without the password', actual: ok ? 'none' : 'the password is sent back' };
};
export const login = flow('a developer logs in by id and password', {
    endpoint: 'developer-auth',
    judges: [
        LOGIN,
        ...contract('authlete/success-response').ids,
        NAME_THERE,
        ...HEADERS,
        'authlete.vendor.success-status',
        NO_SPACE,
        UTF_16,
    ],
}, async ({ endpoint, check, conforms, hangs, skip, undecided }) => {
    const response = await endpoint.logIn(endpoint.login());
    const saysYes = succeeded(response) && valueAt(response, '/authenticated') !== false;
    if (!saysYes)
        check(LOGIN, response, authenticates);
    conforms('authlete/success-response', response, LOGIN, () => saysYes);
    if (!saysYes) {
        undecided([...HEADERS, 'authlete.vendor.success-status', NO_SPACE, NAME_THERE, UTF_16], summaryOf(response), LOGIN);
        return;
    }
    if (!AGREED.some((id) => hangs([LOGIN], id)))
        check(LOGIN, response, authenticates);
    for (const [rule, judge] of DOCUMENTED_HEADERS)
        check(`authlete.response.${rule}`, response, judge);
    check('authlete.vendor.success-status', response, hasStatus(200));
    if (!hangs([NO_SPACE], SUBJECT))
        check(NO_SPACE, response, hasNoSpace);
    if (hangs([NAME_THERE, UTF_16], 'authlete.response.body-json'))
        return;
    if (!check(NAME_THERE, response, has('displayName')))
        skip([...DISPLAY_NAME, UTF_16], 'the response has no displayName');
    else if (!DISPLAY_NAME.some((id) => hangs([UTF_16], id)))
        check(UTF_16, response, fitsUtf16);
});
export const refusedLogins = flow('a wrong password and an unknown id log nobody in', {
    endpoint: 'developer-auth',
    needs: [LOGIN],
    judges: [
        WRONG_PASSWORD,
        UNKNOWN_ID,
        ...contract('authlete/refused-response').ids,
        ...REFUSAL_HEADERS,
        ...REFUSAL_MEMBERS.map(([, id]) => id),
        'authlete.vendor.refused-status',
        NO_SUBJECT,
        SAME,
        'authlete.practice.no-echo',
    ],
}, async ({ endpoint, check, conforms, hangs, refuses, skip, undecided }) => {
    const wrong = `wrong-${randomUUID()}`;
    const refusal = { given: () => endpoint.login(), send: endpoint.logIn, accepted: authenticates };
    const as = (changes) => (body) => ({ ...body, ...changes });
    const refused = await refuses(WRONG_PASSWORD, { ...refusal, alter: as({ password: wrong }) });
    for (const password of nearMisses(endpoint.developer.password)) {
        await refuses(WRONG_PASSWORD, { ...refusal, alter: as({ password }) });
    }
    const saysNo = !authenticates(refused).ok && (statusOf(refused) ?? 500) < 500;
    conforms('authlete/refused-response', refused, WRONG_PASSWORD, () => saysNo);
    if (saysNo) {
        for (const [rule, judge] of DOCUMENTED_HEADERS)
            check(`authlete.refusal.${rule}`, refused, judge);
        check('authlete.vendor.refused-status', refused, hasStatus(200));
        check('authlete.practice.no-echo', refused, doesNotEcho(wrong));
        for (const [member, present, type] of REFUSAL_MEMBERS) {
            if (hangs([present], REFUSAL_JSON))
                continue;
            if (!check(present, refused, has(member)))
                skip([type], `the response to a refused login has no ${member}`);
        }
        const unread = [REFUSAL_JSON, 'authlete.refusal.subject-type'];
        if (!unread.some((id) => hangs([NO_SUBJECT], id))) {
            check(NO_SUBJECT, refused, equals('subject', null, valueAt(refused, '/subject') ?? null));
        }
    }
    else {
        const ids = [
            ...REFUSAL_HEADERS,
            ...REFUSAL_MEMBERS.map(([, id]) => id),
            'authlete.vendor.refused-status',
            'authlete.practice.no-echo',
            NO_SUBJECT,
        ];
        undecided(ids, summaryOf(refused), WRONG_PASSWORD);
    }
    const id = `nobody-${randomUUID()}`;
    await refuses(UNKNOWN_ID, { ...refusal, alter: as({ id }) });
    if ([WRONG_PASSWORD, UNKNOWN_ID].some((one) => hangs([SAME], one)))
        return;
    const unknown = await endpoint.logIn({ ...endpoint.login(), id, password: wrong });
    const words = (exchange) => [statusOf(exchange), textOf(exchange.response?.body)];
    check(SAME, [refused, unknown], equals('the same status and body,', words(refused), words(unknown)));
});
/** Passwords that are almost right: one character more, one less, the other case. */
function nearMisses(password) {
    const cases = [password.toUpperCase(), password.toLowerCase()];
    return [`${password}x`, password.slice(0, -1), ...cases].filter((text) => text !== password && text !== '');
}
//# sourceMappingURL=login.js.map