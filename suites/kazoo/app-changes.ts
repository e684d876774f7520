import { randomUUID } from 'node:crypto';
import { malformed, malformedIds } from '../harness/checks/malformed.ts';
import { equals, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, type KazooApi, without } from './api.ts';
import { LOGIN, TOKEN } from './ids.ts';
import { idsIn } from './lists.ts';
import { judgeTrials, trialsOf } from './sessions.ts';

type Kazoo = KazooApi['kazoo'];

const CHANGED = 'kazoo.app.changed';
const REMOVED = 'kazoo.app.removed';
const CONTRACT = 'kazoo/app-request';
const needed = without('destructive', 'ownAccounts', 'superDuper', 'expendableApp');

/** The expendable application: where it is, and what the schema auth.app knows of it. */
function appOf(kazoo: Kazoo) {
  const { clientId = '', clientSecret = '', provider = '' } = kazoo.expendableApp ?? {};
  const path = `/auth/apps/${encodeURIComponent(clientId)}`;
  return { clientId, path, settings: { client_id: clientId, provider, secret: clientSecret } };
}

const isForbidden = (exchange: Exchange) => [401, 403].includes(statusOf(exchange) ?? 0);

/**
 * What comes of a call where somebody tries it who may: the document does not say who that is, so a super duper
 * administrator does, and then one of the user's account.
 */
async function byWhoMay(kazoo: Kazoo, root: string, send: (token: string) => Promise<Exchange>) {
  const asRoot = await send(root);
  const admin = isForbidden(asRoot) && kazoo.admin ? valueAt(await kazoo.login(kazoo.admin), '/auth_token') : undefined;
  const token = typeof admin === 'string' ? admin : root;
  const done = token === root ? asRoot : await send(token);
  return { token, done, mayNot: isForbidden(done) };
}

const NOBODY = { notApplicable: 'neither kazoo.superDuper nor kazoo.admin may, and the document does not say who may' };

/** The first response is a success, and the last, where it shows an e-mail address, shows this one. */
const shows =
  (email: string): Matcher =>
  (shown, [change = shown] = []) => {
    const seen = valueAt(shown, '/data/email');
    const ok = succeeds(change).ok && succeeds(shown).ok && (seen === undefined || seen === email);
    const actual = succeeds(change).ok ? summaryOf(shown) : `POST: ${summaryOf(change)}`;
    return { ok, expected: `a 2xx response to POST, and no other email than ${email}`, actual };
  };

export const appChange = flow(
  'an application is changed, by a document that keeps its schema',
  {
    endpoint: 'sso-callback',
    judges: { [CHANGED]: [...TOKEN, 'kazoo.app.get', 'kazoo.app.data'], ...each(malformedIds(CONTRACT), [CHANGED]) },
    skipFact: needed,
  },
  async ({ kazoo, check, cleanUp, refused, extract }) => {
    const { path, settings } = appOf(kazoo);
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const newEmail = () => `${randomUUID()}@tollgate.example`;
    const look = () => kazoo.call('GET', path, { token: root });
    const email = newEmail();
    const seed = { data: { ...settings, email } };
    const { token, done, mayNot } = await byWhoMay(kazoo, root, (caller) =>
      kazoo.call('POST', path, { token: caller, body: seed, contract: CONTRACT }),
    );
    cleanUp(async () => {
      const restored = await kazoo.call('POST', path, { token, body: { data: settings } });
      return succeeds(restored).ok || mayNot ? [] : [`the settings of ${path}`];
    });
    check(CHANGED, mayNot ? NOBODY : [done, await look()], shows(email));
    if (mayNot) return;
    for (const { id, apply } of malformed(CONTRACT, seed)) {
      const broken = (caller: string | undefined) =>
        kazoo.call('POST', path, { token: caller, body: apply({ data: { ...settings, email: newEmail() } }) });
      const before = valueAt(await look(), '/data/email');
      const trials = await trialsOf({ 'who sends such a document': token }, broken, look);
      judgeTrials({ check, refused }, id, trials, done, (shown) =>
        equals('email', before, valueAt(shown, '/data/email'))(shown),
      );
    }
  },
);

/** The first response is a success, the second does not show the application, and the last, a list, does not name it. */
const isGone =
  (id: string): Matcher =>
  (list, [removal = list, shown = list] = []) => {
    const odd = [removal].find((one) => !succeeds(one).ok) ?? (succeeds(shown).ok ? shown : list);
    const ok = succeeds(removal).ok && !succeeds(shown).ok && !(idsIn(list) ?? []).includes(id);
    return { ok, expected: `a 2xx response to DELETE, and no application ${id}`, actual: summaryOf(odd) };
  };

export const appRemoval = flow(
  'an application is removed',
  { endpoint: 'sso-callback', judges: { [REMOVED]: [...TOKEN, 'kazoo.app.get'] }, skipFact: needed },
  async ({ kazoo, check, cleanUp, extract }) => {
    const { clientId, path, settings } = appOf(kazoo);
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const shown = () => kazoo.call('GET', path, { token: root });
    if (statusOf(await shown()) === 404) {
      check(REMOVED, { notApplicable: `the target shows no application ${clientId}, or none any more` }, succeeds);
      return;
    }
    const { token, done, mayNot } = await byWhoMay(kazoo, root, (caller) =>
      kazoo.call('DELETE', path, { token: caller }),
    );
    cleanUp(async () => {
      if (!succeeds(done).ok) return [];
      await kazoo.call('POST', path, { token, body: { data: settings } });
      return succeeds(await shown()).ok ? [] : [`the application ${clientId}, which POST does not make again`];
    });
    const user = valueAt(await kazoo.login(kazoo.user), '/auth_token');
    const list = () => kazoo.call('GET', '/auth/apps', { token: String(user) });
    check(REMOVED, mayNot ? NOBODY : [done, await shown(), await list()], isGone(clientId));
  },
);
