import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { equals, hasHeader, hasMediaType, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, ACCESS_TOKEN, JSON_BODY, LOGIN } from './ids.js';
import { lifetimeOf } from './times.js';
const LIFETIME = 'wazo.vendor.lifetime-exact';
const LABEL = 'wazo.vendor.json-content-type';
const REVOKED = 'wazo.vendor.sessions-revoked-none';
const OF_ANSWER = ['wazo.vendor.login-status', LABEL, REVOKED];
const SAME = 'wazo.practice.same-refusal';
const doesNotEcho = (secret) => (refused) => {
    const text = JSON.stringify(refused.response?.headers) + textOf(refused.response?.body);
    const ok = !text.includes(secret) && !text.includes(Buffer.from(`:${secret}`).toString('base64').slice(2, -4));
    return { ok, expected: 'a response without the password', actual: ok ? 'none' : 'the password is sent back' };
};
export const login = flow('a user name and a password create a token', {
    endpoint: 'token',
    judges: [LOGIN, ...OF_ANSWER, JSON_BODY, LIFETIME, ...contract('wazo/token-response').ids],
}, async ({ wazo, check, conforms, hangs, undecided }) => {
    const response = await wazo.createToken({ as: wazo.user, body: { expiration: 3600 } });
    check(LOGIN, response, succeeds);
    conforms('wazo/token-response', response, LOGIN);
    if (hangs([...OF_ANSWER, LIFETIME, JSON_BODY], LOGIN))
        return;
    check('wazo.vendor.login-status', response, hasStatus(200));
    check(LABEL, response, hasMediaType('application/json'));
    check(REVOKED, response, hasHeader('Wazo-Sessions-Revoked', /^0$/));
    const offline = await wazo.createOfflineToken(wazo.user, wazo.newClientId(), { body: { expiration: 60 } });
    const lifetimes = [response, offline].map(lifetimeOf);
    check(JSON_BODY, [response, offline], (exchange) => ({
        ok: valueAt(exchange, '/data/refresh_token') !== undefined || lifetimes[0] !== lifetimes[1] || !succeeded(exchange),
        expected: 'some effect of expiration or access_type',
        actual: 'two logins with different bodies had the same lifetime, and access_type offline no effect',
    }));
    if (hangs([LIFETIME], JSON_BODY))
        return;
    if (lifetimes[0] === undefined)
        undecided([LIFETIME], 'issued_at or expires_at is not a time', 'wazo.vendor.expires-at-shape');
    else
        check(LIFETIME, response, equals('seconds from issued_at to expires_at:', 3600, lifetimes[0]));
});
export const refusedLogins = flow('wrong credentials create no token', {
    endpoint: 'token',
    needs: ACCESS_TOKEN,
    judges: [
        'wazo.token.wrong-password-refused',
        'wazo.token.unknown-user-refused',
        'wazo.token.credentials-required',
        'wazo.vendor.refused-status',
        ...contract('wazo/refused-response').ids,
        SAME,
        'wazo.practice.no-echo',
    ],
}, async ({ wazo, check, conforms, hangs, refuses }) => {
    const password = `wrong-${randomUUID()}`;
    const refusal = {
        given: () => wazo.user,
        send: (as) => wazo.createToken({ as, body: { expiration: 60 } }),
        accepted: issuesToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    };
    const wrongPassword = await refuses('wazo.token.wrong-password-refused', {
        ...refusal,
        alter: () => ({ ...wazo.user, password }),
        detail: { ...refusal.detail, 'wazo.practice.no-echo': doesNotEcho(password) },
    });
    conforms('wazo/refused-response', wrongPassword, 'wazo.token.wrong-password-refused', (exchange) => (statusOf(exchange) ?? 0) >= 400);
    const unknownUser = await refuses('wazo.token.unknown-user-refused', {
        ...refusal,
        alter: () => ({ ...wazo.user, name: `nobody-${randomUUID()}` }),
    });
    const wrong = ['wazo.token.wrong-password-refused', 'wazo.token.unknown-user-refused'];
    if (!wrong.some((id) => hangs([SAME], id))) {
        const words = (exchange) => [statusOf(exchange), valueAt(exchange, '/reason')];
        const same = equals('the same status and reason,', words(wrongPassword), words(unknownUser));
        check(SAME, [wrongPassword, unknownUser], same);
    }
    await refuses('wazo.token.credentials-required', { ...refusal, alter: () => undefined });
});
export const repeatedLogin = flow('a login can be repeated', { endpoint: 'token', needs: [...ACCESS_TOKEN, ACCEPTED], judges: ['wazo.token.login-repeatable'] }, async ({ wazo, check, extract }) => {
    const first = await wazo.createToken({ as: wazo.user });
    const second = await wazo.createToken({ as: wazo.user });
    const same = extract(first, '/data/token', LOGIN) === extract(second, '/data/token', LOGIN);
    const used = await wazo.useToken(extract(second, '/data/token', LOGIN));
    check('wazo.token.login-repeatable', [first, second, used], (exchange) => ({
        ok: !same && succeeded(exchange),
        expected: 'another token that opens the protected resource',
        actual: same ? 'the same token again' : summaryOf(exchange),
    }));
});
//# sourceMappingURL=login.js.map