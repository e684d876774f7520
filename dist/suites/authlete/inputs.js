import { randomUUID } from 'node:crypto';
import { stringify } from 'lossless-json';
import { malformed, malformedIds } from '../harness/checks/malformed.js';
import { hasHeader, hasStatus } from '../harness/checks/matchers.js';
import { SAMPLES, sameTime } from '../harness/flow/timing.js';
import { statusOf, summaryOf } from '../harness/http/exchange.js';
import { authenticates, flow } from './api.js';
import { DISCERNS } from './ids.js';
const ID_OPERATOR = 'authlete.practice.id-operator';
const PASSWORD_OPERATOR = 'authlete.practice.password-operator';
const ID_LONG = 'authlete.practice.id-long';
const ID_EXACT = 'authlete.practice.id-exact';
const DUPLICATES = 'authlete.practice.duplicate-members';
const JSON_STATUS = { 'authlete.rfc.malformed-status': hasStatus(400, 422) };
/** Refusals, and what is answered in order where a refusal is not asked for. */
const isInOrder = (exchange) => ({
    ok: (statusOf(exchange) ?? 500) < 500,
    expected: 'a response below 500',
    actual: summaryOf(exchange),
});
export const credentials = flow('ids and passwords that are none log nobody in', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [...malformedIds('authlete/password-login-request'), ID_OPERATOR, PASSWORD_OPERATOR, ID_LONG, ID_EXACT],
}, async ({ endpoint, check, refuses }) => {
    const { serviceApiKey, ...rest } = endpoint.login();
    const refusal = {
        given: () => rest,
        send: (body) => endpoint.call({ serviceApiKey, ...body }),
        accepted: authenticates,
    };
    for (const { id, apply } of malformed('authlete/password-login-request', rest)) {
        await refuses(id, { ...refusal, alter: (body) => apply(body) });
    }
    await refuses('authlete.practice.password-required', {
        ...refusal,
        alter: () => ({ id: `nobody-${randomUUID()}` }),
    });
    for (const operator of [{ $ne: null }, { $gt: '' }]) {
        await refuses(ID_OPERATOR, { ...refusal, alter: (body) => ({ ...body, id: operator }) });
        await refuses(PASSWORD_OPERATOR, { ...refusal, alter: (body) => ({ ...body, password: operator }) });
    }
    await refuses(ID_LONG, { ...refusal, alter: (body) => ({ ...body, id: 'x'.repeat(10_000) }) });
    const forms = otherForms(endpoint.developer.id);
    const answers = [];
    for (const id of forms)
        answers.push(await refusal.send({ ...rest, id }));
    const taken = forms.filter((_, i) => answers.some((response, at) => at === i && authenticates(response).ok));
    check(ID_EXACT, answers, () => ({
        ok: taken.length === 0,
        expected: `no authentication for ${forms.map((form) => JSON.stringify(form)).join(', ')}`,
        actual: taken.length ? `${taken.map((form) => JSON.stringify(form)).join(', ')} will do as well` : 'none',
    }));
});
/** The same id to a careless eye: with blanks, in the other case, in another Unicode form. */
function otherForms(id) {
    const forms = [`${id} `, ` ${id}`, id.toUpperCase(), id.toLowerCase(), id.normalize('NFD'), id.normalize('NFC')];
    return [...new Set(forms)].filter((form) => form !== id);
}
const NESTED = 20_000;
/** Bodies that need not be refused, but must be coped with: the end of a requirement's id, and the body made of the login's text. */
const HOSTILE = [
    [
        'deep-nesting',
        (login) => Buffer.from(login.replace('{', `{"x-tollgate":${'['.repeat(NESTED)}${']'.repeat(NESTED)},`)),
    ],
    ['byte-order-mark', (login) => Buffer.from(`\uFEFF${login}`)],
    ['large-body', (login) => Buffer.from(login.replace('{', `{"x-tollgate":"${'x'.repeat(100_000)}",`))],
];
export const bodies = flow('bodies that are no callback request log nobody in', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [
        'authlete.practice.malformed-json',
        'authlete.practice.body-not-object',
        'authlete.practice.empty-body',
        'authlete.practice.invalid-utf-8',
        ...Object.keys(JSON_STATUS),
        DUPLICATES,
        ...HOSTILE.map(([rule]) => `authlete.practice.${rule}`),
    ],
}, async ({ endpoint, check, refuses }) => {
    const text = stringify(endpoint.login()) ?? '';
    const bytes = (body) => () => Buffer.from(body);
    const refusal = { given: () => Buffer.from(text), send: endpoint.call, accepted: authenticates };
    await refuses('authlete.practice.malformed-json', {
        ...refusal,
        alter: bytes(text.slice(0, -1)),
        detail: JSON_STATUS,
    });
    for (const body of [`[${text}]`, JSON.stringify(text), '1', 'null']) {
        await refuses('authlete.practice.body-not-object', { ...refusal, alter: bytes(body) });
    }
    await refuses('authlete.practice.empty-body', { ...refusal, alter: bytes('') });
    const { password } = endpoint.developer;
    const [before = '', after = ''] = text.split(JSON.stringify(password).slice(0, -1));
    const mark = Buffer.concat([
        Buffer.from(before + JSON.stringify(password).slice(0, -1)),
        Buffer.of(0xff),
        Buffer.from(after),
    ]);
    await refuses('authlete.practice.invalid-utf-8', { ...refusal, alter: () => mark });
    const twice = async (...passwords) => {
        const members = passwords.map((one) => `"password":${JSON.stringify(one)}`).join(',');
        return endpoint.call(Buffer.from(text.replace(`"password":${JSON.stringify(password)}`, members)));
    };
    const answers = [await twice(`${password}-other`, password), await twice(password, `${password}-other`)];
    check(DUPLICATES, answers, () => decidesAlike(answers));
    for (const [rule, body] of HOSTILE)
        check(`authlete.practice.${rule}`, await endpoint.call(body(text)), isInOrder);
});
/** Of a right and a wrong password in one body: answered in order, and not accepted in whichever order. */
function decidesAlike(answers) {
    const crashed = answers.find((response) => !isInOrder(response).ok);
    if (crashed)
        return isInOrder(crashed);
    const ok = !answers.every((response) => authenticates(response).ok);
    return {
        ok,
        expected: 'a refusal, or one of the two that always counts',
        actual: ok ? 'as expected' : 'the right password counts wherever it stands',
    };
}
export const kinds = flow('only a POST of JSON is a callback request', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [
        'authlete.rfc.media-type-parameters',
        'authlete.rfc.media-type-case',
        'authlete.practice.other-media-types',
        'authlete.rfc.media-type-status',
        'authlete.practice.other-methods',
        'authlete.rfc.method-status',
        'authlete.rfc.allow-header',
    ],
}, async ({ endpoint, check, refuses, skip }) => {
    const typed = (contentType) => endpoint.call(endpoint.login(), { contentType });
    check('authlete.rfc.media-type-parameters', await typed('application/json;charset=UTF-8'), authenticates);
    check('authlete.rfc.media-type-case', await typed('Application/JSON'), authenticates);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', null]) {
        await refuses('authlete.practice.other-media-types', {
            given: () => 'application/json',
            alter: () => type,
            send: typed,
            accepted: authenticates,
            detail: type === null ? {} : { 'authlete.rfc.media-type-status': hasStatus(415, 400, 404) },
        });
    }
    const refused = await refuses('authlete.practice.other-methods', {
        given: () => 'POST',
        alter: () => 'PUT',
        send: (method) => endpoint.call(endpoint.login(), { method }),
        accepted: authenticates,
    });
    const got = [refused];
    for (const method of ['GET', 'DELETE'])
        got.push(await endpoint.call(undefined, { method, contentType: null }));
    for (const response of authenticates(refused).ok ? got.slice(1) : got) {
        check('authlete.rfc.method-status', response, hasStatus(405, 404, 501));
    }
    const notAllowed = got.find((response) => statusOf(response) === 405);
    if (notAllowed)
        check('authlete.rfc.allow-header', notAllowed, hasHeader('Allow', /\bPOST\b/));
    else
        skip(['authlete.rfc.allow-header'], 'the endpoint answers 405 to no method');
});
const TIME = 'authlete.practice.same-time';
export const times = flow('refusals take the same time', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [TIME],
    skipFact: ({ destructive }) => destructive ? undefined : `destructive is not set: ${SAMPLES} wrong passwords in a row could lock the account`,
}, async ({ endpoint, check }) => {
    const password = `wrong-${randomUUID()}`;
    const known = [];
    const unknown = [];
    for (let i = 0; i < SAMPLES; i += 1) {
        known.push(await endpoint.logIn({ ...endpoint.login(), password }));
        unknown.push(await endpoint.logIn({ ...endpoint.login(), id: `nobody-${randomUUID()}`, password }));
    }
    const last = [known.at(-1), unknown.at(-1)].filter((exchange) => exchange !== undefined);
    const timed = { what: 'with a known id', exchanges: known };
    check(TIME, last, sameTime(timed, { what: 'with an unknown id', exchanges: unknown }));
});
//# sourceMappingURL=inputs.js.map