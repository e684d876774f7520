import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import type { ReportCheck } from '../../../reports/model.ts';
import { placeOf } from '../../../reports/script/places.ts';
import { scriptsOf } from '../../../reports/script/script.ts';
import { withVariables } from '../../../reports/script/shell.ts';
import type { ExchangeRecord } from '../../../suites/harness/model/verdict.ts';

type Line = [method: string, url: string, status: number, body: string];

function exchange([method, url, status, body]: Line, curl: string, more: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    request: { method, url, headers: curl.includes('TOKEN') ? [['X-Auth-Token', '<access_token#1>']] : [] },
    response: { status, headers: [], body },
    curl,
    durationMs: 5,
    ...more,
  };
}

const ROLE = 'toy.server';
const LOGIN = exchange(
  ['POST', '{target}/token', 200, '{"data":{"token":"<access_token#1>","id":"9f8e7d6c-1"}}'],
  'curl -i -X POST http://h/token',
  { atMs: 0 },
);
const OTHER = exchange(['GET', '{target}/health', 200, '{}'], 'curl -i http://h/health', { atMs: 10 });
const DELETED = exchange(
  ['DELETE', '{target}/items/9f8e7d6c-1', 204, ''],
  'curl -i -X DELETE http://h/items/9f8e7d6c-1',
  { atMs: 20 },
);
const USED = exchange(
  ['GET', '{target}/items/9f8e7d6c-1', 200, '{}'],
  `curl -i http://h/items/9f8e7d6c-1 -H "X-Auth-Token: \${ACCESS_TOKEN_1:?}"`,
  { atMs: 3_000 },
);

function scriptFor(exchanges: readonly ExchangeRecord[], shown: number): string | undefined {
  const check: ReportCheck = {
    id: 'toy.id',
    role: ROLE,
    flow: 'f',
    verdict: 'fail',
    exchanges: [shown],
    durationMs: 0,
  };
  const flow = {
    role: ROLE,
    flow: 'f',
    endpoint: 'e',
    durationMs: 1,
    exchanges: exchanges.map((_, index) => index),
  } as const;
  return scriptsOf({ exchanges, flows: { results: [flow] }, requirements: [] })(check)?.text;
}

test('a script has the requests that give what the last one sends and that change it, in order, and waits as the flow did', () => {
  const script = scriptFor([LOGIN, OTHER, DELETED, USED], 3) ?? '';
  const lines = script.split('\n').filter((line) => /^(r\d|[A-Z]\w*=|sleep)/.test(line));
  assert.deepEqual(lines, [
    'r1=$(curl -i -X POST http://h/token)',
    'ACCESS_TOKEN_1=$(json data token <<<"$r1")',
    'ID_9f8e7d6c_1=$(json data id <<<"$r1")',
    `r2=$(curl -i -X DELETE http://h/items/"\${ID_9f8e7d6c_1}")`,
    'sleep 3.0',
    `r3=$(curl -i http://h/items/"\${ID_9f8e7d6c_1}" -H "X-Auth-Token: \${ACCESS_TOKEN_1:?}")`,
  ]);
  assert.equal(spawnSync('bash', ['-n'], { input: script }).status, 0);
});

test('a script says which variable nothing gives, and stops there', () => {
  const script = scriptFor([USED], 0) ?? '';
  assert.match(script, /^: "\$\{ACCESS_TOKEN_1:\?no response gives it/m);
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  assert.notEqual(status, 0);
  assert.match(stderr, /ACCESS_TOKEN_1: no response gives it/);
});

test('what the target has sent is no request to send again', () => {
  assert.equal(scriptFor([{ ...USED, received: true }], 0), undefined);
});

test('a value is found again in JSON by its path, elsewhere by what stands before it, also the second of a kind', () => {
  const response = (headers: [string, string][], body: string) => ({ response: { status: 200, headers, body } });
  assert.deepEqual(placeOf('<t#1>', response([], '{"a":[{"b":"<t#1>"}]}')), { path: ['a', 0, 'b'] });
  assert.deepEqual(placeOf('<t#1>', response([['Location', 'https://h/cb?code=<t#1>&x=1']], '')), {
    ...{ before: 'code=', after: '&', nth: 0 },
  });
  const cookies: [string, string][] = [
    ['Set-Cookie', 'SID=; Max-Age=0'],
    ['Set-Cookie', 'SID=<t#1>; Path=/'],
  ];
  assert.deepEqual(placeOf('<t#1>', response(cookies, '')), { before: 'Set-Cookie: SID=', after: ';', nth: 1 });
  assert.equal(placeOf('<t#1>', response([], 'nothing')), undefined);
});

test('a value becomes a variable in any quotes, and only where it stands alone', () => {
  const to = [{ value: 'abc-1', variable: 'V' }];
  assert.equal(withVariables(`curl h/abc-1`, to), `curl h/"\${V}"`);
  assert.equal(withVariables(`curl "h/abc-1"`, to), `curl "h/\${V}"`);
  assert.equal(withVariables(`curl 'h/abc-1'`, to), `curl 'h/'"\${V}"''`);
  assert.equal(withVariables(`curl h/abc-12`, to), `curl h/abc-12`);
});
