import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Verdict } from '../../../suites/harness/model/verdict.ts';
import { targetOf } from '../../../suites/harness/target/load.ts';
import { clientFlows } from '../../../suites/wazo/client-flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { verdictsOf } from '../../mutation/judge.ts';
import { checksIn, runFlows } from '../../run-flows.ts';
import { application, languages, missing, program, programsIn, type Values } from '../applications.ts';

/** What the suite makes of an application that a trigger makes act: the requirements that do not simply hold. */
async function judge(t: TestContext, trigger: object, actions = ['login', 'call', 'restart']) {
  const { url } = await mockFor(t);
  const target = targetOf({ url: 'http://127.0.0.1:9', wazo: { app: { actions, trigger } } });
  const bounds = { settleMs: 30, quietMs: 200 };
  const options = { peer: { url, publicUrl: url }, bounds };
  const verdicts = verdictsOf(checksIn(await runFlows(target, clientFlows, options)));
  const others = [...verdicts].filter(([, verdict]) => verdict !== 'pass');
  return { total: verdicts.size, unusual: Object.fromEntries(others) as Readonly<Record<string, Verdict>> };
}

const inDocument = programsIn('docs/wazo-client.md');

/** What an application is not judged by that asks for no expiration. */
const noExpiration = { 'wazo.client.expiration-number': 'skip', 'wazo.client.no-long-expiration': 'skip' };

for (const [language, run, ...needed] of languages) {
  const skip = missing(...needed);
  test(`the document's program in ${language} keeps all that it is judged by`, { skip }, async (t) => {
    const command = program(t, run, inDocument.get(language) ?? '');
    const { total, unusual } = await judge(t, { command });
    assert.deepEqual(unusual, noExpiration);
    assert.equal(total, new Set(clientFlows.flatMap(({ judges }) => judges)).size);
  });
}

type Act = (values: Values) => Promise<unknown>;

const asJson = { 'Content-Type': 'application/json' };
const basicOf = ({ username, password }: Values) => ({ Authorization: `Basic ${btoa(`${username}:${password}`)}` });

/** POST /token; gives the members of `data`, none where none came. */
async function create({ url }: Values, body: object, headers: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/api/auth/0.1/token`, {
    method: 'POST',
    headers: { ...asJson, ...headers },
    body: JSON.stringify(body),
  });
  const { data } = (await response.json()) as { data?: Readonly<Record<string, unknown>> };
  return response.ok ? (data ?? {}) : {};
}

/** Logs in by such a body, calls, and knows no refresh. */
function withoutRefresh(body: object): Act {
  const tokens = new Map<string, unknown>();
  return async (values) => {
    const { do: action, clientId = '', resource = '' } = values;
    if (action === 'call') return fetch(resource, { headers: { 'X-Auth-Token': String(tokens.get(clientId) ?? '') } });
    return tokens.set(clientId, (await create(values, body, basicOf(values))).token);
  };
}

test('an application that asks for no refresh token is judged by its logins and calls alone', async (t) => {
  const url = await application(t, withoutRefresh({ expiration: 3600 }));
  const { unusual } = await judge(t, { url }, ['login', 'call']);
  assert.deepEqual([...new Set(Object.values(unusual))], ['skip'], JSON.stringify(unusual));
  const judged = ['creates-token', 'basic-credentials', 'token-in-header', 'unknown-members', 'broken-response'];
  for (const id of judged) assert.equal(unusual[`wazo.client.${id}`], undefined, id);
});

test('an application that has a refresh token and does not use it is warned', async (t) => {
  const url = await application(t, withoutRefresh({ client_id: 'dialer', access_type: 'offline' }));
  const { unusual } = await judge(t, { url });
  assert.deepEqual(
    Object.entries(unusual).filter(([, verdict]) => verdict !== 'skip'),
    [['wazo.client.refreshes', 'warn']],
  );
});

/**
 * What Wazo's own libraries do: an empty Basic header and the old token at a refresh, a token looked up by its URL, the
 * browser's question before a call. It keeps no access token, and so refreshes before each call.
 */
function likeTheLibraries(): Act {
  const kept = new Map<string, unknown>();
  return async (values) => {
    const { do: action, url = '', clientId = '', resource = '' } = values;
    if (action === 'login') {
      const { token, refresh_token } = await create(
        values,
        { client_id: clientId, access_type: 'offline' },
        basicOf(values),
      );
      kept.set(clientId, refresh_token);
      return token && fetch(`${url}/api/auth/0.1/token/${token}`, { method: 'HEAD' });
    }
    if (action === 'restart' || !kept.get(clientId)) return undefined;
    const headers = { Authorization: 'Basic Og==', 'X-Auth-Token': 'of-yesterday' };
    const { token } = await create(values, { client_id: clientId, refresh_token: kept.get(clientId) }, headers);
    if (!token) return undefined;
    await fetch(resource, { method: 'OPTIONS' });
    return fetch(resource, { headers: { 'X-Auth-Token': String(token) } });
  };
}

test('an application that does what the libraries of Wazo do keeps what it is judged by', async (t) => {
  const { unusual } = await judge(t, { url: await application(t, likeTheLibraries()) });
  assert.deepEqual(unusual, noExpiration);
});
