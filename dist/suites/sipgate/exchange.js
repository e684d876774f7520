import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { hasHeader, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { succeeded, valueAt } from '../harness/http/exchange.js';
import { basicOf, flow, issuesToken, tokenIn } from './api.js';
import { CODES, EXCHANGE, REFRESH_TOKEN, RESOURCE, SECRET, TOKENS } from './ids.js';
import { hasError, isJson, isNotStored } from './matchers.js';
import { oneControl } from './one-control.js';
const REALM = 'sipgate.token.realm-parameter';
const MEDIA = 'sipgate.rfc.token-media-type';
const NO_STORE = 'sipgate.rfc.token-no-store';
const PRAGMA = 'sipgate.rfc.token-pragma';
const USUAL = 'sipgate.answer.usual-lifetime';
const DIFFER = 'sipgate.rfc.tokens-differ';
export const exchange = flow('a code is exchanged for tokens', {
    endpoint: 'token',
    needs: CODES,
    judges: [EXCHANGE, ...contract('sipgate/token-response').ids, MEDIA, NO_STORE, PRAGMA, REALM, USUAL, DIFFER],
}, async ({ sipgate, check, conforms, hangs, skip, undecided }) => {
    const response = await sipgate.exchange(await sipgate.code());
    check(EXCHANGE, response, succeeds);
    conforms('sipgate/token-response', response, EXCHANGE);
    if (hangs([MEDIA, NO_STORE, PRAGMA, REALM, USUAL, DIFFER], EXCHANGE))
        return;
    check(MEDIA, response, isJson);
    check(NO_STORE, response, isNotStored);
    check(PRAGMA, response, hasHeader('pragma', /no-cache/i));
    const later = [REALM, DIFFER];
    if (TOKENS.some((id) => id !== EXCHANGE && hangs([USUAL, ...later], id)))
        return;
    const withRealm = await sipgate.exchange(await sipgate.code(), { params: { realm: sipgate.realm } });
    check(REALM, withRealm, issuesToken);
    const seconds = valueAt(response, '/expires_in');
    if (!hangs([USUAL], 'sipgate.answer.expires-in-type')) {
        if (sipgate.accessTokenSeconds !== undefined)
            skip([USUAL], 'sipgate.accessTokenSeconds says a lifetime of its own');
        else if (typeof seconds !== 'number')
            undecided([USUAL], 'there is no expires_in', 'sipgate.answer.expires-in');
        else {
            const expected = 'expires_in of about 300, the usual 5 minutes';
            check(USUAL, response, () => ({ ok: Math.abs(seconds - 300) <= 5, expected, actual: String(seconds) }));
        }
    }
    if (hangs([DIFFER], REALM))
        return;
    const names = ['access_token', 'refresh_token'];
    const same = names.filter((name) => tokenIn(response, name) && tokenIn(response, name) === tokenIn(withRealm, name));
    check(DIFFER, [response, withRealm], () => ({
        ok: same.length === 0,
        expected: 'other tokens for each exchange',
        actual: same.length === 0 ? 'others' : `the same ${same.join(' and ')}`,
    }));
});
const SECRET_NEEDED = 'sipgate.token.client-secret-needed';
const OTHER_REALM = 'sipgate.token.realm-of-client';
const MADE_UP = 'sipgate.token.unknown-code-refused';
const BOUND = 'sipgate.rfc.code-bound-to-client';
const STATUS_401 = 'sipgate.rfc.invalid-client-status';
const INVALID_CLIENT = 'sipgate.rfc.invalid-client-error';
const WWW = 'sipgate.rfc.invalid-client-challenge';
const BASIC = 'sipgate.rfc.basic';
const TWO_WAYS = 'sipgate.rfc.one-client-authentication';
const IN_QUERY = 'sipgate.rfc.credentials-not-in-query';
const SAME = 'sipgate.practice.same-client-refusal';
const ERROR_JSON = 'sipgate.rfc.error-json';
const ERROR_STORE = 'sipgate.rfc.error-no-store';
export const clients = flow('only the client that a code was made for can exchange it', {
    endpoint: 'token',
    needs: TOKENS,
    judges: [
        SECRET,
        SECRET_NEEDED,
        OTHER_REALM,
        MADE_UP,
        BOUND,
        STATUS_401,
        INVALID_CLIENT,
        WWW,
        BASIC,
        TWO_WAYS,
        IN_QUERY,
        SAME,
        ERROR_JSON,
        ERROR_STORE,
        'sipgate.rfc.invalid-grant',
    ],
}, async ({ sipgate, check, hangs, refused, skip }) => {
    const refuses = oneControl(refused);
    const { client, otherClient, otherRealm } = sipgate;
    const given = async () => ({ code: await sipgate.code(), options: {} });
    const send = ({ code, options }) => sipgate.exchange(code, options);
    const refusal = { given, send, accepted: issuesToken };
    const altered = (options) => (before) => ({ ...before, options });
    const wrongSecret = { ...client, secret: `wrong-${randomUUID()}` };
    const wrong = await refuses(SECRET, {
        ...refusal,
        alter: altered({ client: wrongSecret }),
        detail: {
            [STATUS_401]: hasStatus(401, 400),
            [INVALID_CLIENT]: hasError('invalid_client'),
            [ERROR_JSON]: isJson,
            [ERROR_STORE]: isNotStored,
        },
    });
    await refuses(SECRET_NEEDED, { ...refusal, alter: altered({ params: { client_secret: undefined } }) });
    await refuses(MADE_UP, {
        ...refusal,
        alter: (before) => ({ ...before, code: randomUUID().replaceAll('-', '').padEnd(43, 'x') }),
        detail: { 'sipgate.rfc.invalid-grant': hasError('invalid_grant') },
    });
    if (otherRealm === undefined)
        skip([OTHER_REALM], 'sipgate.otherRealm is not set');
    else
        await refuses(OTHER_REALM, { ...refusal, alter: altered({ realm: otherRealm }) });
    if (otherClient === undefined)
        skip([BOUND], 'sipgate.otherClient is not set');
    else {
        const params = { redirect_uri: client.redirectUri };
        await refuses(BOUND, { ...refusal, alter: altered({ client: otherClient, params }) });
    }
    const byBasic = await sipgate.exchange(await sipgate.code(), { basic: 'instead' });
    check(BASIC, byBasic, issuesToken);
    if (!hangs([WWW, TWO_WAYS], BASIC)) {
        if (!hangs([WWW], SECRET)) {
            const refused = await sipgate.exchange(await sipgate.code(), { client: wrongSecret, basic: 'instead' });
            check(WWW, [byBasic, refused], hasHeader('www-authenticate', /^basic/i));
        }
        await refuses(TWO_WAYS, { ...refusal, alter: altered({ basic: 'too' }) });
    }
    const credentials = new URLSearchParams({ client_id: client.id, client_secret: client.secret });
    if (!hangs([IN_QUERY], SECRET_NEEDED)) {
        await refuses(IN_QUERY, {
            ...refusal,
            alter: altered({ params: { client_id: undefined, client_secret: undefined }, query: `?${credentials}` }),
        });
    }
    if (hangs([SAME], SECRET))
        return;
    const nobody = await sipgate.exchange(await sipgate.code(), {
        client: { ...client, id: `nobody-${randomUUID()}` },
    });
    const words = (response) => JSON.stringify([response.response?.status, valueAt(response, '/error')]);
    check(SAME, [wrong, nobody], () => ({
        ok: words(wrong) === words(nobody),
        expected: `the same status and error for an unknown client, ${words(wrong)}`,
        actual: words(nobody),
    }));
});
const SINGLE = 'sipgate.code.single-use';
const REVOKES = 'sipgate.rfc.code-replay-revokes';
const TOGETHER = 'sipgate.rfc.code-parallel-use';
export const singleUse = flow('a code works once', { endpoint: 'token', needs: [...REFRESH_TOKEN, RESOURCE], judges: [SINGLE, REVOKES, TOGETHER] }, async ({ sipgate, check, hangs, refused }) => {
    const code = await sipgate.code();
    const first = await sipgate.exchange(code);
    const second = await sipgate.exchange(code);
    refused(SINGLE, { control: first, refused: second, accepted: issuesToken });
    if (hangs([REVOKES, TOGETHER], SINGLE))
        return;
    const used = await sipgate.useToken(tokenIn(first, 'access_token'));
    const refreshed = await sipgate.refresh(tokenIn(first, 'refresh_token') ?? '');
    check(REVOKES, [first, second, used, refreshed], () => {
        const alive = [succeeded(used) && 'access token', succeeded(refreshed) && 'refresh token'].filter(Boolean);
        return {
            ok: alive.length === 0,
            expected: 'tokens of a code that was used twice are revoked',
            actual: alive.length === 0 ? 'they are' : `the ${alive.join(' and the ')} still works`,
        };
    });
    const another = await sipgate.code();
    const both = await Promise.all([sipgate.exchange(another), sipgate.exchange(another)]);
    const successes = both.filter((response) => issuesToken(response).ok).length;
    check(TOGETHER, both, () => ({
        ok: successes <= 1,
        expected: 'at most one of two exchanges at the same time succeeds',
        actual: `${successes} did`,
    }));
});
export const badExchanges = flow('an exchange that is not as it should be gives no tokens', {
    endpoint: 'token',
    needs: TOKENS,
    judges: [
        'sipgate.rfc.redirect-uri-needed',
        'sipgate.rfc.redirect-uri-same',
        'sipgate.rfc.redirect-uri-same-to-the-letter',
        'sipgate.rfc.grant-type-needed',
        'sipgate.rfc.grant-type-unsupported',
        'sipgate.rfc.unsupported-grant-type-error',
        'sipgate.rfc.code-needed',
        'sipgate.rfc.invalid-request-error',
        'sipgate.rfc.empty-is-omitted',
        'sipgate.rfc.repeated-parameter',
        'sipgate.rfc.unknown-parameter',
        'sipgate.rfc.post-only',
        'sipgate.rfc.form-only',
        'sipgate.rfc.password-grant-off',
    ],
}, async ({ sipgate, check, refused, undecided }) => {
    const refuses = oneControl(refused);
    const refusal = {
        given: async () => ({ code: await sipgate.code(), options: {} }),
        send: ({ code, options }) => sipgate.exchange(code, options),
        accepted: issuesToken,
    };
    const altered = (options) => (before) => ({ ...before, options });
    await refuses('sipgate.rfc.redirect-uri-needed', {
        ...refusal,
        alter: altered({ params: { redirect_uri: undefined } }),
    });
    const elsewhere = await refuses('sipgate.rfc.redirect-uri-same', {
        ...refusal,
        alter: altered({ params: { redirect_uri: 'https://attacker.example/callback' } }),
    });
    const LETTER = 'sipgate.rfc.redirect-uri-same-to-the-letter';
    if (issuesToken(elsewhere).ok)
        undecided([LETTER], 'any redirect URI will do', 'sipgate.rfc.redirect-uri-same');
    else {
        const { redirectUri } = sipgate.client;
        for (const almost of [`${redirectUri}/`, `${redirectUri}?x=1`, redirectUri.replace('://', '://WWW.')]) {
            const params = { redirect_uri: almost };
            await refuses(LETTER, { ...refusal, alter: altered({ params }) });
        }
    }
    await refuses('sipgate.rfc.grant-type-needed', {
        ...refusal,
        alter: altered({ params: { grant_type: undefined } }),
        detail: { 'sipgate.rfc.invalid-request-error': hasError('invalid_request') },
    });
    await refuses('sipgate.rfc.grant-type-unsupported', {
        ...refusal,
        alter: altered({ params: { grant_type: 'urn:tollgate:unknown' } }),
        detail: { 'sipgate.rfc.unsupported-grant-type-error': hasError('unsupported_grant_type') },
    });
    const withoutCode = await refuses('sipgate.rfc.code-needed', {
        ...refusal,
        alter: altered({ params: { code: undefined } }),
        detail: { 'sipgate.rfc.invalid-request-error': hasError('invalid_request') },
    });
    const EMPTY = 'sipgate.rfc.empty-is-omitted';
    const words = (response) => JSON.stringify([response.response?.status, valueAt(response, '/error')]);
    const empty = await sipgate.exchange('');
    if (issuesToken(withoutCode).ok)
        undecided([EMPTY], 'no code is needed', 'sipgate.rfc.code-needed');
    else {
        const expected = `the response to a request without code, ${words(withoutCode)}`;
        check(EMPTY, [withoutCode, empty], () => ({
            ok: words(empty) === words(withoutCode),
            expected,
            actual: words(empty),
        }));
    }
    await refuses('sipgate.rfc.repeated-parameter', {
        ...refusal,
        alter: altered({ extra: 'grant_type=authorization_code' }),
    });
    const unknown = await sipgate.exchange(await sipgate.code(), { params: { tollgate: 'unknown' } });
    check('sipgate.rfc.unknown-parameter', unknown, issuesToken);
    const { client } = sipgate;
    await refuses('sipgate.rfc.post-only', {
        ...refusal,
        alter: ({ code }) => {
            const params = { code, redirect_uri: client.redirectUri, grant_type: 'authorization_code' };
            return {
                code,
                options: {
                    method: 'GET',
                    query: `?${new URLSearchParams(params)}`,
                    headers: [['Authorization', basicOf(client)]],
                },
            };
        },
    });
    await refuses('sipgate.rfc.form-only', { ...refusal, alter: altered({ json: true }) });
    const { user, scope } = sipgate;
    const password = await sipgate.postToken({
        grant_type: 'password',
        username: user.name,
        password: user.password,
        scope,
    });
    check('sipgate.rfc.password-grant-off', password, (response) => {
        const finding = issuesToken(response);
        return { ok: !finding.ok, expected: 'no token for the grant type password', actual: finding.actual };
    });
});
//# sourceMappingURL=exchange.js.map