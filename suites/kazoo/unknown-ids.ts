import { attemptsOf, without as withoutRows } from '../harness/checks/attempts.ts';
import { succeeds } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { LINKED, LOGIN, TOKEN } from './ids.ts';

const UNKNOWN = 'kazoo.vendor.unknown-id-refused';

/** Ids that are almost this one, and nobody's. */
const nearIds = (id: string) =>
  withoutRows(nearMisses(id, 'form'), ['empty', 'with a NUL and more behind it'], 'the path would be that of the list');

export const unknownIds = flow(
  'an id that nothing has shows nothing',
  {
    endpoint: 'sso-callback',
    judges: { [UNKNOWN]: [...TOKEN, LINKED, 'kazoo.provider.get', 'kazoo.app.get', 'kazoo.link.get'] },
    skipFact: without('sso'),
  },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const { linkId } = await kazoo.linkedSubject();
    const shown = { providers: kazoo.sso?.provider ?? '', apps: kazoo.sso?.clientId ?? '', links: linkId };
    for (const [kind, own] of Object.entries(shown)) {
      await refuses(UNKNOWN, {
        given: () => own,
        alter: attemptsOf(nearIds(own), (_: string, id) => id),
        send: (id) => kazoo.call('GET', `/auth/${kind}/${encodeURIComponent(id)}`, { token }),
        accepted: succeeds,
      });
    }
    const admin = kazoo.admin && valueAt(await kazoo.login(kazoo.admin), '/auth_token');
    const keys = await kazoo.call('GET', '/auth/keys', { token: String(admin) });
    const key = valueAt(keys, '/data/0');
    if (typeof admin !== 'string' || typeof key !== 'string') return;
    await refuses(UNKNOWN, {
      given: () => key,
      alter: attemptsOf(nearIds(key), (_: string, id) => id),
      send: (id) => kazoo.call('GET', `/auth/keys/${encodeURIComponent(id)}`, { token: admin }),
      accepted: succeeds,
    });
  },
);
