import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { checkConfig, type MockConfig } from '../../mock-idp/frame/config.ts';
import { basic, login, mockFor } from '../mock-idp/mock-client.ts';

const root = new URL('../../', import.meta.url).pathname;
const command = ['cli/tollgate.js', 'mock'];

/** Starts the command and gives its banner once it stands. */
async function started(test: TestContext, ...args: string[]): Promise<{ child: ChildProcess; text: string }> {
  const child = spawn(process.execPath, [...command, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  test.after(() => child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of on(child.stdout as NonNullable<typeof child.stdout>, 'data')) {
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
  assert.match(broken.stderr, /^tollgate mock: .*mock\.json: is not JSON: /);
  assert.equal(broken.stderr.trim().split('\n').length, 1);
});

test('what cannot be done is one line and exit code 2', async (t) => {
  const { port } = new URL((await mockFor(t)).url);
  const cases: [string[], RegExp][] = [
    [['--port', port], new RegExp(`port ${port} is taken`)],
    [['--prot', '1'], /--prot is not an option of it; did you mean --port\?/],
    [['extra'], /"extra" is one argument too many/],
    [['--port', '70000'], /--port 70000: expected a number from 0 to 65535/],
    [['--public-url', 'idp'], /--public-url idp: is not a URL that begins with http/],
    [['--config', '/nowhere.json'], /\/nowhere\.json: cannot be read \(ENOENT\)/],
    [['--watch'], /--watch: needs --config/],
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

test('--watch takes a changed file, and keeps the configuration in force when the new one is wrong', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'mock.json');
  const write = (config: object) => writeFileSync(file, JSON.stringify(config));
  const users = (username: string) => ({ wazo: { users: [{ username, password: 'x' }] } });
  write(users('dave'));
  const { child, text } = await started(t, '--port', '0', '--config', file, '--watch');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? assert.fail(text);
  const status = async (name: string) => (await login(url, {}, basic(name, 'x'))).status;
  const said = async (stream: ChildProcess['stdout'], words: RegExp) => {
    let heard = '';
    for await (const chunk of on(stream as NonNullable<typeof stream>, 'data')) {
      heard += chunk;
      if (words.test(heard)) return;
    }
  };
  assert.equal(await status('dave'), 200);
  write(users('erin'));
  await said(child.stdout, /mock\.json: taken/);
  assert.deepEqual([await status('dave'), await status('erin')], [401, 200]);
  write({ wazo: { usrs: [] } });
  await said(
    child.stderr,
    /mock\.json:1: \/wazo\/usrs: is not a member here; did you mean users\?.*\n.*stays in force/s,
  );
  assert.equal(await status('erin'), 200);
});

test('a configuration is checked member by member', async (t) => {
  const lines = async (config: unknown) =>
    checkConfig(config as MockConfig).then(
      () => [],
      (error: Error) => error.message.split('\n'),
    );
  assert.deepEqual(await lines({ controlToken: 'long enough', wazo: { maxSessions: 3 } }), []);
  const wrong = await lines({
    wazo: { users: [{ username: 'x', pasword: 'y' }], maxSessions: 0 },
    kazzo: {},
    controlToken: 'a',
    trustProxy: 'yes',
    sipgate: { preset: 'keycloack' },
  });
  for (const part of [
    '/kazzo: is not a member here; did you mean kazoo? there are',
    '/controlToken: is "a"; it must NOT have fewer than 8 characters',
    '/wazo/maxSessions: is 0; it must be >= 1',
    '/wazo/users/0: password is missing; add it',
    '/wazo/users/0/pasword: is not a member here; did you mean password?',
    '/trustProxy: is a text; write true or false',
    '/sipgate/preset: is "keycloack"; did you mean keycloak? there are document, keycloak',
  ]) {
    assert.ok(
      wrong.some((line) => line.startsWith(part)),
      `${part} in ${wrong.join(' | ')}`,
    );
  }
  assert.equal(wrong.length, 7);
  assert.deepEqual(await lines([]), ['the configuration: is a list; write an object']);
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
