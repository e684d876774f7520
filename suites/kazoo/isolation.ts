import { succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, isDone, without } from './api.ts';
import { LINKED_USER, LOGIN } from './ids.ts';

const READ = 'kazoo.practice.foreign-link-read';
const TAKEN = 'kazoo.practice.foreign-link-taken';
const DELETED = 'kazoo.practice.foreign-link-deleted';

export const isolation = flow(
  "another user's link is out of reach",
  {
    endpoint: 'sso-callback',
    judges: each([READ, TAKEN, DELETED], LINKED_USER),
    skipFact: without('sso', 'otherUser', 'ownAccounts'),
  },
  async ({ kazoo, refused, extract }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const others = extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN);
    const { linkId } = await kazoo.linkedSubject();
    const control = await kazoo.getLink(linkId, own);
    refused(READ, { control, refused: await kazoo.getLink(linkId, others), accepted: succeeds });
    const deletion = await kazoo.deleteLink(linkId, others);
    const isGone = !succeeds(await kazoo.getLink(linkId, own)).ok;
    refused(DELETED, { control, refused: deletion, accepted: isDone(deletion, isGone) });
    const again = await kazoo.linkedSubject();
    const putOwn = await kazoo.putLink(again.linkId, own);
    const taken = await kazoo.putLink(again.linkId, others);
    if (succeeds(taken).ok && kazoo.otherUser) kazoo.unlinkLater(again.linkId, kazoo.otherUser);
    refused(TAKEN, { control: putOwn, refused: taken, accepted: succeeds });
  },
);
