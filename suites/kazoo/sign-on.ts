import { contract, findingsOf } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { equals, type Matcher, succeeds, undecided } from '../harness/checks/matchers.ts';
import { because, each } from '../harness/flow/dependencies.ts';
import { type Exchange, jsonOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, isEmptySuccess, issuesToken, without } from './api.ts';
import { JWT, LINK_ID, LINKED, LINKED_USER, LOGIN, LOGS_IN, TOKEN, UNLINKED } from './ids.ts';
import { claimOf } from './jwt.ts';

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

const UNLINKED_RESPONSE = contract('kazoo/unlinked-response');

/** A success without data. One whose data is no object is a finding of its contract. */
const isEmpty: Matcher = (exchange) => {
  const broken = findingsOf(UNLINKED_RESPONSE, jsonOf(exchange)).find(({ id, ok }) => id === DATA_TYPE && !ok);
  return succeeded(exchange) && broken ? undecided(broken.actual, DATA_TYPE) : isEmptySuccess(exchange);
};

/** The token names the link that can be made. */
const namesLink: Matcher = (exchange) => {
  if (!openJwt(String(valueAt(exchange, '/auth_token')))) return undecided('the token is not a JWT', JWT);
  const linkId = claimOf(exchange, 'auth_id');
  return {
    ok: typeof linkId === 'string' && linkId !== '',
    expected: 'auth_id, a non-empty string',
    actual: linkId === undefined ? 'none' : JSON.stringify(linkId),
  };
};

export const unlinked = flow(
  'the first login through a provider opens nothing yet',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([UNLINKED, ...UNLINKED_RESPONSE.ids]),
      [TOKEN_SHOWN]: [UNLINKED],
      [LINK_ID]: [TOKEN_SHOWN],
      [NO_ACCESS]: [...TOKEN, because(TOKEN_SHOWN, 'only a token that is shown can open anything')],
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, refused, extract }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const response = await kazoo.signOn({ subject: kazoo.newSubject() });
    check(UNLINKED, response, isEmpty);
    conforms('kazoo/unlinked-response', response, UNLINKED);
    check(TOKEN_SHOWN, response, issuesToken);
    check(LINK_ID, response, namesLink);
    await refused(NO_ACCESS, {
      control: () => kazoo.useToken(own),
      refused: () => kazoo.useToken(String(valueAt(response, '/auth_token'))),
      accepted: succeeds,
    });
  },
);

/** A login whose token opens what is for its user. */
const loggedIn =
  (used: Exchange | undefined): Matcher =>
  (login) => ({
    ok: used !== undefined && succeeded(used) && issuesToken(login).ok,
    expected: 'a token that opens what is for its user',
    actual: summaryOf(used ?? login),
  });

/** The response names the link, where it says which it is about. */
const showsLink =
  (linkId: string): Matcher =>
  (exchange) => {
    const shown = valueAt(exchange, '/data/id');
    const ok = succeeded(exchange) && (typeof shown !== 'string' || shown === linkId);
    return { ok, expected: `a 2xx response about ${linkId}`, actual: summaryOf(exchange) };
  };

/** The list of links names one. */
const listsLink =
  (linkId: string): Matcher =>
  (exchange) => {
    const items = valueAt(exchange, '/data');
    if (!Array.isArray(items)) return undecided('there is no list', 'kazoo.links.data');
    const ids = items.map((item) => (item as { id?: unknown } | null)?.id);
    if (ids.some((id) => typeof id !== 'string')) return undecided('a link without an id', 'kazoo.links.id');
    return { ok: ids.includes(linkId), expected: `an item of id ${linkId}`, actual: summaryOf(exchange) };
  };

export const linking = flow(
  'a linked user logs in through the provider, until the link is deleted',
  {
    endpoint: 'sso-callback',
    judges: {
      [LINKED]: [...TOKEN, because(LINK_ID, 'only the token of an unlinked login names the link')],
      [LOGS_IN]: [LINKED],
      [OWN_USER]: [LOGS_IN, JWT],
      ...each(linkedIds, [LOGS_IN]),
      ...each([GET, ...linkIds], [LINKED]),
      [REGULARLY]: [LOGS_IN],
      ...each([OWN, ...listIds], [REGULARLY, OWN_USER]),
      'kazoo.rfc.unlink': [REGULARLY, OWN_USER, NO_ACCESS],
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const subject = kazoo.newSubject();
    const linkId = String(claimOf(await kazoo.signOn({ subject }), 'auth_id'));
    const use = async (login: Exchange) => {
      const token = valueAt(login, '/auth_token');
      return typeof token === 'string' ? kazoo.useToken(token) : undefined;
    };
    const used = (login: Exchange, token: Exchange | undefined) => [...(token ? [token] : []), login];

    const link = await kazoo.putLink(linkId, own);
    if (check(LINKED, link, succeeds)) kazoo.unlinkLater(linkId);
    const login = await kazoo.signOn({ subject });
    const opened = await use(login);
    check(LOGS_IN, [link, ...used(login, opened)], loggedIn(opened));
    conforms('kazoo/linked-response', login, LOGS_IN);
    const [owner, actual] = [openJwt(own)?.claims.owner_id, claimOf(login, 'owner_id')];
    check(OWN_USER, [link, login], equals('owner_id of the token', owner, actual));

    const isAnothers = actual !== undefined && actual !== owner;
    const shown = isAnothers
      ? { nothing: 'the link is another user’s', blockedBy: OWN_USER }
      : await kazoo.getLink(linkId, own);
    check(GET, shown, showsLink(linkId));
    conforms('kazoo/link-response', shown, GET);

    const again = await kazoo.signOn({ subject });
    const openedAgain = await use(again);
    check(REGULARLY, [login, ...used(again, openedAgain)], loggedIn(openedAgain));
    const list = await kazoo.useToken(own);
    check(OWN, [link, list], listsLink(linkId));
    conforms('kazoo/links-response', list, OWN);

    const unlink = async () => {
      const deletion = await kazoo.deleteLink(linkId, own);
      const late = await kazoo.signOn({ subject });
      return [again, deletion, ...used(late, await use(late))];
    };
    await check('kazoo.rfc.unlink', unlink, endsLogins);
  },
);

/** After a login and a deletion: the next login, behind the use of its token if it has one, opens nothing. */
const endsLogins: Matcher = (late, all = []) => {
  const [, deletion = late, opened] = all;
  const stillOpens = all.length === 4 && opened !== undefined && succeeded(opened);
  return {
    ok: succeeded(deletion) && !stillOpens,
    expected: 'a 2xx response to DELETE, and no token that works afterwards',
    actual: succeeded(deletion) ? summaryOf(late) : summaryOf(deletion),
  };
};

export const ownLinks = flow(
  'a user sees the own links only',
  {
    endpoint: 'sso-callback',
    judges: { 'kazoo.links.own-only': [...LINKED_USER, 'kazoo.links.data', OWN] },
    skipFact: without('sso', 'otherUser'),
  },
  async ({ kazoo, check, extract }) => {
    const linked = await kazoo.linkedSubject();
    const mine = await kazoo.useToken(extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN));
    const theirs = await kazoo.useToken(extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN));
    check('kazoo.links.own-only', [mine, theirs], (exchange) => ({
      ok: !JSON.stringify(valueAt(exchange, '/data') ?? []).includes(linked.linkId),
      expected: `no link ${linked.linkId}`,
      actual: summaryOf(exchange),
    }));
  },
);
