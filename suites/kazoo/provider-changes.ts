import { succeeds } from '../harness/checks/matchers.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { LOGIN, TOKEN } from './ids.ts';

export const providerChange = flow(
  'only a super duper administrator changes a provider',
  {
    endpoint: 'sso-callback',
    judges: { 'kazoo.provider.changed-by-super-duper-only': [...TOKEN, 'kazoo.provider.get', 'kazoo.provider.data'] },
    skipFact: without('destructive', 'ownAccounts', 'sso', 'superDuper', 'admin'),
  },
  async ({ kazoo, refuses, extract }) => {
    const path = `/auth/providers/${kazoo.sso?.provider}`;
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const data = valueAt(await kazoo.call('GET', path, { token: root }), '/data');
    // The document is written as it is, so that nothing changes where this is allowed.
    await refuses('kazoo.provider.changed-by-super-duper-only', {
      given: () => root,
      alter: () => admin,
      send: (token) => kazoo.call('POST', path, { token, body: { data } }),
      accepted: succeeds,
    });
  },
);

export const providerDeletion = flow(
  'only a super duper administrator deletes a provider',
  {
    endpoint: 'sso-callback',
    judges: { 'kazoo.provider.deleted-by-super-duper-only': [...TOKEN, 'kazoo.provider.get'] },
    skipFact: without('destructive', 'ownAccounts', 'admin', 'expendableProvider'),
  },
  async ({ kazoo, refused, extract }) => {
    const path = `/auth/providers/${kazoo.expendableProvider}`;
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    await refused('kazoo.provider.deleted-by-super-duper-only', {
      control: () => kazoo.call('GET', path, { token }),
      refused: () => kazoo.call('DELETE', path, { token }),
      accepted: succeeds,
    });
  },
);
