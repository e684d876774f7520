import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openSession, roleTarget } from '../../../suites/harness/flow/open-session.ts';
import { loadCatalogue } from '../../../suites/harness/model/catalogue.ts';
import type { Verdict } from '../../../suites/harness/model/verdict.ts';
import { targetOf } from '../../../suites/harness/target/load.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';
import { clientFlows } from '../../../suites/wazo/client-flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { verdictsOf } from '../../mutation/judge.ts';
import { serve } from '../judged.ts';

const catalogue = loadCatalogue();

/** What the suite makes of an application that a trigger makes act: the requirements that do not simply hold. */
async function judge(t: TestContext, trigger: object, actions = ['login', 'call', 'restart']) {
  const { url } = await mockFor(t);
  const target = targetOf({ url: 'http://127.0.0.1:9', wazo: { app: { actions, trigger } } });
  const bounds = { settleMs: 30, quietMs: 200 };
  const session = openSession(target, catalogue, { peer: { url, publicUrl: url }, bounds });
  const checks = [];
  for (const flow of clientFlows) checks.push(...(await flow.run(session, roleTarget(target, 'wazo') as never)).checks);
  await session.close();
  const verdicts = verdictsOf(checks);
  const others = [...verdicts].filter(([, verdict]) => verdict !== 'pass');
  return { total: verdicts.size, unusual: Object.fromEntries(others) as Readonly<Record<string, Verdict>> };
}

/** A program in a folder of its own, in which it also keeps what it keeps. */
function program(t: TestContext, run: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-app-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'app.mjs'), text);
  return `TMPDIR=${folder} ${run} ${join(folder, 'app.mjs')}`;
}

const text = readFileSync(join(PROJECT_ROOT, 'docs/wazo-client.md'), 'utf8');
const [, triggers = ''] = text.split(/^## (?:Three triggers|The application that ships)$/m);
const inDocument = new Map(
  [...triggers.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, name = '', block = '']) => [name, block]),
);

/** What an application is not judged by that asks for no expiration. */
const noExpiration = { 'wazo.client.expiration-number': 'skip', 'wazo.client.no-long-expiration': 'skip' };

const missing = (...programs: readonly string[]) =>
  programs.filter((name) => spawnSync('which', [name]).status !== 0).map((name) => `there is no ${name}`)[0] ?? false;

for (const [language, run, ...needed] of [
  ['js', process.execPath],
  ['python', 'python3', 'python3'],
  ['sh', 'sh', 'curl', 'jq'],
] as const) {
  const skip = missing(...needed);
  test(`the document's program in ${language} keeps all that it is judged by`, { skip }, async (t) => {
    const command = program(t, run, inDocument.get(language) ?? '');
    const { total, unusual } = await judge(t, { command });
    assert.deepEqual(unusual, noExpiration);
    assert.equal(total, clientFlows.flatMap(({ judges }) => judges).length);
  });
}

/** An application that logs in and calls, and asks for no refresh token; `create` gives the body of its login. */
async function plainApplication(t: TestContext, create: () => object): Promise<string> {
  const tokens = new Map<string, string>();
  const act = async ({ do: action, url, clientId, username, password, resource }: Record<string, string>) => {
    if (action === 'call')
      return void (await fetch(`${resource}`, { headers: { 'X-Auth-Token': tokens.get(`${clientId}`) ?? '' } }));
    const response = await fetch(`${url}/api/auth/0.1/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${username}:${password}`)}` },
      body: JSON.stringify(create()),
    });
    const { data } = (await response.json()) as { data?: { token?: unknown } };
    if (typeof data?.token === 'string') tokens.set(`${clientId}`, data.token);
  };
  return serve(t, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await act(JSON.parse(Buffer.concat(chunks).toString())).catch(() => undefined);
    response.end();
  });
}

test('an application that asks for no refresh token is judged by its logins and calls alone', async (t) => {
  const url = await plainApplication(t, () => ({ expiration: 3600 }));
  const { unusual } = await judge(t, { url }, ['login', 'call']);
  const values = new Set(Object.values(unusual));
  assert.deepEqual([...values], ['skip'], JSON.stringify(unusual));
  const judged = ['creates-token', 'basic-credentials', 'token-in-header', 'unknown-members', 'broken-response'];
  for (const id of judged) assert.equal(unusual[`wazo.client.${id}`], undefined, id);
});

test('an application that has a refresh token and asks for the password again is warned', async (t) => {
  const url = await plainApplication(t, () => ({ client_id: 'dialer', access_type: 'offline' }));
  const { unusual } = await judge(t, { url });
  assert.deepEqual(
    Object.entries(unusual).filter(([, verdict]) => verdict !== 'skip'),
    [['wazo.client.refreshes', 'warn']],
  );
});
