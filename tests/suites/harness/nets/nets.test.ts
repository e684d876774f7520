import assert from 'node:assert/strict';
import test from 'node:test';
import { succeeds } from '../../../../suites/harness/checks/matchers.ts';
import type { Flow } from '../../../../suites/harness/flow/flow.ts';
import {
  type Exchange,
  headerValues,
  jsonOf,
  statusOf,
  succeeded,
  textOf,
  valueAt,
} from '../../../../suites/harness/http/exchange.ts';
import { always, keepsContract } from '../../../../suites/harness/nets/contracts.ts';
import { givenOnce, keptApart, keptIn, neverAccepted } from '../../../../suites/harness/nets/invariants.ts';
import type { Rule } from '../../../../suites/harness/nets/rule.ts';
import { underAll } from '../../../../suites/harness/nets/under-all.ts';
import { type Script, type ToyTarget, told, toyFlow, toySession } from '../toy.ts';

/** Runs two flows that send to these paths, and tells what the net under them found, with the evidence. */
async function caught(
  rules: readonly Rule<ToyTarget>[],
  paths: readonly (readonly string[])[],
  script: Script,
  more: readonly Flow<never>[] = [],
) {
  const flows = paths.map((list, at) =>
    toyFlow(`flow ${at}`, { endpoint: 'token', judges: { 'toy.may': [] } }, async ({ call, check }) => {
      let last: Exchange | undefined;
      for (const path of list) last = await call(path, { path });
      check('toy.may', last ?? { nothing: 'nothing was sent' }, () => ({ ok: true, expected: '', actual: '' }));
    }),
  );
  const session = toySession(script);
  const all = underAll([...more, ...flows] as readonly Flow<never>[], { role: 'toy.server', endpoint: 'token', rules });
  let result = await (all[0] as Flow).run(session, {});
  for (const flow of all.slice(1)) result = await (flow as Flow).run(session, {});
  return { told: told(result), checks: result.checks, exchanges: result.exchanges };
}

const numbered = (paths: readonly string[]) => paths.map((path, at) => `${path}?${at}`);
const four = numbered(['/a', '/a', '/a', '/a']);
const nth = ({ url }: { url: string }) => Number(url.split('?')[1]);
const isA = ({ request }: Exchange) => request.url.includes('/a');

test('what every response of a kind keeps is looked at in all flows; a later deviation is counted and shown', async () => {
  const rule = always<ToyTarget>('toy.one', isA, succeeds);
  const good = await caught([rule], [four, ['/a?9', '/b?10']], () => [200]);
  assert.deepEqual(good.told, []);
  const late = await caught([rule], [four.slice(0, 2), ['/b?2', '/a?3']], (request) => [nth(request) >= 2 ? 404 : 200]);
  assert.deepEqual(late.told, ['toy.one: fail']);
  assert.match(late.checks[0]?.actual ?? '', /^404 .*\(1 of 3 responses\)$/);
  assert.match(late.exchanges[late.checks[0]?.exchanges[0] ?? -1]?.request.url ?? '', /\/a\?3$/);
});

test('of a requirement that was found kept the count is told, of one that was not there is nothing more to tell', async () => {
  const judging = (status: number) => [
    toyFlow('judges', { endpoint: 'token', judges: { 'toy.one': [] } }, async ({ call, check }) => {
      check('toy.one', await call(`/a?${status}`), succeeds);
    }) as Flow<never>,
  ];
  const rule = always<ToyTarget>('toy.one', isA, succeeds);
  const script: Script = (request) => [nth(request) > 100 ? nth(request) : 200];
  const kept = await caught([rule], [four], script, judging(200));
  assert.deepEqual(kept.told, ['toy.one: pass']);
  assert.match(kept.checks[0]?.actual ?? '', /\(5 responses\)$/);
  assert.deepEqual((await caught([rule], [['/a?404']], script, judging(500))).told, []);
});

test('a contract is held against every message, and what hangs on a broken parent is not counted', async () => {
  const rule = keepsContract<ToyTarget>('wazo/refused-response', (exchange) => statusOf(exchange) === 401);
  const body = { reason: ['no'], timestamp: [1.5], status_code: 401 };
  const { checks } = await caught([rule], [four], (request) => [
    401,
    nth(request) === 3 ? { ...body, reason: 'no' } : body,
  ]);
  assert.deepEqual(
    checks.map(({ id, verdict }) => `${id}: ${verdict}`),
    ['wazo.vendor.error-reason: warn'],
  );
  assert.match(checks[0]?.actual ?? '', /\(1 of 4 responses\)$/);
  const html = await caught([rule], [four], () => [401, '<h1>No</h1>']);
  assert.deepEqual(html.told, ['wazo.vendor.error-json: warn']);
});

test('wrong credentials are accepted nowhere; what a check sends wrong on purpose is its own to judge', async () => {
  const rule = neverAccepted<ToyTarget>(
    'toy.two',
    () =>
      ({ request }) =>
        request.url.includes('/wrong') ? succeeds : undefined,
  );
  assert.deepEqual(
    (await caught([rule], [['/wrong?0', '/right?1']], (request) => [nth(request) === 0 ? 401 : 200])).told,
    [],
  );
  const late = await caught([rule], [numbered(['/wrong', '/wrong', '/wrong'])], (request) => [
    nth(request) === 2 ? 200 : 401,
  ]);
  assert.deepEqual(late.told, ['toy.two: fail']);
  assert.match(late.checks[0]?.actual ?? '', /\(1 of 3 responses\)$/);
  const onPurpose = toyFlow(
    'refuses',
    { endpoint: 'token', judges: { 'toy.three': [] } },
    async ({ call, refuses }) => {
      await refuses('toy.three', { given: () => '/right?0', alter: () => '/wrong?1', send: call, accepted: succeeds });
    },
  );
  assert.deepEqual((await caught([rule], [['/x?2']], () => [200], [onPurpose as Flow<never>])).told, []);
});

test('nothing is given out twice, but may be there twice in one response', async () => {
  const rule = givenOnce<ToyTarget>('toy.one', 'a token', () => (exchange) => [
    valueAt(exchange, '/a'),
    valueAt(exchange, '/b'),
  ]);
  const script =
    (twice: boolean): Script =>
    (request) => {
      const token = `token-${twice && nth(request) === 3 ? 1 : nth(request)}`;
      return [200, { a: token, b: token }];
    };
  assert.deepEqual((await caught([rule], [four], script(false))).told, []);
  const again = await caught([rule], [four], script(true));
  assert.deepEqual(again.told, ['toy.one: fail']);
  assert.deepEqual(
    again.exchanges.map(({ request }) => request.url.slice(-1)),
    ['1', '3'],
  );
});

test('what must be kept is compared with what most responses have, for each owner alone', async () => {
  const rule = keptIn<ToyTarget>('toy.one', 'the lifetime', () => (exchange) => ({
    value: valueAt(exchange, '/life'),
    of: String(valueAt(exchange, '/owner')),
  }));
  const script =
    (odd: number): Script =>
    (request) => [200, { owner: nth(request) % 2, life: nth(request) === odd ? 9 : nth(request) % 2 }];
  const paths = [numbered(Array.from({ length: 8 }, () => '/a'))];
  assert.deepEqual((await caught([rule], paths, script(99))).told, []);
  for (const odd of [0, 3, 7]) {
    const { checks, exchanges } = await caught([rule], paths, script(odd));
    assert.equal(checks[0]?.expected, `the lifetime ${odd % 2}`);
    assert.equal(checks[0]?.actual, '9 (1 of 8 responses)');
    assert.ok(exchanges.some(({ request }) => request.url.endsWith(`?${odd}`)));
  }
});

test('what is secret of one user is in no response to another, unless the other has sent it', async () => {
  const rule = keptApart<ToyTarget>('toy.one', () => (exchange) => ({
    asker: exchange.request.url.includes('/ann') ? 'ann' : 'bob',
    secrets: [valueAt(exchange, '/token')],
  }));
  const paths = [numbered(['/ann', '/bob', '/ann', '/bob'])];
  const shows =
    (shown: string): Script =>
    (request) => [200, nth(request) === 3 ? { shown } : { token: `secret-of-${nth(request)}` }];
  assert.deepEqual((await caught([rule], paths, shows('secret-of-1'))).told, []);
  const leak = await caught([rule], paths, shows('secret-of-2'));
  assert.deepEqual(leak.told, ['toy.one: fail']);
  assert.match(leak.checks[0]?.actual ?? '', /to bob \(1 of 4 responses\)$/);
  const echo: Script = (request) => [200, { token: `secret-of-${nth(request)}`, echo: textOf(request.body) }];
  assert.deepEqual((await caught([rule], [['/ann?0', '/bob?secret-of-0']], echo)).told, []);
});

test('two runs in one process do not see each other', async () => {
  const rule = givenOnce<ToyTarget>('toy.one', 'a token', () => (exchange) => [valueAt(exchange, '/token')]);
  const script: Script = () => [200, { token: 'the-same' }];
  for (let run = 0; run < 2; run++) assert.deepEqual((await caught([rule], [['/a?0']], script)).told, []);
});

test('nothing is found of exchanges without a response that can be judged', async () => {
  const rules = [
    always<ToyTarget>('toy.one', () => true, succeeds),
    neverAccepted<ToyTarget>('toy.two', () => () => succeeds),
    keptIn<ToyTarget>('toy.three', 'it', () => (exchange) => ({
      value: [statusOf(exchange), succeeded(exchange), jsonOf(exchange), headerValues([], 'x')],
    })),
  ];
  for (const silence of ['silent', 'throttled', 'unsendable'] as const)
    assert.deepEqual((await caught(rules, [['/a?0']], (_, index) => (index === 0 ? silence : 'silent'))).told, []);
});
