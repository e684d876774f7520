import { succeeds } from '../harness/checks/matchers.js';
import { flow, without } from './api.js';
import { LINKED, LINKED_USER, LOGIN } from './ids.js';
const READ = 'kazoo.practice.foreign-link-read';
const TAKEN = 'kazoo.practice.foreign-link-taken';
const DELETED = 'kazoo.practice.foreign-link-deleted';
export const isolation = flow("another user's link is out of reach", {
    endpoint: 'sso-callback',
    needs: LINKED_USER,
    judges: [READ, TAKEN, DELETED],
    skipFact: without('sso', 'otherUser', 'ownAccounts'),
}, async ({ kazoo, refused, extract, undecided }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const others = extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN);
    const linked = await kazoo.linkedSubject();
    if (!linked)
        return undecided([READ, TAKEN, DELETED], 'no link could be made', LINKED);
    const { linkId } = linked;
    const control = await kazoo.getLink(linkId, own);
    refused(READ, { control, refused: await kazoo.getLink(linkId, others), accepted: succeeds });
    refused(DELETED, { control, refused: await kazoo.deleteLink(linkId, others), accepted: succeeds });
    const again = await kazoo.linkedSubject();
    if (!again)
        return undecided([TAKEN], 'no link could be made', LINKED);
    const putOwn = await kazoo.putLink(again.linkId, own);
    const taken = await kazoo.putLink(again.linkId, others);
    if (succeeds(taken).ok && kazoo.otherUser)
        kazoo.unlinkLater(again.linkId, kazoo.otherUser);
    refused(TAKEN, { control: putOwn, refused: taken, accepted: succeeds });
});
//# sourceMappingURL=isolation.js.map