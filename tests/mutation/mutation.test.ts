import assert from 'node:assert/strict';
import test from 'node:test';
import { prove } from './prove.ts';

test('every fault turns what it breaks red and nothing else, and the clean mock is green', async () => {
  const { summary, problems, faults } = await prove();
  assert.ok(summary.faults > 0, 'there are faults');
  assert.deepEqual(problems, []);
  assert.deepEqual(
    faults.filter(({ killed, wronglyKilled }) => !killed || wronglyKilled.length > 0),
    [],
  );
});
