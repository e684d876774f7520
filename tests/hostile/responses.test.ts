import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { byteServer } from '../suites/harness/http/byte-server.ts';
import { type Judged, judgeWazo } from './judge.ts';
import { LENIENT, SILENT, WRONG } from './targets.ts';

/** For targets that never answer in time, so that no response can be late by accident. */
const HASTY = { timeoutMs: 300 };

/** What we were at fault in. */
function errorsIn({ checks }: Judged): string[] {
  const errors = checks.filter(({ verdict }) => verdict === 'error');
  return [...new Set(errors.map(({ flow, message }) => `${flow}: ${message}`))];
}

/** What holds for a target whatever it does: we are not at fault, and nothing is found that no response shows. */
function assertFair(judged: Judged): void {
  assert.deepEqual(errorsIn(judged), []);
  assert.deepEqual(judged.unfounded, []);
}

/** Every requirement is inconclusive and hangs, in the end, on the target's silence, which is told with its reason. */
function assertGivenUp({ verdicts, checks }: Judged, reason: RegExp): void {
  assert.deepEqual(new Set(verdicts.values()), new Set(['inconclusive']));
  for (const { blockedBy, message } of checks) {
    assert.equal(blockedBy, 'wazo.reachable');
    assert.match(message ?? '', reason);
    assert.match(message ?? '', /, 3 times in a row$/);
  }
}

const REASONS: Readonly<Record<string, RegExp>> = {
  'says nothing': /no complete response within 0\.3 s/,
  'closes every connection': /closed in the middle/,
  'resets every connection': /closed in the middle/,
  'sends garbage instead of HTTP': /no HTTP that can be read/,
  'sends ten megabytes': /over 1048576 bytes/,
  'sends a response byte by byte': /no complete response within 0\.3 s/,
  'sends headers and no end of them': /no complete response|no HTTP that can be read/,
};

for (const [what, behaviour] of Object.entries(SILENT)) {
  test(`a target that ${what} is given up after three requests`, async (t) => {
    const server = await byteServer(t, behaviour);
    const judged = await judgeWazo(server.url, HASTY);
    assertFair(judged);
    assertGivenUp(judged, REASONS[what] ?? assert.fail());
    assert.equal(server.requests.length, 3);
  });
}

test('a port where nothing listens, and a host that does not exist, are given up after three requests', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  for (const [url, reason] of [
    [`http://127.0.0.1:${port}`, /no connection could be made/],
    ['http://nowhere.invalid', /does not resolve/],
    [`https://127.0.0.1:${port}`, /no connection could be made/],
  ] as const) {
    const judged = await judgeWazo(url);
    assertFair(judged);
    assertGivenUp(judged, reason);
    assert.equal(judged.exchanges.length, 3);
  }
});

/** What must hold before a target is asked for more than a login. */
const FIRST = [
  'wazo.token.password-login',
  'wazo.token.answer-json',
  'wazo.token.answer-data',
  'wazo.token.access-token',
  'wazo.token.access-token-type',
];

for (const [what, behaviour] of Object.entries(WRONG)) {
  test(`a target whose every response is ${what} fails in what it answers, and the rest is blocked by that`, async (t) => {
    const server = await byteServer(t, behaviour);
    const judged = await judgeWazo(server.url);
    assertFair(judged);
    assert.ok(server.requests.length <= 300, `${server.requests.length} requests`);
    const failed = [...judged.verdicts].filter(([, verdict]) => verdict === 'fail').map(([id]) => id);
    assert.ok(failed.length > 0);
    const refusals = [...judged.verdicts].filter(([id, verdict]) => id.endsWith('-refused') && verdict === 'pass');
    if (!what.startsWith('a token')) {
      assert.ok(
        FIRST.some((id) => failed.includes(id)),
        failed.join(),
      );
      assert.deepEqual(refusals, [], 'nothing was accepted, so that no refusal is proved');
    }
  });
}

const MUST_REFUSE = [
  'wazo.token.wrong-password-refused',
  'wazo.token.unknown-user-refused',
  'wazo.token.credentials-required',
];
/** Where the token cannot even be told to a login's response, or cannot be sent back. */
const WITHOUT_TOKEN = ['numbers beyond all bounds'];

for (const [what, behaviour] of Object.entries(LENIENT)) {
  test(`a target that gives ${what} is caught`, async (t) => {
    const server = await byteServer(t, behaviour);
    const judged = await judgeWazo(server.url);
    assertFair(judged);
    assert.ok(server.requests.length <= 1_500, `${server.requests.length} requests`);
    if (!WITHOUT_TOKEN.includes(what)) {
      for (const id of MUST_REFUSE) assert.equal(judged.verdicts.get(id), 'fail', id);
    }
    const bare: Record<string, unknown> = {};
    for (const name of ['data', 'polluted', 'token', 'client_id', 'true']) assert.equal(bare[name], undefined);
    assert.ok(JSON.stringify(judged.results).length < 20_000_000);
  });
}
