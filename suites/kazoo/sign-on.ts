import { contract } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { all, given, type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import type { One } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, isEmptySuccess, issuesToken, without } from './api.ts';
import { ACCEPTED, JWT, LINK_ID, LINKED, LOGIN, LOGS_IN, TOKEN, UNLINKED } from './ids.ts';
import { claimOf } from './jwt.ts';
import { lists, listsNot, shows } from './lists.ts';

const NO_ACCESS = 'kazoo.callback.unlinked-no-access';
const TOKEN_SHOWN = 'kazoo.callback.unlinked-token';
const DATA_TYPE = 'kazoo.callback.unlinked-data-type';
const REGULARLY = 'kazoo.link.regularly';
const OWN_USER = 'kazoo.link.own-user';
const GET = 'kazoo.link.get';
const OWN = 'kazoo.links.lists-own';

const holdsLinkId: Matcher = (exchange) => {
  const linkId = claimOf(exchange, 'auth_id');
  return {
    ok: typeof linkId === 'string' && linkId !== '',
    expected: 'auth_id, a non-empty string',
    actual: linkId === undefined ? 'none' : JSON.stringify(linkId),
  };
};

const issuesJwt = (exchange: Exchange) => openJwt(String(valueAt(exchange, '/auth_token'))) !== undefined;

export const unlinked = flow(
  'the first login through a provider opens nothing yet',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(contract('kazoo/unlinked-response').ids),
      [UNLINKED]: [DATA_TYPE],
      [TOKEN_SHOWN]: [UNLINKED],
      [LINK_ID]: [where(TOKEN_SHOWN)],
      [NO_ACCESS]: [where(TOKEN_SHOWN), ...TOKEN],
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, observe, refused }) => {
    const plain = await kazoo.signOn({ subject: kazoo.newSubject() });
    if (!succeeded(plain)) await kazoo.sendTokenWithCallbacks();
    const response = succeeded(plain) ? plain : await kazoo.signOn({ subject: kazoo.newSubject() });
    conforms('kazoo/unlinked-response', response, UNLINKED);
    check(UNLINKED, response, isEmptySuccess);
    if (!succeeded(plain) && succeeded(response))
      observe(UNLINKED, [plain, response], 'a callback is taken with the X-Auth-Token of the sample only');
    check(TOKEN_SHOWN, response, issuesToken);
    check(LINK_ID, response, given(issuesJwt, JWT, holdsLinkId));
    await refused(NO_ACCESS, {
      control: async () => kazoo.useTokenOf(await kazoo.login(kazoo.user)),
      refused: () => kazoo.useTokenOf(response),
      accepted: succeeds,
    });
  },
);

/** The last exchange of three, a login, has issued a token, which opened what is for its user in the one before. */
const loggedIn: Matcher = (login, seen = []) => {
  const used = seen.at(-2);
  return {
    ok: used !== undefined && succeeded(used) && issuesToken(login).ok,
    expected: 'a token that opens what is for its user',
    actual: summaryOf(used && issuesToken(login).ok ? used : login),
  };
};

const endsLink: Matcher = (late, [, used] = []) => ({
  ok: !(used && used !== late && succeeded(used)),
  expected: 'no token that works after DELETE',
  actual: summaryOf(late),
});

const DELETES = 'kazoo.link.delete';
const UNLINK = 'kazoo.rfc.unlink';

export const linking = flow(
  'a linked user logs in through the provider, until the link is deleted',
  {
    endpoint: 'sso-callback',
    judges: {
      [LINKED]: [...TOKEN, UNLINKED],
      [LOGS_IN]: [LINKED, ACCEPTED],
      ...each(contract('kazoo/linked-response').ids, [LOGS_IN]),
      [OWN_USER]: [LOGS_IN, JWT],
      [GET]: [LINKED],
      [OWN]: [REGULARLY],
      ...each(contract('kazoo/link-response').ids, [LINKED]),
      ...each(contract('kazoo/links-response').ids, [REGULARLY]),
      [REGULARLY]: [LOGS_IN],
      [DELETES]: [LINKED],
      [UNLINK]: [DELETES, REGULARLY, where(NO_ACCESS)],
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const first = await kazoo.login(kazoo.user);
    const own = extract(first, '/auth_token', LOGIN);
    const subject = kazoo.newSubject();
    const signedOn = await kazoo.signOn({ subject });
    const linkId = kazoo.linkIdOf(signedOn, subject);
    if (linkId === undefined) {
      const fact = 'the token does not name the link, and the target file has no kazoo.sso.linkIdPrefix';
      check(LINKED, succeeded(signedOn) ? { notApplicable: fact } : signedOn, succeeds);
      return;
    }
    const link = await kazoo.putLink(linkId, own);
    check(LINKED, link, succeeds);
    conforms('kazoo/link-response', link, LINKED);
    kazoo.unlinkLater(linkId);

    const login = await kazoo.signOn({ subject });
    check(LOGS_IN, [link, ...(await kazoo.usedTokenOf(login)), login], loggedIn);
    conforms('kazoo/linked-response', login, LOGS_IN);
    const ownerOf = (exchange: Exchange) => claimOf(exchange, 'owner_id');
    const isOwn = check(OWN_USER, [first, login], same('owner_id of the token', ownerOf));
    const ofOwner = (one: One): One =>
      isOwn || !succeeds(login).ok ? one : { nothing: 'the link is of another user', blockedBy: OWN_USER };

    const shown = await kazoo.getLink(linkId, own);
    check(GET, ofOwner(shown), shows(linkId));
    conforms('kazoo/link-response', ofOwner(shown), GET);

    const again = await kazoo.signOn({ subject });
    check(REGULARLY, [login, ...(await kazoo.usedTokenOf(again)), again], loggedIn);
    const list = await kazoo.useToken(own);
    check(OWN, ofOwner(list), lists('kazoo.links', linkId));
    conforms('kazoo/links-response', ofOwner(list), OWN);
    const deletion = await kazoo.deleteLink(linkId, own);
    check(DELETES, ofOwner(deletion), succeeds);
    conforms('kazoo/link-response', ofOwner(deletion), DELETES);
    await check(
      UNLINK,
      async () => {
        const late = await kazoo.signOn({ subject });
        return [deletion, ...(await kazoo.usedTokenOf(late)), late];
      },
      endsLink,
    );
  },
);

export const ownLinks = flow(
  'a user sees the own links only',
  {
    endpoint: 'sso-callback',
    judges: { 'kazoo.links.own-only': [LINKED, OWN] },
    skipFact: without('sso', 'otherUser'),
  },
  async ({ kazoo, check, extract }) => {
    const { linkId } = await kazoo.linkedSubject();
    const mine = await kazoo.useToken(extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN));
    const theirs = await kazoo.useToken(extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN));
    check('kazoo.links.own-only', [mine, theirs], all(succeeds, listsNot(linkId)));
  },
);
