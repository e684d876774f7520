import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { differences, readEarlier } from './against.ts';
import { judgeFault } from './judge.ts';

const flows = [
  { title: 'logs in', judges: ['toy.one', 'toy.two'] },
  { title: 'refreshes', judges: ['toy.three'] },
];
const outcome = (blocked: Record<string, string>, tried = ['logs in', 'refreshes']) => [
  { id: 'toy.server.fault', blocked, flows: tried },
];

test('who was blocked in one proof and not in the other is told, with the cause', () => {
  const before = outcome({ 'toy.one': 'toy.two', 'toy.two': 'no list' });
  assert.deepEqual(differences(before, outcome({ 'toy.one': 'another cause', 'toy.three': 'toy.one' }), flows), [
    'now blocked     toy.server.fault: toy.three (toy.one)',
    'blocked before  toy.server.fault: toy.two (no list)',
  ]);
});

test('what one of the two did not judge is not compared, nor a fault that there was not', () => {
  const narrow = outcome({}, ['logs in']);
  assert.deepEqual(differences(narrow, outcome({ 'toy.three': 'toy.one' }), flows), []);
  assert.deepEqual(differences(outcome({ 'toy.three': 'toy.one' }), narrow, flows), []);
  assert.equal(differences(narrow, outcome({ 'toy.one': 'toy.two' }), flows).length, 1);
  assert.deepEqual(differences([], outcome({ 'toy.one': 'toy.two' }), flows), []);
});

test('an outcome says who was blocked and by what; what is red besides is not blocked', () => {
  const check = { role: 'toy.server', flow: 'f', exchanges: [], durationMs: 0 } as const;
  const { blocked, flows } = judgeFault(
    { id: 'toy.server.fault', system: 'toy', breaks: [] },
    [
      { ...check, id: 'toy.one', verdict: 'pass' },
      { ...check, id: 'toy.one', verdict: 'inconclusive', blockedBy: 'toy.two' },
      { ...check, id: 'toy.one', verdict: 'inconclusive', blockedBy: 'toy.three' },
      { ...check, id: 'toy.two', verdict: 'inconclusive', blockedBy: 'toy.three' },
      { ...check, id: 'toy.two', verdict: 'fail' },
      { ...check, id: 'toy.three', verdict: 'skip', skipFact: 'no list' },
      { ...check, id: 'toy.four', verdict: 'skip', skipFact: 'no list' },
      { ...check, id: 'toy.four', verdict: 'pass' },
      { ...check, id: 'toy.five', verdict: 'inconclusive' },
    ],
    new Map(),
    ['f'],
  );
  assert.deepEqual(blocked, { 'toy.one': 'toy.two', 'toy.three': 'no list', 'toy.five': 'nothing that was judged' });
  assert.deepEqual(flows, ['f']);
});

test('a proof of before blocked requirements were recorded cannot be compared', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tollgate-')), 'mutation.json');
  writeFileSync(file, JSON.stringify({ faults: [{ id: 'toy.server.fault' }] }));
  assert.throws(() => readEarlier(file), /does not say who was blocked/);
  writeFileSync(file, JSON.stringify({ faults: outcome({}) }));
  assert.deepEqual(readEarlier(file), outcome({}));
});
