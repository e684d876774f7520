import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SentRequest } from '../../../../suites/harness/http/exchange.ts';
import { fireTrigger, runCommand, triggerRequest } from '../../../../suites/harness/target/trigger.ts';

const call = { url: 'http://app/login?to={{callbackUrl}}', method: 'POST', contentType: 'application/json' } as const;
const bodyOf = (request: ReturnType<typeof triggerRequest>) => Buffer.from(request.body ?? []).toString();

test('values go into the URL and into the body, each encoded for its place', () => {
  const request = triggerRequest(
    { ...call, body: '{"user":"{{user}}","n":{{count}}}', authorization: 'Bearer t' },
    { callbackUrl: 'http://x/?a=1&b', user: 'a "b" \\', count: 3 },
  );
  assert.equal(request.url, 'http://app/login?to=http%3A%2F%2Fx%2F%3Fa%3D1%26b');
  assert.deepEqual(JSON.parse(bodyOf(request)), { user: 'a "b" \\', n: 3 });
  assert.deepEqual(request.headers, [
    ['Content-Type', 'application/json'],
    ['Authorization', 'Bearer t'],
  ]);
});

test('without a body the values go as a JSON object; a GET has none', () => {
  const values = { callbackUrl: 'u', silent: true, none: null };
  assert.deepEqual(JSON.parse(bodyOf(triggerRequest(call, values))), values);
  const get = triggerRequest({ ...call, method: 'GET' }, values);
  assert.equal(get.body, undefined);
  assert.deepEqual(get.headers, []);
});

test('a name that is not a value is told with those that are', () => {
  for (const name of ['user', 'toString', '__proto__', 'constructor']) {
    assert.throws(
      () => triggerRequest({ ...call, url: `http://app/{{${name}}}` }, { callbackUrl: 'u', n: 1 }),
      new RegExp(`asks for {{${name}}}; there are callbackUrl, n\\.`),
    );
  }
});

test('a command gets values as variables, and gives its exit code and what it printed', async () => {
  const command = 'echo "$TOLLGATE_CALLBACK_URL|$TOLLGATE_N|$TOLLGATE_NONE|"; echo oops >&2; exit 7';
  const { code, output } = await runCommand(command, { callbackUrl: "u'$x", n: 1, none: null }, 5_000);
  assert.equal(code, 7);
  assert.match(output, /u'\$x\|1\|\|/);
  assert.match(output, /oops/);
});

test('of a long output the end is kept', async () => {
  const { output } = await runCommand('yes line | head -n 100000; echo the end', {}, 5_000);
  assert.ok(output.length <= 4_096);
  assert.match(output, /the end\n$/);
});

test('a command that does not end is ended with all that it started', async () => {
  const { code, output } = await runCommand('sleep 60 & echo "child $!"; wait; echo late', {}, 100);
  assert.equal(code, null);
  assert.doesNotMatch(output, /late/);
  const child = /child (\d+)/.exec(output)?.[1] ?? assert.fail(output);
  while (isRunning(child)) await sleep(10);
});

function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

test('what a command leaves running in the background is not waited for', async () => {
  const { code, output } = await runCommand('sleep 60 & echo $!; exit 0', {}, 30_000);
  assert.equal(code, 0);
  process.kill(Number(output.trim()));
});

test('a command that is not there ends with the code of the shell', async () => {
  const { code, output } = await runCommand('no-such-command-anywhere', {}, 5_000);
  assert.equal(code, 127);
  assert.match(output, /no-such-command-anywhere/);
});

test('what became of a trigger is told: its response, or its exit code with the last line of stderr', async () => {
  const firing = (status: number) => ({
    baseUrl: 'http://app/base',
    timeoutMs: 5_000,
    async send(request: SentRequest) {
      const body = Buffer.from(request.url);
      return { request, response: { status, headers: [['Content-Type', 'text/plain']], body }, durationMs: 1 } as const;
    },
  });
  const byCall = (status: number) => fireTrigger({ ...call, url: '/go' }, { n: 1 }, firing(status));
  const good = await byCall(202);
  assert.deepEqual([good.failed, good.said], [false, 'the trigger got 202 text/plain: http://app/base/go']);
  assert.deepEqual((await byCall(404)).failed, true);
  const silent = await fireTrigger(
    { ...call, url: '/go' },
    {},
    {
      ...firing(0),
      send: async (request) => ({ request, failure: { kind: 'timeout', message: 'nothing came' }, durationMs: 1 }),
    },
  );
  assert.deepEqual([silent.failed, silent.said], [true, 'the trigger got no response: nothing came']);

  const byCommand = (command: string, timeoutMs = 5_000) => fireTrigger({ command }, {}, { ...firing(200), timeoutMs });
  assert.deepEqual(await byCommand('echo fine'), {
    failed: false,
    said: 'the trigger ended with exit code 0',
    printed: 'fine\n',
  });
  const broken = await byCommand('echo first >&2; echo last >&2; exit 3');
  assert.deepEqual(broken, {
    failed: true,
    said: 'the trigger ended with exit code 3: last',
    printed: 'first\nlast\n',
  });
  assert.match((await byCommand('no-such-command-anywhere')).said, /exit code 127: .*no-such-command-anywhere/);
  assert.deepEqual(await byCommand('sleep 60', 100), { failed: true, said: 'the trigger was ended', printed: '' });
});
