import { type Matcher, undecided } from '../harness/checks/matchers.ts';
import { type Exchange, summaryOf } from '../harness/http/exchange.ts';
import { flow, issuesToken, without } from './api.ts';
import { LOGIN, LOGS_IN } from './ids.ts';
import { claimOf } from './jwt.ts';

const UNDOCUMENTED = 'kazoo.practice.undocumented-members';

const identityOf = (exchange: Exchange) => [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];

/**
 * The second of three logins, with a member more, is one of whom the first, without it, was for. A refusal of it counts
 * where the third, without it again, is taken.
 */
const isSameOrNobody: Matcher = (after, [usual = after, odd = after] = []) => {
  const [wanted, came] = [identityOf(usual), identityOf(odd)];
  const expected = `a refusal, or a token for ${wanted.join(', ')}`;
  if (issuesToken(odd).ok) {
    const ok = came[1] === undefined || JSON.stringify(wanted) === JSON.stringify(came);
    return { ok, expected, actual: `a token for ${came.join(', ')}` };
  }
  if (!issuesToken(after).ok) return undecided(`what was taken before is refused now: ${summaryOf(after)}`, LOGS_IN);
  return { ok: true, expected, actual: summaryOf(odd) };
};

/** Somebody else, in members that a careless server may read: each is sent in a callback of its own. */
function strangersFor(
  account_id: string,
  owner_id: string,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const other = { account_id, owner_id };
  const ids = ['owner_id', 'user_id', 'sub', 'identity', 'auth_id', 'id', 'key'].map((member) => ({
    [member]: owner_id,
  }));
  const people = ['as', 'claims', 'user', 'profile', 'subject'].map((member) => ({
    [member]: { ...other, id: owner_id },
  }));
  return [other, ...ids, ...people, { account_id }, { username: name }, { user_name: name }, { email: name }];
}

export const undocumented = flow(
  'members that the document does not name never change who logs in',
  {
    endpoint: 'sso-callback',
    judges: { [UNDOCUMENTED]: [LOGS_IN, 'kazoo.vendor.token-claims', 'kazoo.link.own-user'] },
    skipFact: without('sso', 'otherUser', 'ownAccounts'),
  },
  async ({ kazoo, check, extract }) => {
    const { subject } = await kazoo.linkedSubject();
    const other = await kazoo.login(kazoo.otherUser);
    const [account, owner] = ['account_id', 'owner_id'].map((name) => extract(other, `/data/${name}`, LOGIN));
    const send = async (more: object) =>
      kazoo.callback({ ...kazoo.callbackData(await kazoo.mintCode({ subject })), ...more });
    const usual = await send({});
    for (const stranger of strangersFor(account ?? '', owner ?? '', kazoo.otherUser?.name ?? '')) {
      const odd = await send(stranger);
      const after = issuesToken(odd).ok ? usual : await send({});
      check(UNDOCUMENTED, [usual, odd, after], isSameOrNobody);
    }
  },
);
