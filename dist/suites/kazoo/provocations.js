import { hasStatus } from '../harness/checks/matchers.js';
import { flow, issuesToken, without } from './api.js';
import { BOUNDED, LINKED, LINKED_USER } from './ids.js';
const STATUS = 'kazoo.vendor.callback-refused-status';
const SIGNATURE = 'kazoo.rfc.id-token-signature';
/** What the provider does to the target that brings a code, and what must not come of it. */
const provoked = [
    ['kazoo.callback.rejected-code', 'reject', 'reject-with-200'],
    ['kazoo.callback.provider-failure', 'server-error', 'not-json', 'no-access-token', 'silent'],
    [SIGNATURE, 'id-token-signature', 'id-token-unsigned'],
    ['kazoo.rfc.id-token-issuer', 'id-token-issuer'],
    ['kazoo.rfc.id-token-audience', 'id-token-audience'],
    ['kazoo.rfc.id-token-expired', 'id-token-expired'],
    ['kazoo.practice.profile-needed', 'profile-refused', 'profile-not-json'],
    ['kazoo.practice.identity-needed', 'profile-no-identity'],
];
const tries = 5;
/** Sends a callback with a fresh code; when no response comes, waits until the target answers something else again. */
async function bounded(kazoo, order, data) {
    const response = data ? await kazoo.callback(data) : await kazoo.signOn(order);
    if (response.response)
        return { response };
    for (let tried = 1;; tried += 1) {
        const recovered = await kazoo.call('OPTIONS', '/auth/callback');
        if (recovered.response || tried === tries)
            return { response, recovered };
    }
}
/** Judges whether a callback was answered at all. */
function judgeTime({ check }, { response, recovered }) {
    const seconds = secondsOf(response);
    check(BOUNDED, [recovered ?? response], () => ({
        ok: response.response !== undefined,
        expected: 'a response in bounded time',
        actual: response.response ? `a response after ${seconds} s` : `no response in ${seconds} s`,
    }));
}
function secondsOf({ durationMs }) {
    return (durationMs / 1000).toFixed(1);
}
/** Judges one callback that must issue no token; without a response there is nothing to judge. */
function judge({ refused, undecided }, id, control, { response }) {
    const seconds = secondsOf(response);
    if (!response.response)
        undecided([id, STATUS], `no response in ${seconds} s`, BOUNDED);
    else
        refused(id, { control, refused: response, accepted: issuesToken, detail: { [STATUS]: hasStatus(401) } });
}
export const provocations = flow('what the provider does not confirm is not a login', {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [...provoked.map(([id]) => id), STATUS, BOUNDED],
    skipFact: without('sso'),
}, async ({ kazoo, undecided, ...story }) => {
    const linked = await kazoo.linkedSubject();
    const ids = [...provoked.map(([id]) => id), STATUS, BOUNDED];
    if (!linked)
        return undecided(ids, 'no link could be made', LINKED);
    const { subject } = linked;
    const judging = { ...story, undecided };
    const control = await kazoo.signOn({ subject });
    for (const [id, ...names] of provoked) {
        for (const provoke of names) {
            const seen = await bounded(kazoo, { subject, provoke });
            judgeTime(judging, seen);
            judge(judging, id, control, seen);
        }
    }
    judgeTime(judging, await bounded(kazoo, { subject, provoke: 'slow' }));
});
const REPLAYED = 'kazoo.rfc.replayed-code';
const OTHER_CLIENT = 'kazoo.rfc.other-clients-code';
const OTHER_REDIRECT = 'kazoo.rfc.other-redirect-uri';
export const codes = flow('a code is good once, for its own application and redirect URI', {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [REPLAYED, OTHER_REDIRECT, STATUS],
    skipFact: without('sso'),
}, async ({ kazoo, undecided, ...story }) => {
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided([REPLAYED, OTHER_REDIRECT, STATUS], 'no link could be made', LINKED);
    const { subject } = linked;
    const judging = { ...story, undecided };
    const code = await kazoo.mintCode({ subject });
    const data = kazoo.callbackData(code);
    const control = await kazoo.callback(data);
    judge(judging, REPLAYED, control, await bounded(kazoo, { subject }, data));
    const elsewhere = await kazoo.mintCode({ subject, redirectUri: `${kazoo.sso?.redirectUri}elsewhere` });
    judge(judging, OTHER_REDIRECT, control, await bounded(kazoo, { subject }, kazoo.callbackData(elsewhere)));
});
export const otherClient = flow('a code of another application logs nobody in', {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [OTHER_CLIENT, STATUS],
    skipFact: without('sso', 'otherSso'),
}, async ({ kazoo, undecided, ...story }) => {
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided([OTHER_CLIENT, STATUS], 'no link could be made', LINKED);
    const { subject } = linked;
    const control = await kazoo.signOn({ subject });
    const code = await kazoo.mintCode({ subject, sso: kazoo.otherSso });
    const response = await bounded(kazoo, { subject }, kazoo.callbackData(code));
    judge({ ...story, undecided }, OTHER_CLIENT, control, response);
});
//# sourceMappingURL=provocations.js.map