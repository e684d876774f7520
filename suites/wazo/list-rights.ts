import { hasStatus, same, succeeds } from '../harness/checks/matchers.ts';
import type { One } from '../harness/checks/seen.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, noOtherUser } from './api.ts';
import { ACTS, LOGIN, NEEDED, OFFLINE_TOKENS, USABLE } from './ids.ts';
import { following, ifReadable } from './served.ts';
import { clientIdsOf } from './token-list.ts';

const AUTH_ID = 'wazo.vendor.answer-auth-id';
const LISTS = [...OFFLINE_TOKENS, USABLE];
const OTHERS = 'wazo.vendor.list-of-others';

export const listRights = flow(
  'a user reads no list of refresh tokens but their own',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.vendor.list-by-uuid': [...LISTS, AUTH_ID, 'wazo.vendor.list-client-id', ACTS],
      'wazo.vendor.list-needs-token': [...LISTS, AUTH_ID, NEEDED],
      'wazo.vendor.unauthorized-status': [...LISTS, AUTH_ID],
      'wazo.vendor.list-all-needs-permission': LISTS,
      [OTHERS]: [...LISTS, AUTH_ID, ACTS],
    },
    facts: { [OTHERS]: noOtherUser },
  },
  async ({ wazo, check, refused, extract }) => {
    const clientId = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, clientId);
    const token = extract(login, '/data/token', LOGIN);
    const own = ifReadable(await wazo.listTokens(token), 'its refresh tokens');
    const userId = extract(login, '/data/auth_id', AUTH_ID);
    const byUuid = await following(own, () => wazo.listTokensOf(userId, token));
    check(
      'wazo.vendor.list-by-uuid',
      [own, byUuid],
      same('of our client_ids,', (list) => clientIdsOf(list)?.filter((name) => name === clientId)),
    );
    await refused('wazo.vendor.list-needs-token', {
      control: byUuid,
      refused: () => wazo.listTokensOf(userId, undefined),
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    });

    const other = wazo.otherUser ? await wazo.createOthersToken(wazo.newClientId()) : login;
    const otherId = String(valueAt(other, '/data/auth_id'));
    const scopes = { all: 'auth.tokens.read', others: `auth.users.${otherId}.tokens.read` };
    const rights = await wazo.checkScopes(token, { scopes: Object.values(scopes) });
    const whereLacking = (scope: string, control: One): One => {
      const may = (valueAt(rights, '/scopes') as Record<string, unknown> | undefined)?.[scope];
      return may === false ? control : { notApplicable: `wazo.user is not known to lack the right ${scope}` };
    };
    await refused('wazo.vendor.list-all-needs-permission', {
      control: whereLacking(scopes.all, own),
      refused: () => wazo.listAllTokens(token),
      accepted: succeeds,
    });
    await refused(OTHERS, {
      control: whereLacking(scopes.others, byUuid),
      refused: () => wazo.listTokensOf(otherId, token),
      accepted: succeeds,
    });
  },
);
