import { randomUUID } from 'node:crypto';
import { equals, hasStatus, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import { LOGIN, REFRESHES, TOKEN } from './ids.ts';

const FORM = 'application/x-www-form-urlencoded';

export const manners = flow(
  'requests are understood as Kazoo understands them',
  {
    endpoint: 'token',
    judges: {
      'kazoo.vendor.options': [],
      ...each(
        ['kazoo.vendor.request-id', 'kazoo.vendor.unknown-path', 'kazoo.vendor.wrong-method', 'kazoo.vendor.accept'],
        TOKEN,
      ),
      ...each(
        [
          'kazoo.envelope.form-content-type',
          'kazoo.vendor.verb-tunnel',
          'kazoo.vendor.data-required',
          'kazoo.vendor.malformed-json',
        ],
        [REFRESHES],
      ),
    },
  },
  async ({ kazoo, check, refuses, extract }) => {
    const fresh = async () => extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const token = await fresh();
    const body = { action: 'refresh_token', data: {} };
    const asForm = await kazoo.call('PUT', '/auth', { token: await fresh(), body, contentType: FORM });
    check('kazoo.envelope.form-content-type', asForm, issuesToken);
    const tunnelled = await kazoo.call('POST', '/auth', { token: await fresh(), body: { ...body, verb: 'PUT' } });
    check('kazoo.vendor.verb-tunnel', tunnelled, issuesToken);

    const origin = [['Origin', 'https://portal.example.org'] as const];
    check('kazoo.vendor.options', await kazoo.call('OPTIONS', '/auth/links', { headers: origin }), succeeds);
    const id = randomUUID();
    const named = await kazoo.call('GET', '/auth/links', { token, headers: [['X-Request-ID', id]] });
    check('kazoo.vendor.request-id', named, equals('request_id', id, valueAt(named, '/request_id')));
    check('kazoo.vendor.unknown-path', await kazoo.call('GET', `/auth/${id}`, { token }), hasStatus(404));
    check('kazoo.vendor.wrong-method', await kazoo.call('DELETE', '/auth/links', { token }), hasStatus(405));
    const picture = [['Accept', 'image/png'] as const];
    check('kazoo.vendor.accept', await kazoo.call('GET', '/auth/links', { token, headers: picture }), hasStatus(406));

    const refusal = {
      given: (): unknown => body,
      send: async (content: unknown) => kazoo.call('PUT', '/auth', { token: await fresh(), body: content }),
      accepted: issuesToken,
    };
    await refuses('kazoo.vendor.data-required', { ...refusal, alter: () => ({ action: 'refresh_token' }) });
    await refuses('kazoo.vendor.malformed-json', {
      given: (): unknown => body,
      alter: () => Buffer.from('{"action": "refresh_token", "data": {'),
      send: async (content) => kazoo.call('PUT', '/auth?action=refresh_token', { token: await fresh(), body: content }),
      accepted: issuesToken,
    });
  },
);
