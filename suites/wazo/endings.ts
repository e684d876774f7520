import { contract } from '../harness/checks/contract.ts';
import { hasStatus, succeeds } from '../harness/checks/matchers.ts';
import { inTurn, isAbsent } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import {
  IDENTIFIES,
  ISSUED,
  KEEPS,
  LOGIN,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  SAME_IDENTITY,
  UNKNOWN_REFUSED,
  USABLE,
} from './ids.ts';
import { hasErrorId } from './resource-error.ts';
import { following, ifDeletable, ifServed } from './served.ts';

const SPARES = 'wazo.refresh.deletion-spares-others';
const AGAIN = 'wazo.vendor.delete-again';

export const deletion = flow(
  'a deleted refresh token makes no more access tokens',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.vendor.delete-status': OFFLINE_TOKENS,
      'wazo.refresh.deleted-refused': [...REFRESHED_TOKEN, KEEPS],
      'wazo.vendor.refresh-refused-status': REFRESHED_TOKEN,
      [AGAIN]: OFFLINE_TOKENS,
      ...each(contract('wazo/resource-error-response').ids, [AGAIN]),
      'wazo.vendor.delete-again-error': [AGAIN],
      'wazo.vendor.delete-keeps-access-token': [...OFFLINE_TOKENS, USABLE],
    },
  },
  async ({ wazo, check, conforms, refused, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const control = await wazo.refresh(body);

    const deletion = ifDeletable(await wazo.deleteRefreshToken(token, client_id));
    check('wazo.vendor.delete-status', deletion, hasStatus(204));
    await refused('wazo.refresh.deleted-refused', {
      control: isAbsent(deletion) ? deletion : control,
      refused: () => wazo.refresh(body),
      accepted: issuesToken,
      detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    });
    const again = await following(deletion, async () => {
      const renewed = await wazo.createToken({ as: wazo.user });
      return wazo.deleteRefreshToken(extract(renewed, '/data/token', LOGIN), client_id);
    });
    check(AGAIN, [deletion, again], hasStatus(404));
    conforms('wazo/resource-error-response', again, AGAIN, (exchange) => statusOf(exchange) === 404);
    check('wazo.vendor.delete-again-error', again, hasErrorId('cannot-find-refresh-token-matching-client-id'));
    await check(
      'wazo.vendor.delete-keeps-access-token',
      async () => [deletion, await following(deletion, () => wazo.useToken(token))],
      succeeds,
    );
  },
);

export const sparingDeletion = flow(
  'a deletion ends one refresh token',
  {
    endpoint: 'refresh',
    judges: {
      [SPARES]: [
        ...REFRESHED_TOKEN,
        KEEPS,
        IDENTIFIES,
        SAME_IDENTITY,
        'wazo.refresh.deleted-refused',
        ...OFFLINE_TOKENS,
      ],
      'wazo.vendor.client-id-case': [...REFRESHED_TOKEN, KEEPS, SPARES],
    },
  },
  async ({ wazo, check, extract }) => {
    // Beside refresh tokens of applications that are almost the same, and of another user's same application.
    const deleted = wazo.newClientId();
    const clientIds = [wazo.newClientId(), `${deleted}-2`, deleted.toUpperCase(), deleted];
    const own = await inTurn(clientIds, (client_id) => wazo.createOfflineToken(wazo.user, client_id));
    const others = wazo.otherUser ? [await wazo.createOthersToken(deleted)] : [];
    const spared = [...own.slice(0, -1), ...others].map((login, which) => ({
      client_id: clientIds[which] ?? deleted,
      refresh_token: extract(login, '/data/refresh_token', ISSUED),
    }));
    const ownToken = own.slice(-1).map((login) => extract(login, '/data/token', LOGIN))[0];
    for (const name of ['%', '*', 'tollgate-']) await wazo.deleteRefreshToken(ownToken, name);
    const deletion = await wazo.deleteRefreshToken(ownToken, deleted);
    for (const one of spared) {
      const id = one.client_id === deleted.toUpperCase() ? 'wazo.vendor.client-id-case' : SPARES;
      await check(id, async () => [deletion, await wazo.refresh(one)], issuesToken);
    }
  },
);

export const revocation = flow(
  'a revoked access token is refused, its refresh token lives on',
  {
    endpoint: 'token',
    judges: {
      ...each(['wazo.vendor.revoke-status', 'wazo.vendor.revoke-unknown'], OFFLINE_TOKENS),
      'wazo.vendor.revoked-refused': [...OFFLINE_TOKENS, USABLE, UNKNOWN_REFUSED],
      'wazo.vendor.get-revoked-token': ['wazo.vendor.revoked-refused'],
      'wazo.vendor.refresh-survives-revocation': [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, KEEPS],
      'wazo.vendor.token-delete-spares-refresh': ['wazo.vendor.refresh-survives-revocation'],
    },
  },
  async ({ wazo, check, refused, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const opened = await wazo.useToken(token);
    const found = ifServed(await wazo.readToken('HEAD', token), 'HEAD /token/{token}');

    const revocation = ifServed(await wazo.revoke(token), 'DELETE /token/{token}');
    check('wazo.vendor.revoke-status', revocation, hasStatus(200));
    await refused('wazo.vendor.revoked-refused', {
      control: isAbsent(revocation) ? revocation : opened,
      refused: () => wazo.useToken(token),
      accepted: succeeds,
    });
    await refused('wazo.vendor.get-revoked-token', {
      control: found,
      refused: () => wazo.readToken('HEAD', token),
      accepted: succeeds,
    });
    const afterwards = (send: () => Promise<Exchange>) => async () => [revocation, await following(revocation, send)];
    await check(
      'wazo.vendor.revoke-unknown',
      afterwards(() => wazo.revoke(token)),
      succeeds,
    );
    await check(
      'wazo.vendor.refresh-survives-revocation',
      afterwards(() => wazo.refresh(body)),
      issuesToken,
    );
    await check(
      'wazo.vendor.token-delete-spares-refresh',
      async () => [await wazo.revoke(body.refresh_token), await wazo.refresh(body)],
      issuesToken,
    );
  },
);
