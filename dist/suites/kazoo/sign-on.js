import { contract } from '../harness/checks/contract.js';
import { equals, succeeds } from '../harness/checks/matchers.js';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, isEmptySuccess, issuesToken, without } from './api.js';
import { LINK_ID, LINKED, LINKED_USER, LOGIN, LOGS_IN, TOKEN, UNLINKED } from './ids.js';
import { claimOf, openJwt } from './jwt.js';
const NO_ACCESS = 'kazoo.callback.unlinked-no-access';
const TOKEN_SHOWN = 'kazoo.callback.unlinked-token';
const DATA_TYPE = 'kazoo.callback.unlinked-data-type';
const REGULARLY = 'kazoo.link.regularly';
const OWN_USER = 'kazoo.link.own-user';
const GET = 'kazoo.link.get';
const OWN = 'kazoo.links.lists-own';
const linkedIds = contract('kazoo/linked-response').ids;
const linkIds = contract('kazoo/link-response').ids;
const listIds = contract('kazoo/links-response').ids;
export const unlinked = flow('the first login through a provider opens nothing yet', {
    endpoint: 'sso-callback',
    needs: TOKEN,
    judges: [...contract('kazoo/unlinked-response').ids, UNLINKED, TOKEN_SHOWN, LINK_ID, NO_ACCESS],
    skipFact: without('sso'),
}, async ({ kazoo, check, conforms, hangs, refused, extract, undecided }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const response = await kazoo.signOn({ subject: kazoo.newSubject() });
    conforms('kazoo/unlinked-response', response, UNLINKED);
    if (!hangs([UNLINKED], DATA_TYPE))
        check(UNLINKED, response, isEmptySuccess);
    if (hangs([TOKEN_SHOWN, LINK_ID, NO_ACCESS], UNLINKED))
        return;
    check(TOKEN_SHOWN, response, issuesToken);
    const token = valueAt(response, '/auth_token');
    if (typeof token !== 'string') {
        undecided([LINK_ID, NO_ACCESS], 'no token was issued', TOKEN_SHOWN);
        return;
    }
    if (openJwt(token)) {
        const linkId = claimOf(response, 'auth_id');
        check(LINK_ID, response, () => ({
            ok: typeof linkId === 'string' && linkId !== '',
            expected: 'auth_id, a non-empty string',
            actual: linkId === undefined ? 'none' : JSON.stringify(linkId),
        }));
    }
    else
        undecided([LINK_ID], 'the token is not a JWT', 'kazoo.token.is-jwt');
    const control = await kazoo.useToken(own);
    refused(NO_ACCESS, { control, refused: await kazoo.useToken(token), accepted: succeeds });
});
/** A login whose token opens what is for its user. */
const loggedIn = (used) => (login) => ({
    ok: used !== undefined && succeeded(used) && issuesToken(login).ok,
    expected: 'a token that opens what is for its user',
    actual: summaryOf(used ?? login),
});
const UNLINK = 'kazoo.rfc.unlink';
const after = [GET, ...linkIds, LOGS_IN, ...linkedIds, REGULARLY, OWN_USER, OWN, ...listIds, UNLINK];
export const linking = flow('a linked user logs in through the provider, until the link is deleted', {
    endpoint: 'sso-callback',
    needs: [...TOKEN, 'kazoo.token.is-jwt', UNLINKED, TOKEN_SHOWN, LINK_ID],
    judges: [LINKED, ...after],
    skipFact: without('sso'),
}, async ({ kazoo, check, conforms, hangs, extract, undecided }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const subject = kazoo.newSubject();
    const named = claimOf(await kazoo.signOn({ subject }), 'auth_id');
    if (typeof named !== 'string')
        return undecided([LINKED, ...after], 'the token does not name the link', LINK_ID);
    const linkId = named;
    const use = async (login) => {
        const token = valueAt(login, '/auth_token');
        return typeof token === 'string' ? kazoo.useToken(token) : undefined;
    };
    const link = await kazoo.putLink(linkId, own);
    check(LINKED, link, succeeds);
    if (hangs(after, LINKED))
        return;
    kazoo.unlinkLater(linkId);
    const login = await kazoo.signOn({ subject });
    const used = await use(login);
    check(LOGS_IN, [link, ...(used ? [used] : []), login], loggedIn(used));
    const hung = [...linkedIds, REGULARLY, OWN_USER, OWN, ...listIds, UNLINK];
    if (hangs(hung, LOGS_IN))
        return show();
    conforms('kazoo/linked-response', login, LOGS_IN);
    const owner = openJwt(own)?.claims.owner_id;
    check(OWN_USER, [link, login], equals('owner_id of the token', owner, claimOf(login, 'owner_id')));
    if (!hangs([GET, ...linkIds], OWN_USER))
        await show();
    const again = await kazoo.signOn({ subject });
    const usedAgain = await use(again);
    check(REGULARLY, [login, ...(usedAgain ? [usedAgain] : []), again], loggedIn(usedAgain));
    if (!hangs([OWN, ...listIds, UNLINK], REGULARLY) && !hangs([OWN, ...listIds, UNLINK], OWN_USER)) {
        await listAndUnlink();
    }
    async function show() {
        const shown = await kazoo.getLink(linkId, own);
        const shownId = valueAt(shown, '/data/id');
        check(GET, shown, (exchange) => ({
            ok: succeeded(exchange) && (typeof shownId !== 'string' || shownId === linkId),
            expected: `a 2xx response about ${linkId}`,
            actual: summaryOf(exchange),
        }));
        conforms('kazoo/link-response', shown, GET);
    }
    async function listAndUnlink() {
        const list = await kazoo.useToken(own);
        const items = valueAt(list, '/data');
        if (Array.isArray(items)) {
            const ids = items.map((item) => item?.id);
            if (ids.some((id) => typeof id !== 'string'))
                undecided([OWN], 'a link without an id', 'kazoo.links.id');
            else
                check(OWN, [link, list], () => ({
                    ok: ids.includes(linkId),
                    expected: `an item of id ${linkId}`,
                    actual: summaryOf(list),
                }));
        }
        else
            undecided([OWN], 'there is no list', 'kazoo.links.data');
        conforms('kazoo/links-response', list, OWN);
        if (hangs([UNLINK], NO_ACCESS))
            return;
        const deletion = await kazoo.deleteLink(linkId, own);
        const late = await kazoo.signOn({ subject });
        const usedLate = await use(late);
        check(UNLINK, [again, deletion, late], () => ({
            ok: succeeded(deletion) && !(usedLate && succeeded(usedLate)),
            expected: 'a 2xx response to DELETE, and no token that works afterwards',
            actual: succeeded(deletion) ? summaryOf(late) : summaryOf(deletion),
        }));
    }
});
export const ownLinks = flow('a user sees the own links only', {
    endpoint: 'sso-callback',
    needs: [...LINKED_USER, 'kazoo.links.data', OWN],
    judges: ['kazoo.links.own-only'],
    skipFact: without('sso', 'otherUser'),
}, async ({ kazoo, check, extract, undecided }) => {
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided(['kazoo.links.own-only'], 'no link could be made', LINKED);
    const mine = await kazoo.useToken(extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN));
    const theirs = await kazoo.useToken(extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN));
    check('kazoo.links.own-only', [mine, theirs], (exchange) => ({
        ok: !JSON.stringify(valueAt(exchange, '/data') ?? []).includes(linked.linkId),
        expected: `no link ${linked.linkId}`,
        actual: summaryOf(exchange),
    }));
});
//# sourceMappingURL=sign-on.js.map