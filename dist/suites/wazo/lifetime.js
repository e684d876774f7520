import { succeeds } from '../harness/checks/matchers.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, CREATES, ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.js';
const LIVES = 'wazo.token.expiration-in-seconds';
const EXPIRES = 'wazo.token.expires';
const GET_EXPIRED = 'wazo.vendor.get-expired-token';
const USED_BEFORE = [
    'wazo.refresh.offline-token-usable',
    'wazo.refresh.new-access-token',
    'wazo.refresh.keeps-working',
];
const TEN_YEARS = 315_360_000;
export const lifetime = flow('access tokens live as long as was asked, refresh tokens go on', {
    endpoint: 'token',
    needs: [...REFRESHED_TOKEN, ACCEPTED, ...USED_BEFORE],
    judges: [
        LIVES,
        EXPIRES,
        'wazo.refresh.offline-token-expires',
        'wazo.refresh.expiration-honoured',
        'wazo.refresh.no-expiration',
        GET_EXPIRED,
    ],
}, async ({ wazo, check, hangs, movableClock, wait, refused, extract }) => {
    const seconds = movableClock ? 3600 : 2;
    const client_id = wazo.newClientId();
    const body = { expiration: seconds };
    const long = await wazo.createToken({ as: wazo.user, body: { expiration: 3 * seconds + 60 } });
    const longToken = extract(long, '/data/token', LOGIN);
    // A server that keeps times in whole seconds ends a token up to one second early: where the clock cannot be moved,
    // a short-lived token is used the moment it is there.
    const begin = async (made, id) => {
        const token = extract(made, '/data/token', id);
        return { made, token, alive: movableClock ? undefined : await wazo.useToken(token) };
    };
    const offline = await begin(await wazo.createOfflineToken(wazo.user, client_id, { body }), 'wazo.refresh.offline-access-token');
    const refresh_token = extract(offline.made, '/data/refresh_token', ISSUED);
    const refreshed = await begin(await wazo.refresh({ refresh_token, client_id, ...body }), CREATES);
    const short = await begin(await wazo.createToken({ as: wazo.user, body }), LOGIN);
    if (movableClock)
        await wait(seconds - 2);
    const aliveRead = await wazo.readToken('HEAD', short.token);
    for (const one of [offline, refreshed, short])
        one.alive ??= await wazo.useToken(one.token);
    check(LIVES, [short.made, short.alive], succeeds);
    await wait(movableClock ? 3 : seconds + 1);
    check(LIVES, [long, await wazo.useToken(longToken)], succeeds);
    for (const [id, one] of [
        [EXPIRES, short],
        ['wazo.refresh.offline-token-expires', offline],
        ['wazo.refresh.expiration-honoured', refreshed],
    ]) {
        refused(id, {
            control: one.alive,
            refused: await wazo.useToken(one.token),
            accepted: succeeds,
        });
    }
    if (!hangs([GET_EXPIRED], EXPIRES)) {
        const deadRead = await wazo.readToken('HEAD', short.token);
        refused(GET_EXPIRED, { control: aliveRead, refused: deadRead, accepted: succeeds });
    }
    if (movableClock)
        await wait(TEN_YEARS);
    check('wazo.refresh.no-expiration', [refreshed.made, await wazo.refresh({ refresh_token, client_id })], issuesToken);
});
//# sourceMappingURL=lifetime.js.map