import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { serverFlows } from '../../suites/authlete/flows.ts';
import type { Verdict } from '../../suites/harness/model/verdict.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { verdictsOf } from '../mutation/judge.ts';
import { checksIn, runFlows } from '../run-flows.ts';

const text = readFileSync(join(PROJECT_ROOT, 'docs/authlete.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(/```(\w+)\n(.*?)```/gs)].filter(([, name]) => name === language).map(([, , block = '']) => block);
const [first = '', fixed = ''] = blocks('js');
const [findings = '', outcome = ''] = blocks('text');

/** Runs a program of the document until the test ends; gives its URL. */
async function serve(t: TestContext, program: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-docs-'));
  writeFileSync(join(folder, 'endpoint.mjs'), program);
  const port = await freePort();
  const child = spawn(process.execPath, ['endpoint.mjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: 'ignore',
  });
  t.after(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  await listening(port);
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const came = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (came) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing listens on ${port}`);
}

/** What the suite finds with the four settings of the document. */
async function judge(url: string): Promise<ReadonlyMap<string, Verdict>> {
  const target = targetOf({ url, authlete: { developer: { id: 'ada', password: 'analytical-engine' } } });
  return verdictsOf(checksIn(await runFlows(target, serverFlows)));
}

const idsOf = (verdicts: ReadonlyMap<string, Verdict>, wanted: Verdict) =>
  [...verdicts].filter(([, verdict]) => verdict === wanted).map(([id]) => id);
const listed = (mark: string) =>
  findings.split('\n').flatMap((line) => (line.startsWith(`  ${mark} `) ? (line.split(/\s+/)[2] ?? []) : []));

test('the first endpoint of the document has ten lines, and breaks exactly what the document lists', async (t) => {
  assert.ok(
    first
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('//')).length <= 10,
  );
  const verdicts = await judge(await serve(t, first));
  assert.deepEqual(idsOf(verdicts, 'fail').sort(), listed('✗').sort());
  assert.deepEqual(idsOf(verdicts, 'warn').sort(), listed('~').sort());
  assert.equal(listed('✗').length, 9);
  assert.deepEqual(idsOf(verdicts, 'error'), []);
});

test('the fixed endpoint keeps everything that can be judged with one login', async (t) => {
  const verdicts = await judge(await serve(t, fixed));
  const bad = (['fail', 'warn', 'inconclusive', 'error'] as const).flatMap((verdict) => idsOf(verdicts, verdict));
  assert.deepEqual(bad, []);
  const [pass, info, skip] = (['pass', 'info', 'skip'] as const).map((verdict) => idsOf(verdicts, verdict).length);
  const total = verdicts.size;
  assert.ok(
    outcome.includes(
      `${total - (skip ?? 0)} of ${total} requirements judged (${pass} pass, ${info} info, ${skip} skip)`,
    ),
  );
});
