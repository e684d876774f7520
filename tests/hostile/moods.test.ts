import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeWazo } from './judge.ts';
import { hangUp, mockBehind, status } from './proxy.ts';

const PLENTY = { throttleBudgetMs: 30_000 };

test('a target that conforms is all green', async (t) => {
  const { url, count } = await mockBehind(t, () => undefined);
  const { summary, unfounded } = await judgeWazo(url);
  assert.deepEqual(Object.keys(summary), ['pass']);
  assert.deepEqual(unfounded, []);
  assert.ok(count() < 2_500, `${count()} requests`);
});

test('a target that asks once for patience, here and there, is all green', async (t) => {
  const asks = [status(429, { 'Retry-After': '0' }), status(503, { 'Retry-After': '0' }), status(429)];
  const { url } = await mockBehind(t, (index) => ({ 0: asks[0], 2: asks[1], 40: asks[2] })[index]);
  const { summary, exchanges } = await judgeWazo(url, {}, PLENTY);
  assert.deepEqual(Object.keys(summary), ['pass']);
  assert.ok(exchanges.every(({ response }) => response?.status !== 429 && response?.status !== 503));
});

for (const [what, ask] of Object.entries({
  'with 429 and a time': status(429, { 'Retry-After': '0' }),
  'with 429 and no time': status(429),
  'with 429 and an hour': status(429, { 'Retry-After': '3600' }),
  'with 503 and a date': status(503, { 'Retry-After': new Date().toUTCString() }),
  'with 429 and nonsense': status(429, { 'Retry-After': 'later' }),
})) {
  test(`a target that only asks for patience, ${what}, is not judged`, async (t) => {
    const { url, count } = await mockBehind(t, () => ask);
    const { verdicts, checks, exchanges, unfounded } = await judgeWazo(url);
    assert.deepEqual(new Set(verdicts.values()), new Set(['inconclusive']));
    assert.deepEqual(unfounded, []);
    assert.match(checks[0]?.message ?? '', /asked \d times? to slow down \(status (429|503)\); lower its pace/);
    assert.ok(exchanges.every(({ response, failure }) => response && failure?.kind === 'throttled'));
    assert.ok(count() <= 10, `${count()} requests`);
  });
}

test('a target that runs out of patience in the middle: what was judged stays, the rest is not judged', async (t) => {
  const { url } = await mockBehind(t, (index) => (index < 30 ? undefined : status(429, { 'Retry-After': '0' })));
  const { summary, unfounded } = await judgeWazo(url);
  for (const verdict of ['fail', 'warn', 'error']) assert.equal(summary[verdict], undefined, verdict);
  assert.ok((summary.inconclusive ?? 0) > 20);
  assert.deepEqual(unfounded, []);
  assert.ok((summary.pass ?? 0) > 20);
});

for (const [what, instead, lasts] of [
  ['hangs up', hangUp, [1, 8, 40]],
  ['says nothing more', () => undefined, [9]],
] as const) {
  test(`a target that ${what} in the middle is given up soon, in the middle of a flow or between two`, async (t) => {
    for (const last of lasts) {
      const { url, count } = await mockBehind(t, (index) => (index < last ? undefined : instead));
      const { checks, summary, unfounded } = await judgeWazo(url, { timeoutMs: 2_000 });
      assert.equal(summary.error, undefined);
      assert.equal(summary.fail, undefined);
      assert.deepEqual(unfounded, []);
      assert.equal(count(), last + 3);
      assert.ok(checks.some(({ blockedBy }) => blockedBy === 'wazo.reachable'));
    }
  });
}

test('a target that breaks down with 500 in the middle: nothing that must work is green afterwards', async (t) => {
  const { url, count } = await mockBehind(t, (index) => (index < 60 ? undefined : status(500)));
  const { checks, summary, unfounded } = await judgeWazo(url);
  assert.equal(summary.error, undefined);
  assert.deepEqual(unfounded, []);
  assert.ok(count() < 2_500, `${count()} requests`);
  assert.ok((summary.fail ?? 0) + (summary.inconclusive ?? 0) > 20);
  assert.ok(checks.filter(({ verdict }) => verdict === 'pass').length < checks.length);
});

test('a target that hangs up on every third request is judged where it answers, and asked within bounds', async (t) => {
  const { url, count } = await mockBehind(t, (index) => (index % 3 === 2 ? hangUp : undefined));
  const { summary, unfounded } = await judgeWazo(url);
  assert.equal(summary.error, undefined);
  assert.deepEqual(unfounded, []);
  assert.ok(count() < 2_500, `${count()} requests`);
});

test('a target that starts late is waited for', async (t) => {
  const { url } = await mockBehind(t, (index) => (index < 2 ? hangUp : undefined));
  const { summary } = await judgeWazo(url);
  assert.deepEqual(Object.keys(summary), ['pass']);
});
