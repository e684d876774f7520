import { type Matcher, notApplicable, same } from '../harness/checks/matchers.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { type Exchange, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ACTS, CREATES, ISSUED, LOGIN, NEW, OFFLINE_TOKENS, REFRESHED_TOKEN, USABLE } from './ids.ts';
import { clientIdsOf } from './token-list.ts';

/** Each list names the application of its own user, and of no other; both in the same order, the last that of `wazo.user`. */
const tellsUsersApart =
  (clientIds: readonly string[]): Matcher =>
  (own, lists = [own]) => {
    const named = lists.map((list) => clientIdsOf(list) ?? []);
    const isMixedUp = named.some((names, at) => clientIds.some((id, other) => other !== at && names.includes(id)));
    const ownId = clientIds.at(-1) ?? '';
    if (!isMixedUp && !named.at(-1)?.includes(ownId)) {
      return notApplicable(`the list of refresh tokens does not tell users apart here (${summaryOf(own)})`);
    }
    return {
      ok: !isMixedUp,
      expected: "each user's list names that user's own applications",
      actual: isMixedUp ? "one user's token lists the application of the other" : 'as expected',
    };
  };

export const identity = flow(
  'a token acts as the user who logged in',
  { endpoint: 'token', judges: { [ACTS]: [...OFFLINE_TOKENS, USABLE] } },
  async ({ wazo, check, extract }) => {
    const accounts = [...(wazo.otherUser ? [wazo.otherUser] : []), wazo.user];
    const clientIds = accounts.map(() => wazo.newClientId());
    const logins = await inTurn(accounts, (as) => wazo.createOfflineToken(as, clientIds[accounts.indexOf(as)] ?? ''));
    const tokens = logins.map((login) => extract(login, '/data/token', LOGIN));
    check(ACTS, await inTurn(tokens, (token) => wazo.listTokens(token)), tellsUsersApart(clientIds));
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
      'wazo.refresh.same-identity': [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, NEW],
      'wazo.vendor.same-auth-id': [...REFRESHED_TOKEN, 'wazo.vendor.answer-auth-id'],
      'wazo.vendor.same-acl': [...REFRESHED_TOKEN, 'wazo.vendor.answer-acl'],
    },
  },
  async ({ wazo, check, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refreshed = await wazo.refresh({ client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) });
    const seen = [login, refreshed];
    const tokens = [extract(login, '/data/token', LOGIN), extract(refreshed, '/data/token', CREATES)];
    const lists = await inTurn(tokens, (token) => wazo.listTokens(token));

    const byList = lists[0] && clientIdsOf(lists[0]) !== undefined;
    const byId = authIdOf(login) !== undefined;
    const fact = 'neither the list of refresh tokens nor auth_id tells users apart here';
    check(
      'wazo.refresh.same-identity',
      byList ? lists : byId ? seen : { notApplicable: fact },
      byList ? same('the same list of refresh tokens,', clientIdsOf) : same('auth_id', authIdOf),
    );
    check('wazo.vendor.same-auth-id', seen, same('auth_id', authIdOf));
    check('wazo.vendor.same-acl', seen, same('acl', sortedAcl));
  },
);
