import { randomUUID } from 'node:crypto';
import { malformed, malformedIds } from '../harness/checks/malformed.ts';
import { hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf } from '../harness/http/exchange.ts';
import { flow, issuesRefreshToken, issuesToken } from './api.ts';
import { ACCESS_TOKEN, ISSUED, JSON_BODY, KEEPS, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';

/** What only the real server promises: a requirement of the document comes without. */
const INVALID: Readonly<Record<string, Matcher>> = { 'wazo.vendor.invalid-status': hasStatus(400) };

export const badBodies = flow(
  'a login with a bad body creates no token',
  {
    endpoint: 'token',
    judges: each(
      [
        ...malformedIds('wazo/token-request'),
        'wazo.vendor.invalid-status',
        'wazo.vendor.expiration-text',
        'wazo.vendor.expiration-boolean',
        'wazo.vendor.body-is-object',
        'wazo.vendor.malformed-json',
        'wazo.vendor.empty-body',
        'wazo.vendor.invalid-utf-8',
        'wazo.vendor.validation-first',
        'wazo.vendor.tenant-or-domain',
      ],
      [...ACCESS_TOKEN, JSON_BODY],
    ),
  },
  async ({ wazo, check, refused }) => {
    const body = { expiration: 60, access_type: 'online', client_id: 'x', backend: 'wazo_user' };
    const control = await wazo.createToken({ as: wazo.user, body });
    // A login costs the server a password hash: all of these share one control.
    const refusedWith = (id: string, content: string | object, encoding?: BufferEncoding) => {
      const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), encoding);
      const send = () => wazo.createToken({ as: wazo.user, body: bytes });
      return refused(id, { control, refused: send, accepted: issuesToken, detail: INVALID });
    };
    for (const { id, apply } of malformed('wazo/token-request', body)) await refusedWith(id, apply(body) as object);
    await refusedWith('wazo.vendor.expiration-text', { ...body, expiration: 'an hour' });
    await refusedWith('wazo.vendor.expiration-boolean', { ...body, expiration: true });
    await refusedWith('wazo.vendor.malformed-json', '{"expiration": 60');
    await refusedWith('wazo.vendor.empty-body', '');
    await refusedWith('wazo.vendor.invalid-utf-8', '{"client_id": "caf\xe9"}', 'latin1');
    // null and other empty values stand for no members at all in the real server.
    await refusedWith('wazo.vendor.body-is-object', '["unexpected"]');
    await refusedWith('wazo.vendor.tenant-or-domain', {
      ...body,
      tenant_id: 'tollgate',
      domain_name: 'tollgate.example',
    });
    const bad = Buffer.from('{"expiration": -1, "access_type": "sometimes"}');
    const wrong = { ...wazo.user, password: `wrong-${randomUUID()}` };
    await check(
      'wazo.vendor.validation-first',
      () => inTurn([wazo.user, wrong], (as) => wazo.createToken({ as, body: bad })),
      same('the same status with right and wrong credentials:', statusOf),
    );
  },
);

export const badOfflineBodies = flow(
  'an offline login with a bad body creates no refresh token',
  {
    endpoint: 'refresh',
    judges: each([...malformedIds('wazo/offline-token-request'), 'wazo.vendor.invalid-status'], REFRESH_TOKEN),
  },
  async ({ wazo, refused }) => {
    const body = { expiration: 60, access_type: 'offline', client_id: wazo.newClientId() };
    const control = await wazo.createToken({ as: wazo.user, body, contract: 'wazo/offline-token-request' });
    for (const { id, apply } of malformed('wazo/offline-token-request', body)) {
      const bytes = Buffer.from(JSON.stringify(apply(body)));
      const send = () => wazo.createToken({ as: wazo.user, body: bytes });
      await refused(id, { control, refused: send, accepted: issuesRefreshToken, detail: INVALID });
    }
  },
);

export const badRefreshBodies = flow(
  'a refresh with a bad body makes no access token',
  {
    endpoint: 'refresh',
    judges: each(
      [
        ...malformedIds('wazo/refresh-request'),
        'wazo.vendor.offline-with-refresh-token',
        'wazo.vendor.saml-with-refresh-token',
        'wazo.vendor.invalid-status',
      ],
      [...REFRESHED_TOKEN, KEEPS],
    ),
  },
  async ({ wazo, refused, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    const body = { refresh_token, client_id, expiration: 60, access_type: 'online' };
    const control = await wazo.refresh(body);
    const refusedWith = (id: string, content: unknown, detail = INVALID) => {
      const send = () => wazo.createToken({ body: Buffer.from(JSON.stringify(content)) });
      return refused(id, { control, refused: send, accepted: issuesToken, detail });
    };
    for (const { id, apply } of malformed('wazo/refresh-request', body)) {
      await refusedWith(id, apply(body), id.startsWith('wazo.vendor.') ? INVALID : {});
    }
    await refusedWith('wazo.vendor.offline-with-refresh-token', { ...body, access_type: 'offline' });
    await refusedWith('wazo.vendor.saml-with-refresh-token', { ...body, saml_session_id: randomUUID() });
  },
);
