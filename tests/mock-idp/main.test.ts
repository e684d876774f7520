import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { checkConfig } from '../../mock-idp/frame/config.ts';
import { mockFor } from './mock-client.ts';

const root = new URL('../../', import.meta.url).pathname;
const command = ['--import', 'tsx', 'mock-idp/main.ts'];

/** Starts the command and gives its banner once it stands. */
async function started(test: TestContext, ...args: string[]): Promise<{ child: ChildProcess; text: string }> {
  const child = spawn(process.execPath, [...command, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('tollgate-clock')) break;
  }
  return { child, text };
}

/** Runs the command to its end. */
async function ended(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const run = promisify(execFile)(process.execPath, [...command, ...args], { cwd: root });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('the banner names paths, accounts and a command that works; signals end it with 0', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { child, text } = await started(t, '--port', '0');
    assert.match(text, /^Mock IdP at http:\/\/127\.0\.0\.1:\d+ /);
    assert.match(text, /POST \/api\/auth\/0\.1\/token/);
    assert.match(text, /alice \/ correct-horse/);
    const example = /^ *(curl .*\/api\/auth\/0\.1\/token.*)$/m.exec(text)?.[1] ?? assert.fail('no example');
    const { stdout } = await promisify(execFile)('sh', ['-c', `${example.replace('curl', 'curl -s')}`]);
    assert.match(JSON.parse(stdout).data.token, /^[0-9a-f-]{36}$/);
    const exit = once(child, 'exit');
    child.kill(signal);
    assert.deepEqual(await exit, [0, null]);
  }
});

test('a configuration file adds accounts', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'mock.json');
  writeFileSync(file, JSON.stringify({ wazo: { users: [{ username: 'dave', password: 'x' }] } }));
  assert.match((await started(t, '--port', '0', '--config', file)).text, /dave \/ x/);
  writeFileSync(file, '{"wazo": }');
  const broken = await ended('--config', file);
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /^mock-idp: .*mock\.json: is not JSON: /);
  assert.equal(broken.stderr.trim().split('\n').length, 1);
});

test('what cannot be done is one line and exit code 2', async (t) => {
  const { port } = new URL((await mockFor(t)).url);
  const cases: [string[], RegExp][] = [
    [['--port', port], new RegExp(`port ${port} is taken`)],
    [['--prot', '1'], /Unknown option '--prot'; --help lists/],
    [['extra'], /Unexpected argument 'extra'/],
    [['--port', '70000'], /--port 70000: expected a number from 0 to 65535/],
    [['--public-url', 'idp'], /--public-url idp: is not a URL/],
    [['--config', '/nowhere.json'], /\/nowhere\.json: cannot be read \(ENOENT\)/],
    [['--cert', 'x'], /--cert and --key belong together/],
    [['--port', '0', '--cert', 'package.json', '--key', 'package.json'], /PEM|no start line/],
    [['--port', '0', '--host', '192.0.2.1'], /EADDRNOTAVAIL/],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await ended(...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
  const help = await ended('--help');
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--public-url/);
});

test('a configuration is checked member by member', async (t) => {
  const lines = async (config: unknown) =>
    checkConfig(config, ['wazo']).then(
      () => [],
      (error: Error) => error.message.split('\n'),
    );
  assert.deepEqual(await lines({ controlToken: 'long enough', wazo: { maxSessions: 3 } }), []);
  const wrong = await lines({
    wazo: { users: [{ username: 'x', pasword: 'y' }], maxSessions: 0 },
    kazzo: {},
    controlToken: 'a',
  });
  for (const part of [
    'kazzo',
    '/controlToken',
    '/wazo/maxSessions: must be >= 1',
    "/wazo/users/0: must have required property 'password'",
    'pasword',
  ]) {
    assert.ok(
      wrong.some((line) => line.includes(part)),
      `${part} in ${wrong.join(' | ')}`,
    );
  }
  assert.deepEqual(await lines([]), ['the configuration: must be object']);
  const user = { username: 'x', password: 'y' };
  await assert.rejects(
    mockFor(t, { config: { wazo: { users: [{ ...user, policies: ['none'] }] } } }),
    /no policy "none"; known: wazo_default/,
  );
  await assert.rejects(
    mockFor(t, { config: { wazo: { users: [{ ...user, tenant_uuid: 'none' }] } } }),
    /no tenant none/,
  );
});
