import { randomUUID } from 'node:crypto';
import { succeeds } from '../harness/checks/matchers.js';
import { valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken, without } from './api.js';
import { JWT, LOGIN, TOKEN } from './ids.js';
import { forgeries, openJwt } from './jwt.js';
const forged = {
    'kazoo.rfc.alg-none': forgeries.unsigned,
    'kazoo.rfc.tampered-payload': forgeries.tampered,
    'kazoo.rfc.stripped-signature': forgeries.stripped,
    'kazoo.rfc.other-algorithm': forgeries.otherAlgorithm,
    'kazoo.rfc.unknown-kid': forgeries.unknownKey,
};
export const forgedTokens = flow('forged tokens are refused', { endpoint: 'token', needs: [...TOKEN, JWT], judges: Object.keys(forged) }, async ({ kazoo, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    const control = await kazoo.useToken(token);
    for (const [id, forge] of Object.entries(forged)) {
        refused(id, { control, refused: await kazoo.useToken(forge(jwt)), accepted: succeeds });
    }
});
const HMAC = 'kazoo.rfc.hmac-with-public-key';
export const hmac = flow('the public key is not a secret to sign tokens with', {
    endpoint: 'token',
    needs: [...TOKEN, JWT, 'kazoo.keys.list', 'kazoo.key.get'],
    judges: [HMAC],
    skipFact: without('admin'),
}, async ({ kazoo, refused, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    const key = await kazoo.call('GET', `/auth/keys/${encodeURIComponent(String(jwt.header.kid))}`, { token });
    const pem = valueAt(key, '/data/public_key_pem');
    if (typeof pem !== 'string')
        return undecided([HMAC], 'the public key cannot be read', 'kazoo.key.public-key-pem');
    const control = await kazoo.useToken(token);
    for (const secret of new Set([pem, pem.trim()])) {
        refused(HMAC, { control, refused: await kazoo.useToken(forgeries.hmac(jwt, secret)), accepted: succeeds });
    }
});
const FOREIGN = 'kazoo.practice.foreign-issuer-refused';
const NOT_ASKED = 'kazoo.practice.foreign-issuer-not-asked';
export const foreignIssuer = flow('a token of an unknown issuer is refused, and its issuer not asked', { endpoint: 'token', needs: [...TOKEN, JWT], judges: [FOREIGN, NOT_ASKED] }, async ({ kazoo, check, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const word = randomUUID();
    const since = await kazoo.mark();
    const foreign = await kazoo.mintForeign(word, openJwt(token)?.claims ?? {});
    const control = await kazoo.useToken(token);
    const used = await kazoo.useToken(foreign.token);
    refused(FOREIGN, { control, refused: used, accepted: succeeds });
    const described = await kazoo.tokenInfo(foreign.token);
    const asked = await kazoo.asked(since, foreign.path);
    check(NOT_ASKED, [used, described], () => ({
        ok: asked.length === 0,
        expected: 'no request to the issuer that the token names',
        actual: asked.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`).join(', ') || 'none',
    }));
});
const EXPIRED = 'kazoo.rfc.expired-token';
const REFRESH = 'kazoo.refresh.needs-valid-token';
const LONGEST_WAIT = 10;
export const lifetime = flow('an expired token is refused, and cannot be refreshed', { endpoint: 'token', needs: [...TOKEN, JWT, 'kazoo.refresh.new-token'], judges: [EXPIRED, REFRESH] }, async ({ kazoo, movableClock, wait, refused, skip, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const exp = Number(openJwt(token)?.claims.exp);
    const left = exp - Date.now() / 1000;
    if (!movableClock && !(left < LONGEST_WAIT)) {
        const lives = Number.isNaN(left) ? 'without end' : `for ${Math.round(left)} s`;
        skip([EXPIRED, REFRESH], `tokens live ${lives} here; set token_auth_expiry_s of Crossbar to 2 to have expiry judged`);
        return;
    }
    const control = await kazoo.useToken(token);
    const refreshed = await kazoo.refresh(token);
    await wait(Math.ceil(left) + 1);
    refused(EXPIRED, { control, refused: await kazoo.useToken(token), accepted: succeeds });
    refused(REFRESH, { control: refreshed, refused: await kazoo.refresh(token), accepted: issuesToken });
});
//# sourceMappingURL=forgeries.js.map