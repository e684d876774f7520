import { succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, without } from './api.ts';
import { LOGIN, LOGS_IN } from './ids.ts';

const READ = 'kazoo.practice.foreign-link-read';
const TAKEN = 'kazoo.practice.foreign-link-taken';
const DELETED = 'kazoo.practice.foreign-link-deleted';

export const isolation = flow(
  "another user's link is out of reach",
  {
    endpoint: 'sso-callback',
    judges: each([READ, TAKEN, DELETED], [LOGS_IN]),
    skipFact: without('sso', 'otherUser', 'ownAccounts'),
  },
  async ({ kazoo, refused, extract }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const others = extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN);
    const { linkId } = await kazoo.linkedSubject();
    const control = await kazoo.getLink(linkId, own);
    refused(READ, { control, refused: await kazoo.getLink(linkId, others), accepted: succeeds });
    refused(DELETED, { control, refused: await kazoo.deleteLink(linkId, others), accepted: succeeds });
    const { linkId: again } = await kazoo.linkedSubject();
    const putOwn = await kazoo.putLink(again, own);
    const taken = await kazoo.putLink(again, others);
    if (succeeds(taken).ok && kazoo.otherUser) kazoo.unlinkLater(again, kazoo.otherUser);
    refused(TAKEN, { control: putOwn, refused: taken, accepted: succeeds });
  },
);
