import { flow } from './client-app.js';
import { ID, LOGIN_WORKS, LOGS_IN, STATE } from './client-ids.js';
import { rule, tells } from './client-matchers.js';
const COMPARED = ID('state-compared');
const NEEDED = ID('state-needed');
const BOUND = ID('login-bound-to-session');
const ISSUER = ID('iss-compared');
const NOBODY = ID('denial-logs-nobody-in');
const TOLD = ID('denial-told');
const CODE = ID('code-needed');
const CODE_TOLD = ID('code-missing-told');
const UNKNOWN = ID('callback-unknown-parameter');
const AGAIN = ID('callback-once');
const LOGOUT = ID('logout');
/** A callback with one parameter changed; undefined takes it out. */
function changed(callback, name, value) {
    const url = new URL(callback);
    if (value === undefined)
        url.searchParams.delete(name);
    else
        url.searchParams.set(name, value);
    return url;
}
export const callbacks = flow('a callback that no login led to logs nobody in', {
    endpoint: 'sso-callback',
    needs: LOGIN_WORKS,
    judges: [COMPARED, NEEDED, BOUND, ISSUER, NOBODY, TOLD, CODE, CODE_TOLD, UNKNOWN, AGAIN],
}, async ({ app, check, refused, undecided, note }) => {
    const first = await app.upToCallback();
    await app.deliver(first.visitor, first.callback);
    const control = await app.probe(first.visitor);
    if (!app.loggedIn(control).ok) {
        return undecided([COMPARED, NEEDED, BOUND, ISSUER, NOBODY, TOLD, CODE, CODE_TOLD, UNKNOWN, AGAIN], 'nobody was logged in', LOGS_IN);
    }
    const since = await app.mark();
    const { last } = await app.deliver(first.visitor, first.callback);
    const again = await app.sent('realm', since, [first.code]);
    note(again);
    check(AGAIN, [...again, last], rule('no second request with the code', () => ({
        ok: again.length === 0,
        actual: `${again.length} requests`,
    })));
    /** A login whose callback is changed on its way. */
    async function delivering(change) {
        const { visitor, callback } = await app.upToCallback();
        const walk = await app.deliver(visitor, change(callback));
        return { walk, probe: await app.probe(visitor) };
    }
    const nobody = (id, probe) => refused(id, { control, refused: probe, accepted: app.loggedIn });
    if (first.callback.searchParams.has('state')) {
        const state = first.callback.searchParams.get('state');
        nobody(COMPARED, (await delivering((url) => changed(url, 'state', `${state}-forged`))).probe);
        nobody(NEEDED, (await delivering((url) => changed(url, 'state', undefined))).probe);
    }
    else
        undecided([COMPARED, NEEDED], 'no state is sent', STATE);
    const attacker = await app.upToCallback();
    const victim = app.stranger();
    await app.begin(victim);
    await app.deliver(victim, attacker.callback);
    nobody(BOUND, await app.probe(victim));
    nobody(ISSUER, (await delivering((url) => changed(url, 'iss', 'https://attacker.example/auth/realms/third-party'))).probe);
    const denial = await app.upToDenial();
    const denied = await app.deliver(denial.visitor, denial.callback);
    nobody(NOBODY, await app.probe(denial.visitor));
    check(TOLD, denied.last, tells);
    const bare = await delivering((url) => changed(url, 'code', undefined));
    nobody(CODE, bare.probe);
    check(CODE_TOLD, bare.walk.last, tells);
    check(UNKNOWN, (await delivering((url) => changed(url, 'tollgate', 'unknown'))).probe, app.loggedIn);
});
export const logout = flow('a logout ends the session', {
    endpoint: 'sso-callback',
    needs: LOGIN_WORKS,
    judges: [LOGOUT],
    skipFact: ({ app }) => (app.logoutUrl === undefined ? 'sipgate.app.logoutUrl is not set' : undefined),
}, async ({ app, refused }) => {
    const { visitor, callback } = await app.upToCallback();
    await app.deliver(visitor, callback);
    const control = await app.probe(visitor);
    await app.open(visitor, app.logoutUrl ?? '/');
    refused(LOGOUT, { control, refused: await app.probe(visitor), accepted: app.loggedIn });
});
//# sourceMappingURL=client-callback.js.map