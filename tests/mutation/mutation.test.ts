import assert from 'node:assert/strict';
import test from 'node:test';
import { prove } from './prove.ts';
import { publish } from './publish.ts';

test('faults turn what they break red and nothing else, and the clean mock is green', async (context) => {
  const proof = await prove();
  for (const line of publish(proof).split('\n')) context.diagnostic(line);
  assert.ok(proof.summary.faults > 100, 'there are faults');
  assert.deepEqual(proof.problems, []);
  assert.deepEqual(
    proof.faults.filter(({ killed, wronglyKilled }) => !killed || wronglyKilled.length > 0),
    [],
  );
});
