import assert from 'node:assert/strict';
import test from 'node:test';
import { flows } from '../../../suites/kazoo/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { verdictsOf } from '../../mutation/judge.ts';
import { checksIn, runFlows } from '../../run-flows.ts';

test('a second run on a server that is kept gives the same verdicts', async (t) => {
  const { url } = await mockFor(t);
  const target = { ...bundledTarget(url), timeoutMs: 20_000 };
  const run = async () => {
    const results = await runFlows(target, flows, { bundled: true, peer: { url, publicUrl: url } });
    return [...verdictsOf(checksIn(results))];
  };
  const first = await run();
  assert.ok(first.some(([id, verdict]) => id === 'kazoo.provider.deleted' && verdict === 'pass'));
  assert.deepEqual(await run(), first);
});
