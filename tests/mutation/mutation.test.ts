import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { prove } from './prove.ts';
import { publish } from './publish.ts';

/** Into how many parts the faults are dealt: `npm test` tries one of them, another one with each commit. */
const PARTS = 6;

function partOfCommit(): number {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: PROJECT_ROOT, encoding: 'utf8' });
  return Number.parseInt(commit.slice(0, 6), 16) % PARTS;
}

test('faults turn what they break red and nothing else, and the clean mock is green', async (context) => {
  const proof = await prove([], false, { index: partOfCommit(), of: PARTS });
  for (const line of publish(proof).split('\n')) context.diagnostic(line);
  assert.ok(proof.summary.faults > 100, 'there are faults');
  assert.deepEqual(proof.problems, []);
  assert.deepEqual(
    proof.faults.filter(({ killed, wronglyKilled }) => !killed || wronglyKilled.length > 0),
    [],
  );
});
