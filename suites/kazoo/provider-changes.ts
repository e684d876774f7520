import { randomUUID } from 'node:crypto';
import { malformed, malformedIds } from '../harness/checks/malformed.ts';
import { equals, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { LOGIN, TOKEN } from './ids.ts';
import { idsIn } from './lists.ts';
import { judgeTrials, trialsOf } from './sessions.ts';

const CHANGED = 'kazoo.provider.changed';
const CHANGED_ONLY = 'kazoo.provider.changed-by-super-duper-only';

const CONTRACT = 'kazoo/provider-request';

const nameOf = (shown: Exchange) => valueAt(shown, '/data/name');

const isNamed =
  (name: unknown): Matcher =>
  (shown) =>
    equals('name', name, nameOf(shown))(shown);

export const providerChange = flow(
  'only a super duper administrator changes a provider',
  {
    endpoint: 'sso-callback',
    judges: {
      [CHANGED]: [...TOKEN, 'kazoo.provider.get', 'kazoo.provider.data'],
      [CHANGED_ONLY]: [...TOKEN, 'kazoo.provider.get', 'kazoo.provider.data'],
      ...each(malformedIds(CONTRACT), [CHANGED]),
    },
    skipFact: without('destructive', 'ownAccounts', 'sso', 'superDuper', 'admin'),
  },
  async ({ kazoo, check, cleanUp, refused, extract }) => {
    const path = `/auth/providers/${kazoo.sso?.provider}`;
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const user = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const shown = () => kazoo.call('GET', path, { token: root });
    const before = await shown();
    const data = { ...(valueAt(before, '/data') as object), id: kazoo.sso?.provider };
    const write = (token: string | undefined, members: object) =>
      kazoo.call('POST', path, { token, body: { data: members } });
    cleanUp(async () => (succeeds(await write(root, data)).ok ? [] : [`the name of ${path}`]));

    const renamed = (name: string) => ({ ...data, name });
    const trials = await trialsOf(
      { 'an administrator': admin, 'a user': user, nobody: undefined },
      (token) => write(token, renamed(`Tollgate ${randomUUID()}`)),
      shown,
    );
    const name = `Tollgate ${randomUUID()}`;
    const change = await write(root, renamed(name));
    check(CHANGED, [change, await shown()], isChanged(name));
    judgeTrials({ check, refused }, CHANGED_ONLY, trials, change, isNamed(nameOf(before)));
    for (const { id, apply } of malformed(CONTRACT, { data })) {
      const broken = (token: string | undefined) => {
        const whole = { data: renamed(`Tollgate ${randomUUID()}`) };
        return kazoo.call('POST', path, { token, body: apply(whole) });
      };
      const present = nameOf(await shown());
      const odd = await trialsOf({ 'who sends such a document': root }, broken, shown);
      judgeTrials({ check, refused }, id, odd, change, isNamed(present));
    }
  },
);

/** The first response is a success, and the last shows the new name. */
function isChanged(name: string): Matcher {
  return (shown, [change = shown] = []) => {
    const finding = isNamed(name)(shown);
    return succeeds(change).ok ? finding : { ...finding, ok: false, actual: `POST: ${summaryOf(change)}` };
  };
}

const DELETED = 'kazoo.provider.deleted';
const DELETED_ONLY = 'kazoo.provider.deleted-by-super-duper-only';

/** The first response is a success, and the last, a list, does not name the provider. */
function isDeleted(id: string): Matcher {
  return (list, [deletion = list] = []) => ({
    ok: succeeds(deletion).ok && !(idsIn(list) ?? [id]).includes(id),
    expected: `a 2xx response to DELETE, and a list without ${id}`,
    actual: succeeds(deletion).ok ? summaryOf(list) : `DELETE: ${summaryOf(deletion)}`,
  });
}

export const providerDeletion = flow(
  'only a super duper administrator deletes a provider',
  {
    endpoint: 'sso-callback',
    judges: {
      [DELETED]: [...TOKEN, 'kazoo.provider.get', 'kazoo.providers.data'],
      [DELETED_ONLY]: [...TOKEN, 'kazoo.provider.get'],
    },
    skipFact: without('destructive', 'ownAccounts', 'admin', 'superDuper', 'expendableProvider'),
  },
  async ({ kazoo, check, cleanUp, refused, extract }) => {
    const id = kazoo.expendableProvider ?? '';
    const path = `/auth/providers/${id}`;
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const user = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const shown = () => kazoo.call('GET', path, { token: root });
    const remove = (token: string | undefined) => kazoo.call('DELETE', path, { token });
    const before = await shown();
    if (statusOf(before) === 404) {
      const gone = { notApplicable: `the target shows no provider ${id}, or none any more` };
      check(DELETED, gone, succeeds);
      check(DELETED_ONLY, gone, succeeds);
      return;
    }
    cleanUp(async () => {
      await kazoo.call('POST', path, { token: root, body: { data: { ...(valueAt(before, '/data') as object), id } } });
      return succeeds(await shown()).ok ? [] : [`the provider ${id}, which POST does not make again`];
    });
    const trials = await trialsOf({ 'an administrator': admin, 'a user': user, nobody: undefined }, remove, shown);
    const isThere = succeeds(await shown()).ok;
    const deletion = await remove(root);
    const list = await kazoo.call('GET', '/auth/providers', { token: root });
    const taken = trials.find(({ tried }) => succeeds(tried).ok)?.tried;
    judgeTrials({ check, refused }, DELETED_ONLY, trials, taken ?? deletion);
    const wasDeleted = { nothing: 'somebody who may not has deleted it', blockedBy: DELETED_ONLY };
    check(DELETED, isThere ? [deletion, list] : wasDeleted, isDeleted(id));
  },
);
