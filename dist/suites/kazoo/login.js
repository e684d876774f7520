import { randomBytes, randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { equals, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, textOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken, without } from './api.js';
import { ACCEPTED, JWT, LOGIN, TOKEN } from './ids.js';
import { openJwt } from './jwt.js';
const HEADER = 'kazoo.vendor.token-header';
const CLAIMS = 'kazoo.vendor.token-claims';
const MESSAGE = 'kazoo.vendor.unauthorized-message';
const SAME = 'kazoo.practice.same-refusal';
export const login = flow('a user with Kazoo credentials gets a token', { endpoint: 'token', judges: [LOGIN, 'kazoo.vendor.put-status', JWT, HEADER, CLAIMS] }, async ({ kazoo, check, hangs, extract }) => {
    const response = await kazoo.login(kazoo.user);
    check(LOGIN, response, issuesToken);
    const token = extract(response, '/auth_token', LOGIN);
    check('kazoo.vendor.put-status', response, hasStatus(201));
    const jwt = openJwt(token);
    check(JWT, response, () => ({
        ok: jwt !== undefined,
        expected: 'a token of three parts, whose header and payload are JSON objects',
        actual: jwt ? 'a JWT' : `a token of ${token.split('.').length} part(s)`,
    }));
    if (hangs([HEADER, CLAIMS], JWT))
        return;
    const { alg, typ, kid } = jwt?.header ?? {};
    check(HEADER, response, equals('alg, typ and type of kid', ['RS256', 'JWT', 'string'], [alg, typ, typeof kid]));
    const { iss, account_id, owner_id, exp } = jwt?.claims ?? {};
    const types = [typeof account_id, typeof owner_id, typeof exp];
    const expected = ['kazoo', 'string', 'string', 'number'];
    check(CLAIMS, response, equals('iss, and the types of account_id, owner_id and exp', expected, [iss, ...types]));
});
export const access = flow('a token opens what is for its user, and nothing else does', {
    endpoint: 'token',
    needs: [LOGIN],
    judges: [
        ACCEPTED,
        'kazoo.access.token-needed',
        'kazoo.access.unknown-token-refused',
        'kazoo.vendor.unauthorized-status',
        ...contract('kazoo/error-response').ids,
        MESSAGE,
    ],
}, async ({ kazoo, check, conforms, hangs, refuses, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    check(ACCEPTED, await kazoo.useToken(token), succeeds);
    const refusal = {
        given: () => token,
        send: kazoo.useToken,
        accepted: succeeds,
        detail: { 'kazoo.vendor.unauthorized-status': hasStatus(401) },
    };
    await refuses('kazoo.access.token-needed', { ...refusal, alter: () => undefined });
    const unknown = await refuses('kazoo.access.unknown-token-refused', { ...refusal, alter: () => randomUUID() });
    const isRefusal = (exchange) => (statusOf(exchange) ?? 0) >= 400;
    conforms('kazoo/error-response', unknown, 'kazoo.access.unknown-token-refused', isRefusal);
    if (hangs([MESSAGE], 'kazoo.access.unknown-token-refused'))
        return;
    const message = valueAt(unknown, '/message');
    if (typeof message !== 'string') {
        undecided([MESSAGE], 'there is no message', 'kazoo.vendor.error-message');
        return;
    }
    check(MESSAGE, unknown, () => {
        return { ok: /^invalid[_ ]credentials$/.test(message), expected: 'invalid_credentials', actual: message };
    });
});
const doesNotEcho = (secret) => (refused) => {
    const ok = !textOf(refused.response?.body).includes(secret);
    return { ok, expected: 'a response without the key', actual: ok ? 'none' : 'the key is sent back' };
};
export const refusedLogins = flow('wrong credentials give no token', { endpoint: 'token', needs: TOKEN, judges: ['kazoo.vendor.wrong-credentials-refused', SAME] }, async ({ kazoo, check, refuses, undecided }) => {
    const refusal = { given: () => kazoo.user, send: kazoo.login, accepted: issuesToken };
    const wrong = await refuses('kazoo.vendor.wrong-credentials-refused', {
        ...refusal,
        alter: () => ({ ...kazoo.user, password: `wrong-${randomUUID()}` }),
    });
    if (issuesToken(wrong).ok) {
        undecided([SAME], 'wrong credentials were accepted', 'kazoo.vendor.wrong-credentials-refused');
        return;
    }
    const unknown = await kazoo.login({ ...kazoo.user, account: `nobody-${randomUUID()}` });
    const words = (exchange) => [statusOf(exchange), valueAt(exchange, '/message')];
    check(SAME, [wrong, unknown], equals('the same status and message,', words(wrong), words(unknown)));
});
export const apiLogin = flow('an API key gives a token', {
    endpoint: 'token',
    needs: TOKEN,
    judges: ['kazoo.vendor.api-login', 'kazoo.vendor.unknown-api-key-refused', 'kazoo.practice.api-key-not-echoed'],
    skipFact: without('apiKey'),
}, async ({ kazoo, check, refuses }) => {
    const good = kazoo.apiKey ?? '';
    const bad = randomBytes(32).toString('hex');
    check('kazoo.vendor.api-login', await kazoo.apiLogin(good), issuesToken);
    await refuses('kazoo.vendor.unknown-api-key-refused', {
        given: () => good,
        alter: () => bad,
        send: kazoo.apiLogin,
        accepted: issuesToken,
        detail: { 'kazoo.practice.api-key-not-echoed': doesNotEcho(bad) },
    });
});
//# sourceMappingURL=login.js.map