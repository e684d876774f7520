import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { succeeds } from '../harness/checks/matchers.js';
import { statusOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesNothing, issuesToken, tokenIn } from './api.js';
import { REFRESH, REFRESH_TOKEN, REFRESHED, RESOURCE } from './ids.js';
import { hasError } from './matchers.js';
import { oneControl } from './one-control.js';
const NEW_ACCESS = 'sipgate.refresh.new-access-token';
const NEW_REFRESH = 'sipgate.refresh.new-refresh-token';
const OPENS = 'sipgate.refresh.opens-resource';
const REALM = 'sipgate.refresh.realm-parameter';
export const refresh = flow('a refresh token gets a new set of tokens', {
    endpoint: 'refresh',
    needs: REFRESH_TOKEN,
    judges: [REFRESH, ...contract('sipgate/refreshed-response').ids, NEW_ACCESS, NEW_REFRESH, OPENS, REALM],
}, async ({ sipgate, check, conforms, hangs, extract }) => {
    const first = await sipgate.tokens();
    const token = extract(first, '/refresh_token', 'sipgate.answer.refresh-token');
    const refreshed = await sipgate.refresh(token);
    check(REFRESH, refreshed, succeeds);
    conforms('sipgate/refreshed-response', refreshed, REFRESH);
    const access = extract(refreshed, '/access_token', 'sipgate.refreshed.access-token');
    const isNew = (name) => {
        const same = tokenIn(first, name) === tokenIn(refreshed, name);
        return () => ({ ok: !same, expected: `a new ${name}`, actual: same ? 'the old one again' : 'a new one' });
    };
    check(NEW_ACCESS, [first, refreshed], isNew('access_token'));
    const newToken = extract(refreshed, '/refresh_token', 'sipgate.refreshed.refresh-token');
    check(NEW_REFRESH, [first, refreshed], isNew('refresh_token'));
    if (!hangs([OPENS], RESOURCE))
        check(OPENS, [refreshed, await sipgate.useToken(access)], succeeds);
    check(REALM, await sipgate.refresh(newToken, { params: { realm: sipgate.realm } }), issuesToken);
});
const SECRET = 'sipgate.refresh.client-authenticated';
const TOKEN = 'sipgate.refresh.unknown-token-refused';
const BOUND = 'sipgate.rfc.refresh-bound-to-client';
const KIND = 'sipgate.rfc.access-token-refreshes-nothing';
const ID_KIND = 'sipgate.rfc.id-token-refreshes-nothing';
const GRANT_ERROR = 'sipgate.rfc.refresh-invalid-grant';
const WIDEN = 'sipgate.rfc.refresh-scope-not-widened';
const NARROW = 'sipgate.rfc.refresh-scope-narrowed';
export const refusedRefreshes = flow('a refresh needs the client and its token', { endpoint: 'refresh', needs: REFRESHED, judges: [SECRET, TOKEN, BOUND, KIND, ID_KIND, GRANT_ERROR, WIDEN, NARROW] }, async ({ sipgate, check, refused, skip }) => {
    const refuses = oneControl(refused);
    const given = async () => {
        const tokens = await sipgate.tokens();
        return { token: tokenIn(tokens, 'refresh_token') ?? '', options: {}, tokens };
    };
    const send = ({ token, options }) => sipgate.refresh(token, options);
    const refusal = { given, send, accepted: issuesToken };
    const { client, otherClient, lesserScope, scope } = sipgate;
    await refuses(SECRET, {
        ...refusal,
        alter: (before) => ({ ...before, options: { client: { ...client, secret: `wrong-${randomUUID()}` } } }),
    });
    await refuses(TOKEN, {
        ...refusal,
        alter: (before) => ({ ...before, token: `tollgate-${randomUUID()}` }),
        detail: { [GRANT_ERROR]: hasError('invalid_grant') },
    });
    if (otherClient === undefined)
        skip([BOUND], 'sipgate.otherClient is not set');
    else
        await refuses(BOUND, { ...refusal, alter: (before) => ({ ...before, options: { client: otherClient } }) });
    await refuses(KIND, {
        ...refusal,
        alter: (before) => ({ ...before, token: tokenIn(before.tokens, 'access_token') ?? '' }),
    });
    const idToken = tokenIn(await sipgate.tokens(), 'id_token');
    if (idToken === undefined)
        skip([ID_KIND], 'the response has no id_token');
    else
        await refuses(ID_KIND, { ...refusal, alter: (before) => ({ ...before, token: idToken }) });
    if (lesserScope === undefined)
        return skip([WIDEN, NARROW], 'sipgate.lesserScope is not set');
    const { token } = await given();
    check(NARROW, await sipgate.refresh(token, { params: { scope: lesserScope } }), issuesToken);
    const lesser = await sipgate.tokens({ params: { scope: lesserScope } });
    const wider = await sipgate.refresh(tokenIn(lesser, 'refresh_token') ?? '', { params: { scope } });
    const used = succeeded(wider) ? await sipgate.useToken(tokenIn(wider, 'access_token')) : undefined;
    check(WIDEN, [lesser, wider, ...(used ? [used] : [])], () => ({
        ok: !used || !succeeded(used),
        expected: `a refusal, or a token for ${lesserScope} alone`,
        actual: used ? `a token that the resource answers with ${statusOf(used)}` : summaryOf(wider),
    }));
});
const ROTATED = 'sipgate.practice.refresh-rotation';
const FAMILY = 'sipgate.rfc.refresh-replay-ends-family';
export const rotation = flow('a refresh token that was replaced is worth nothing', { endpoint: 'refresh', needs: [...REFRESHED, NEW_REFRESH], judges: [ROTATED, FAMILY] }, async ({ sipgate, check, skip, undecided }) => {
    const first = await sipgate.tokens();
    const old = tokenIn(first, 'refresh_token') ?? '';
    const second = await sipgate.refresh(old);
    const replay = await sipgate.refresh(old);
    if (!succeeded(second))
        return undecided([ROTATED, FAMILY], summaryOf(second), REFRESH);
    check(ROTATED, [second, replay], issuesNothing('a refusal of the refresh token that was used before'));
    if (issuesToken(replay).ok)
        return skip([FAMILY], 'refresh tokens are not replaced by use');
    const successor = await sipgate.refresh(tokenIn(second, 'refresh_token') ?? '');
    check(FAMILY, [second, replay, successor], issuesNothing('a refusal of its successor as well, once the old one was tried'));
});
const EXPIRES = 'sipgate.resource.expires';
const LIVES = 'sipgate.answer.expires-in-kept';
const AFTER = 'sipgate.refresh.after-expiry';
const CODE_EXPIRES = 'sipgate.rfc.code-lifetime';
const EXPIRED_ERROR = 'sipgate.rfc.expired-token-error';
export const lifetime = flow('an access token lives a few minutes, the refresh token goes on', {
    endpoint: 'refresh',
    needs: [...REFRESHED, RESOURCE, 'sipgate.answer.expires-in-type'],
    judges: [EXPIRES, LIVES, AFTER, CODE_EXPIRES, EXPIRED_ERROR],
}, async ({ sipgate, check, movableClock, wait, refused, skip }) => {
    const code = await sipgate.code();
    const response = await sipgate.tokens();
    const told = valueAt(response, '/expires_in');
    const seconds = typeof told === 'number' ? told : (sipgate.accessTokenSeconds ?? 300);
    const control = await sipgate.useToken(tokenIn(response, 'access_token'));
    const tooLong = 'access tokens live too long to wait: set sipgate.accessTokenSeconds';
    if (!movableClock && seconds > 10) {
        return skip([EXPIRES, LIVES, AFTER, CODE_EXPIRES, EXPIRED_ERROR], tooLong);
    }
    if (movableClock)
        await wait(seconds - 3);
    const alive = movableClock ? await sipgate.useToken(tokenIn(response, 'access_token')) : control;
    check(LIVES, [response, alive], succeeds);
    await wait(movableClock ? 5 : seconds + 1);
    refused(EXPIRES, {
        control,
        refused: await sipgate.useToken(tokenIn(response, 'access_token')),
        accepted: succeeds,
        detail: {
            [EXPIRED_ERROR]: (exchange) => ({
                ok: statusOf(exchange) === 401,
                expected: 'status 401',
                actual: summaryOf(exchange),
            }),
        },
    });
    check(AFTER, await sipgate.refresh(tokenIn(response, 'refresh_token') ?? ''), issuesToken);
    if (!movableClock)
        return skip([CODE_EXPIRES], 'the clock cannot be moved, and ten minutes are too long to wait');
    await wait(601);
    const late = await sipgate.exchange(code);
    check(CODE_EXPIRES, late, issuesNothing('a refusal of a code that is older than ten minutes'));
});
const REVOKED = 'sipgate.rfc.revoked-refresh-token';
const REVOKED_ACCESS = 'sipgate.rfc.revoked-access-token';
const REVOKE_STATUS = 'sipgate.rfc.revocation-status';
export const revocation = flow('a revoked token is worth nothing', { endpoint: 'refresh', needs: [...REFRESHED, RESOURCE], judges: [REVOKED, REVOKED_ACCESS, REVOKE_STATUS] }, async ({ sipgate, check, refused, skip }) => {
    const { revocation_endpoint: url } = await sipgate.metadata();
    if (typeof url !== 'string')
        return skip([REVOKED, REVOKED_ACCESS, REVOKE_STATUS], 'the metadata names no revocation_endpoint');
    const first = await sipgate.tokens();
    const access = tokenIn(first, 'access_token') ?? '';
    const control = await sipgate.useToken(access);
    const revokedAccess = await sipgate.postAsClient(url, { token: access, token_type_hint: 'access_token' });
    check(REVOKE_STATUS, revokedAccess, succeeds);
    check(REVOKE_STATUS, await sipgate.postAsClient(url, { token: `tollgate-${randomUUID()}` }), succeeds);
    refused(REVOKED_ACCESS, { control, refused: await sipgate.useToken(access), accepted: succeeds });
    const second = await sipgate.tokens();
    const works = await sipgate.refresh(tokenIn(second, 'refresh_token') ?? '');
    const newest = tokenIn(works, 'refresh_token') ?? '';
    await sipgate.postAsClient(url, { token: newest, token_type_hint: 'refresh_token' });
    refused(REVOKED, { control: works, refused: await sipgate.refresh(newest), accepted: issuesToken });
});
//# sourceMappingURL=refresh.js.map