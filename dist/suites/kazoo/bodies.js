import { randomUUID } from 'node:crypto';
import { malformed, malformedIds } from '../harness/checks/malformed.js';
import { hasStatus } from '../harness/checks/matchers.js';
import { summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken, without } from './api.js';
import { LINKED, LINKED_USER, LOGS_IN } from './ids.js';
import { claimOf } from './jwt.js';
const STATUS = 'kazoo.vendor.invalid-status';
const MEMBERS = 'kazoo.vendor.invalid-members';
const EMPTY = 'kazoo.practice.empty-code-refused';
const NOT_ASKED = 'kazoo.practice.bad-body-not-asked';
const OPTIONAL = 'kazoo.callback.state-optional';
const CONTRACT = 'kazoo/callback-request';
/** The response names a member in data. */
const names = (member) => (exchange) => ({
    ok: valueAt(exchange, `/data/${member}`) !== undefined,
    expected: `data.${member}`,
    actual: summaryOf(exchange),
});
export const badBodies = flow('a callback that breaks its schema issues no token and spends no code', {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [...malformedIds(CONTRACT), STATUS, MEMBERS, EMPTY, NOT_ASKED, OPTIONAL],
    skipFact: without('sso'),
}, async ({ kazoo, check, refused, undecided }) => {
    const linked = await kazoo.linkedSubject();
    const ids = [...malformedIds(CONTRACT), STATUS, MEMBERS, EMPTY, NOT_ASKED, OPTIONAL];
    if (!linked)
        return undecided(ids, 'no link could be made', LINKED);
    const { subject } = linked;
    const bodyWith = (code) => ({ data: kazoo.callbackData(code) });
    const control = await kazoo.callback(bodyWith(await kazoo.mintCode({ subject })).data);
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject });
    const seed = bodyWith(code);
    const notAccepted = [];
    const acceptedIds = [];
    const pairOf = (response, member) => ({
        control,
        refused: response,
        accepted: issuesToken,
        detail: { [STATUS]: hasStatus(400), ...(member !== undefined && { [MEMBERS]: names(member) }) },
    });
    const send = async (body) => {
        const response = await kazoo.call('PUT', '/auth/callback', { body });
        if (!issuesToken(response).ok)
            notAccepted.push(response);
        return response;
    };
    for (const { id, keyword, path, apply } of malformed(CONTRACT, seed)) {
        const response = await send(apply(seed));
        if (issuesToken(response).ok)
            acceptedIds.push(id);
        refused(id, pairOf(response, keyword === 'required' ? path.split('/').at(-1) : undefined));
    }
    const empty = await kazoo.callback({ ...seed.data, code: '' });
    refused(EMPTY, { control, refused: empty, accepted: issuesToken });
    if (acceptedIds.length > 0) {
        undecided([NOT_ASKED], 'a body that breaks its schema was accepted', acceptedIds[0]);
    }
    else {
        const spent = await kazoo.asked(since, code);
        check(NOT_ASKED, notAccepted.slice(-1), () => ({
            ok: spent.length === 0,
            expected: 'no request to the provider with the code of these callbacks',
            actual: `${spent.length} request(s)`,
        }));
    }
    const { state: _, ...stateless } = kazoo.callbackData(await kazoo.mintCode({ subject }));
    check(OPTIONAL, [control, await kazoo.callback(stateless)], issuesToken);
});
const UNKNOWN = 'kazoo.practice.unknown-client-refused';
const UNKNOWN_NOT_ASKED = 'kazoo.practice.unknown-client-not-asked';
const MATCHES = 'kazoo.practice.provider-matches';
export const mixedUp = flow('a callback must name an application and its own provider', {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [UNKNOWN, UNKNOWN_NOT_ASKED, MATCHES],
    skipFact: without('sso'),
}, async ({ kazoo, check, refused, undecided }) => {
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided([UNKNOWN, UNKNOWN_NOT_ASKED, MATCHES], 'no link could be made', LINKED);
    const { subject } = linked;
    const control = await kazoo.signOn({ subject });
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject });
    const unknown = await kazoo.callback({ ...kazoo.callbackData(code), client_id: `nobody-${randomUUID()}` });
    refused(UNKNOWN, { control, refused: unknown, accepted: issuesToken });
    const asked = await kazoo.asked(since, code);
    check(UNKNOWN_NOT_ASKED, [unknown, ...asked].slice(0, 1), () => ({
        ok: asked.length === 0,
        expected: 'no request to the provider with the code of this callback',
        actual: `${asked.length} request(s)`,
    }));
    const provider = kazoo.sso?.provider === 'google' ? 'salesforce' : 'google';
    const other = await kazoo.callback({ ...kazoo.callbackData(await kazoo.mintCode({ subject })), provider });
    refused(MATCHES, { control, refused: other, accepted: issuesToken });
});
const UNDOCUMENTED = 'kazoo.practice.undocumented-members';
export const undocumented = flow('members that the document does not name never change who logs in', {
    endpoint: 'sso-callback',
    needs: [...LINKED_USER, 'kazoo.vendor.token-claims', 'kazoo.link.own-user'],
    judges: [UNDOCUMENTED],
    skipFact: without('sso', 'otherUser', 'ownAccounts'),
}, async ({ kazoo, check, undecided }) => {
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided([UNDOCUMENTED], 'no link could be made', LINKED);
    const other = await kazoo.login(kazoo.otherUser);
    const [account_id, owner_id] = [claimOf(other, 'account_id'), claimOf(other, 'owner_id')];
    const usual = await kazoo.signOn({ subject: linked.subject });
    if (claimOf(usual, 'owner_id') === undefined)
        return undecided([UNDOCUMENTED], 'the linked user was not logged in', LOGS_IN);
    const code = await kazoo.mintCode({ subject: linked.subject });
    const more = { account_id, owner_id, as: { account_id, owner_id }, sub: owner_id, key: owner_id };
    const odd = await kazoo.callback({ ...kazoo.callbackData(code), ...more });
    const who = (exchange) => [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];
    check(UNDOCUMENTED, [usual, odd], () => ({
        ok: !issuesToken(odd).ok || who(odd)[1] === undefined || JSON.stringify(who(odd)) === JSON.stringify(who(usual)),
        expected: `a refusal, or a token for ${who(usual).join(', ')}`,
        actual: issuesToken(odd).ok ? `a token for ${who(odd).join(', ')}` : summaryOf(odd),
    }));
});
//# sourceMappingURL=bodies.js.map