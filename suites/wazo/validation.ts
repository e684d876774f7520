import { randomUUID } from 'node:crypto';
import { statusOf } from '../harness/exchange.ts';
import { equals, hasStatus } from '../harness/judge.ts';
import { malformed, malformedIds } from '../harness/malformed.ts';
import { flow, issuesRefreshToken, issuesToken } from './api.ts';
import { ACCESS_TOKEN, ISSUED, JSON_BODY, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';

const INVALID = { 'wazo.vendor.invalid-status': hasStatus(400) };

/** A requirement of the document promises no status; those of the real server do. */
const detailOf = (id: string) => (id.startsWith('wazo.vendor.') ? INVALID : {});

export const badBodies = flow(
  'a login with a bad body creates no token',
  {
    endpoint: 'token',
    needs: [...ACCESS_TOKEN, JSON_BODY],
    judges: [
      ...malformedIds('wazo/token-request'),
      'wazo.vendor.invalid-status',
      'wazo.vendor.body-is-object',
      'wazo.vendor.malformed-json',
      'wazo.vendor.empty-body',
      'wazo.vendor.invalid-utf-8',
      'wazo.vendor.validation-first',
      'wazo.vendor.tenant-or-domain',
    ],
  },
  async ({ wazo, check, refuses }) => {
    const body = { expiration: 60, access_type: 'online', client_id: 'x', backend: 'wazo_user' };
    const send = (content: unknown) => wazo.createToken({ as: wazo.user, body: content });
    const refusal = { given: (): unknown => body, send, accepted: issuesToken, detail: INVALID };
    for (const { id, apply } of malformed('wazo/token-request', body)) {
      await refuses(id, { ...refusal, alter: apply });
    }

    const text = (content: string, encoding?: BufferEncoding) => () => Buffer.from(content, encoding);
    await refuses('wazo.vendor.malformed-json', { ...refusal, alter: text('{"expiration": 60') });
    await refuses('wazo.vendor.empty-body', { ...refusal, alter: text('') });
    await refuses('wazo.vendor.invalid-utf-8', { ...refusal, alter: text('{"client_id": "caf\xe9"}', 'latin1') });
    // null and other empty values stand for no members at all in the real server.
    await refuses('wazo.vendor.body-is-object', { ...refusal, alter: text('["unexpected"]') });
    await refuses('wazo.vendor.tenant-or-domain', {
      ...refusal,
      alter: () => ({ ...body, tenant_id: 'tollgate', domain_name: 'tollgate.example' }),
    });
    const bad = Buffer.from('{"expiration": -1, "access_type": "sometimes"}');
    const byUser = await wazo.createToken({ as: wazo.user, body: bad });
    const wrong = { ...wazo.user, password: `wrong-${randomUUID()}` };
    const byNobody = await wazo.createToken({ as: wrong, body: bad });
    const same = equals('the same status with right and wrong credentials:', statusOf(byUser), statusOf(byNobody));
    check('wazo.vendor.validation-first', [byUser, byNobody], same);
  },
);

export const badOfflineBodies = flow(
  'an offline login with a bad body creates no refresh token',
  {
    endpoint: 'refresh',
    needs: REFRESH_TOKEN,
    judges: [...malformedIds('wazo/offline-token-request'), 'wazo.vendor.invalid-status'],
  },
  async ({ wazo, refuses }) => {
    const body = { expiration: 60, access_type: 'offline', client_id: wazo.newClientId() };
    for (const { id, apply } of malformed('wazo/offline-token-request', body)) {
      await refuses(id, {
        given: (): unknown => body,
        alter: apply,
        send: (content) => wazo.createToken({ as: wazo.user, body: content, contract: 'wazo/offline-token-request' }),
        accepted: issuesRefreshToken,
        detail: INVALID,
      });
    }
  },
);

export const badRefreshBodies = flow(
  'a refresh with a bad body makes no access token',
  {
    endpoint: 'refresh',
    needs: REFRESHED_TOKEN,
    judges: [
      ...malformedIds('wazo/refresh-request'),
      'wazo.vendor.offline-with-refresh-token',
      'wazo.vendor.invalid-status',
    ],
  },
  async ({ wazo, refuses, take }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = take(login, '/data/refresh_token', ISSUED);
    const body = { refresh_token, client_id, expiration: 60, access_type: 'online' };
    const send = (content: unknown) => wazo.createToken({ body: content, contract: 'wazo/refresh-request' });
    const refusal = { given: (): unknown => body, send, accepted: issuesToken };
    for (const { id, apply } of malformed('wazo/refresh-request', body)) {
      await refuses(id, { ...refusal, alter: apply, detail: detailOf(id) });
    }
    await refuses('wazo.vendor.offline-with-refresh-token', {
      ...refusal,
      alter: () => ({ ...body, access_type: 'offline' }),
      detail: INVALID,
    });
  },
);
