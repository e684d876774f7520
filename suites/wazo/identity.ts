import { type Matcher, notApplicable, same } from '../harness/checks/matchers.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { type Exchange, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import {
  ACTS,
  CREATES,
  IDENTIFIES,
  ISSUED,
  LOGIN,
  NEW,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  SAME_IDENTITY,
  USABLE,
} from './ids.ts';
import { clientIdsOf } from './token-list.ts';

/**
 * Each list names the application of its own user, and of no other; applications and lists are in the same order, the last
 * that of `wazo.user`.
 */
const tellsUsersApart =
  (applications: readonly string[]): Matcher =>
  (own, lists = [own]) => {
    const named = lists.map((list) => clientIdsOf(list) ?? []);
    const isMixedUp = named.some((names, at) => applications.some((id, of) => of !== at && names.includes(id)));
    const strangers = named.findIndex((names, at) => names.length > 0 && !names.includes(applications[at] ?? ''));
    if (!isMixedUp && strangers < 0 && named.at(-1)?.length === 0) {
      return notApplicable(`the list of refresh tokens does not tell users apart here (${summaryOf(own)})`);
    }
    const mixedUp = "one user's token lists the application of the other";
    return {
      ok: !isMixedUp && strangers < 0,
      expected: "each user's list names that user's own applications",
      actual: isMixedUp ? mixedUp : strangers < 0 ? 'as expected' : 'a list without the application of its user',
    };
  };

export const identity = flow(
  'a token acts as the user who logged in',
  { endpoint: 'token', judges: { [ACTS]: [...OFFLINE_TOKENS, USABLE] } },
  async ({ wazo, check, extract }) => {
    const [ofOther, own] = [wazo.newClientId(), wazo.newClientId()];
    // At the same time, so that one login cannot be taken for the other.
    const logins = await Promise.all([
      ...(wazo.otherUser ? [wazo.createOthersToken(ofOther)] : []),
      wazo.createOfflineToken(wazo.user, own),
    ]);
    const tokens = logins.map((login) => extract(login, '/data/token', LOGIN));
    const lists = await inTurn(tokens, (token) => wazo.listTokens(token));
    check(ACTS, lists, tellsUsersApart(wazo.otherUser ? [ofOther, own] : [own]));
  },
);

/** The access list in one order, with the UUID of the session masked. */
function sortedAcl(exchange: Exchange): string[] | undefined {
  const acl = valueAt(exchange, '/data/acl');
  const session = String(valueAt(exchange, '/data/session_uuid'));
  return Array.isArray(acl) ? acl.map((item) => String(item).replaceAll(session, '{session}')).sort() : undefined;
}

const authIdOf = (exchange: Exchange) => valueAt(exchange, '/data/auth_id');

export const sameIdentity = flow(
  'a refreshed token acts as the same user',
  {
    endpoint: 'refresh',
    judges: {
      [SAME_IDENTITY]: [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, NEW, IDENTIFIES],
      'wazo.vendor.same-auth-id': [...REFRESHED_TOKEN, SAME_IDENTITY, 'wazo.vendor.answer-auth-id'],
      'wazo.vendor.same-acl': [...REFRESHED_TOKEN, SAME_IDENTITY, 'wazo.vendor.answer-acl'],
    },
  },
  async ({ wazo, check, extract }) => {
    // Both users have a refresh token of the same client_id, and an application of their own to be known by.
    const [client_id, ofOther, own] = [wazo.newClientId(), wazo.newClientId(), wazo.newClientId()];
    const others = wazo.otherUser
      ? [await wazo.createOthersToken(ofOther), await wazo.createOthersToken(client_id)].slice(1)
      : [];
    await wazo.createOfflineToken(wazo.user, own);
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refreshes = await inTurn([...others, login], (made) =>
      wazo.refresh({ client_id, refresh_token: extract(made, '/data/refresh_token', ISSUED) }),
    );
    const refreshed = refreshes.at(-1) ?? login;
    const seen = [login, refreshed];

    const before = await wazo.listTokens(extract(login, '/data/token', LOGIN));
    const lists = await inTurn(refreshes, (one) => wazo.listTokens(extract(one, '/data/token', CREATES)));
    const byList = clientIdsOf(before)?.includes(own);
    const byId = authIdOf(login) !== undefined;
    const fact = 'neither the list of refresh tokens nor auth_id tells users apart here';
    check(
      SAME_IDENTITY,
      byList ? lists : byId ? seen : { notApplicable: fact },
      byList ? tellsUsersApart(others.length > 0 ? [ofOther, own] : [own]) : same('auth_id', authIdOf),
    );
    check('wazo.vendor.same-auth-id', seen, same('auth_id', authIdOf));
    check('wazo.vendor.same-acl', seen, same('acl', sortedAcl));
  },
);
