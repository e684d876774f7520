import assert from 'node:assert/strict';
import test from 'node:test';
import { exchangesOf, inTurn, once, orNothing } from '../../../../suites/harness/checks/seen.ts';
import type { Exchange } from '../../../../suites/harness/http/exchange.ts';

const exchange = (url: string): Exchange => ({ request: { method: 'GET', url, headers: [] }, durationMs: 1 });
const [one, two] = [exchange('/1'), exchange('/2')];

test('one absent exchange leaves nothing of several to judge', () => {
  const absent = { nothing: 'no request came' };
  assert.deepEqual(exchangesOf(one), [one]);
  assert.deepEqual(exchangesOf([one, two]), [one, two]);
  assert.equal(exchangesOf([one, absent, { notApplicable: 'no list' }]), absent);
  assert.equal(exchangesOf(absent), absent);
});

test('what was not made is nothing, blocked by what promised it', () => {
  assert.deepEqual(orNothing([one, undefined, two], 'none'), [one, two]);
  assert.deepEqual(orNothing(one, 'none'), [one]);
  for (const none of [undefined, [], [undefined]]) {
    assert.deepEqual(orNothing(none, 'none came', 'toy.one'), { nothing: 'none came', blockedBy: 'toy.one' });
  }
});

test('what is sent once is sent at its first use', async () => {
  let sent = 0;
  const send = once(async () => ++sent);
  assert.equal(sent, 0);
  assert.deepEqual(await Promise.all([send(), send()]), [1, 1]);
  assert.equal(await send(), 1);
});

test('what is sent in turn waits for what was sent before', async () => {
  let open = 0;
  const sent = await inTurn(['/1', '/2'], async (url) => {
    assert.equal(++open, 1);
    await new Promise((resolve) => setImmediate(resolve));
    open--;
    return exchange(url);
  });
  assert.deepEqual(
    sent.map(({ request }) => request.url),
    ['/1', '/2'],
  );
});
