import { succeeds } from '../harness/checks/matchers.js';
import { succeeded, valueAt } from '../harness/http/exchange.js';
import { flow, isEmptySuccess, without } from './api.js';
import { JWT, LOGIN, TOKEN } from './ids.js';
import { openJwt } from './jwt.js';
const everything = without('destructive', 'ownAccounts', 'superDuper', 'admin');
const triesMs = 100;
const tries = 50;
/** Uses a token that a reset is to have ended: a cluster takes some seconds until all of it knows. */
async function useWhenEnded(kazoo, token, patient) {
    for (let tried = 1;; tried += 1) {
        const used = await kazoo.useToken(token);
        if (!patient || !succeeded(used) || tried === tries)
            return used;
        await new Promise((resolve) => setTimeout(resolve, triesMs));
    }
}
/** A key's PEM as an administrator sees it. */
async function pemAt(kazoo, path) {
    const token = valueAt(await kazoo.login(kazoo.admin), '/auth_token');
    const key = await kazoo.call('GET', path, { token: String(token) });
    return [key, valueAt(key, '/data/public_key_pem')];
}
const KEY = {
    only: 'kazoo.key-reset.by-super-duper-only',
    empty: 'kazoo.key-reset.empty-success',
    ends: 'kazoo.key-reset.ends-tokens',
    again: 'kazoo.key-reset.login-again',
    fresh: 'kazoo.key-reset.new-key',
};
export const keyReset = flow('a reset of the private key ends all tokens', {
    endpoint: 'token',
    needs: [...TOKEN, JWT, 'kazoo.keys.list', 'kazoo.keys.lists-signing-key', 'kazoo.key.get'],
    judges: Object.values(KEY),
    skipFact: everything,
}, async ({ kazoo, check, hangs, movableClock, refused, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const path = `/auth/keys/${encodeURIComponent(String(openJwt(token)?.header.kid))}`;
    const [, before] = await pemAt(kazoo, path);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const tried = await kazoo.act(path, admin, 'reset_private_key');
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const control = await kazoo.useToken(current);
    const reset = await kazoo.act(path, root, 'reset_private_key');
    refused(KEY.only, { control: reset, refused: tried, accepted: succeeds });
    if (!succeeds(reset).ok) {
        undecided([KEY.empty, KEY.ends, KEY.again, KEY.fresh], 'the key was not reset', KEY.only);
        return;
    }
    check(KEY.empty, reset, isEmptySuccess);
    const used = await useWhenEnded(kazoo, current, !movableClock);
    refused(KEY.ends, { control, refused: used, accepted: succeeds });
    const again = await kazoo.login(kazoo.user);
    const fresh = valueAt(again, '/auth_token');
    check(KEY.again, [reset, again, await kazoo.useToken(typeof fresh === 'string' ? fresh : undefined)], succeeds);
    if (hangs([KEY.fresh], KEY.again))
        return;
    const [key, after] = await pemAt(kazoo, path);
    if (typeof before !== 'string' || typeof after !== 'string') {
        undecided([KEY.fresh], 'the public key cannot be read', 'kazoo.key.public-key-pem');
        return;
    }
    check(KEY.fresh, [reset, key], () => ({
        ok: before !== after,
        expected: 'another public key than before',
        actual: before === after ? 'the same key' : 'another key',
    }));
});
const SYSTEM = {
    only: 'kazoo.system-reset.by-super-duper-only',
    empty: 'kazoo.system-reset.empty-success',
    ends: 'kazoo.system-reset.ends-tokens',
    again: 'kazoo.system-reset.login-again',
};
export const systemReset = flow('a reset of the system secret ends all tokens', { endpoint: 'token', needs: TOKEN, judges: Object.values(SYSTEM), skipFact: everything }, async ({ kazoo, check, movableClock, refused, extract, undecided }) => {
    const reset = (token) => kazoo.act('/auth', token, 'reset_signature_secret');
    const tried = await reset(extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN));
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const controls = [await kazoo.useToken(current), await kazoo.useToken(root)];
    const done = await reset(root);
    refused(SYSTEM.only, { control: done, refused: tried, accepted: succeeds });
    if (!succeeds(done).ok) {
        undecided([SYSTEM.empty, SYSTEM.ends, SYSTEM.again], 'the secret was not reset', SYSTEM.only);
        return;
    }
    check(SYSTEM.empty, done, isEmptySuccess);
    const used = [await useWhenEnded(kazoo, current, !movableClock), await kazoo.useToken(root)];
    refused(SYSTEM.ends, { control: controls[0], refused: used[0], accepted: succeeds });
    refused(SYSTEM.ends, { control: controls[1], refused: used[1], accepted: succeeds });
    const again = await kazoo.login(kazoo.user);
    const fresh = valueAt(again, '/auth_token');
    check(SYSTEM.again, [done, again, await kazoo.useToken(typeof fresh === 'string' ? fresh : undefined)], succeeds);
});
//# sourceMappingURL=system-resets.js.map