import { hasStatus, not, succeeds } from '../harness/checks/matchers.ts';
import type { One } from '../harness/checks/seen.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, noOtherUser } from './api.ts';
import { ISSUED, KEEPS, LOGIN, NEEDED, OFFLINE_TOKENS, REFRESHED_TOKEN } from './ids.ts';

const DELETES = 'wazo.refresh.deleted-refused';
const NEEDS_TOKEN = 'wazo.vendor.delete-needs-token';
const OTHERS = 'wazo.vendor.delete-of-others';
const AUTH_ID = 'wazo.vendor.answer-auth-id';

/** What a deletion must not do without right: the refresh token makes no more access tokens. */
const hasEnded = not(issuesToken, 'a refresh token that has ended');

export const deletionRights = flow(
  'a refresh token is deleted for its user only',
  {
    endpoint: 'refresh',
    judges: {
      [NEEDS_TOKEN]: [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, KEEPS, NEEDED, DELETES],
      'wazo.vendor.unauthorized-status': OFFLINE_TOKENS,
      'wazo.vendor.delete-by-uuid': [...OFFLINE_TOKENS, DELETES, AUTH_ID],
      [OTHERS]: [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, KEEPS, DELETES, AUTH_ID],
    },
    facts: { [OTHERS]: noOtherUser },
  },
  async ({ wazo, check, refuses, refused, extract }) => {
    const made = async () => {
      const clientId = wazo.newClientId();
      const login = await wazo.createOfflineToken(wazo.user, clientId);
      const body = { client_id: clientId, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
      return { clientId, login, body, token: extract(login, '/data/token', LOGIN) as string | undefined };
    };
    type Made = Awaited<ReturnType<typeof made>>;
    const anonymous = (deletion: Made) => ({ ...deletion, token: undefined });
    await refuses(NEEDS_TOKEN, {
      given: made,
      alter: anonymous,
      send: ({ token, clientId }) => wazo.deleteRefreshToken(token, clientId),
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    });
    await refuses(NEEDS_TOKEN, {
      given: made,
      alter: anonymous,
      async send({ token, clientId, body }) {
        await wazo.deleteRefreshToken(token, clientId);
        return wazo.refresh(body);
      },
      accepted: hasEnded,
    });

    const { clientId, login, token, body: ended } = await made();
    const userId = extract(login, '/data/auth_id', AUTH_ID);
    const owned = await wazo.deleteRefreshToken(token, clientId, userId);
    check('wazo.vendor.delete-by-uuid', [login, owned], succeeds);
    await check('wazo.vendor.delete-by-uuid', async () => [owned, await wazo.refresh(ended)], hasEnded);

    if (!wazo.otherUser) return;
    const client_id = wazo.newClientId();
    const others = await wazo.createOthersToken(client_id);
    const body = { client_id, refresh_token: extract(others, '/data/refresh_token', ISSUED) };
    const otherId = extract(others, '/data/auth_id', AUTH_ID);
    const rights = await wazo.checkScopes(String(token), {
      scopes: [`auth.users.${otherId}.tokens.${client_id}.delete`],
    });
    const may = Object.values((valueAt(rights, '/scopes') ?? {}) as Record<string, unknown>)[0];
    const control: One =
      may === false ? owned : { notApplicable: 'wazo.user is not known to lack the right to delete' };
    const attempt = () => wazo.deleteRefreshToken(token, client_id, otherId);
    await refused(OTHERS, { control, refused: attempt, accepted: succeeds });
    await check(OTHERS, async () => [control, await wazo.refresh(body)], issuesToken);
  },
);
