import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { folderFor, playwright, verdictsIn } from './run.ts';

/** Few roles, of more than one file: shards share files out. */
const ROLES = ['authlete', 'kaleyra'];

test('two shards and their merged report come to what one run comes to', async (t) => {
  const blobs = folderFor(t);
  const shard = (number: number) =>
    playwright(t, ['test', ...ROLES, `--shard=${number}/2`], {
      env: { PLAYWRIGHT_BLOB_OUTPUT_FILE: join(blobs, `${number}.zip`) },
    });
  const [whole, first] = await Promise.all([playwright(t, ['test', ...ROLES]), shard(1)]);
  const second = await shard(2);
  assert.equal(whole.code, 0, whole.out);
  assert.deepEqual([first.code, second.code], [0, 0], first.out + second.out);
  const checks = [whole, first, second].map(({ report }) => report().checks.length);
  assert.equal(checks[0], (checks[1] ?? 0) + (checks[2] ?? 0));
  const merged = await playwright(t, ['merge-reports', '--config', 'playwright.config.ts', blobs]);
  assert.equal(merged.code, 0, merged.out);
  assert.deepEqual(verdictsIn(merged.report()), verdictsIn(whole.report()));
  assert.equal(merged.report().shard, undefined);
  assert.deepEqual(merged.report().target, whole.report().target);

  rmSync(join(blobs, '2.zip'));
  const lost = await playwright(t, ['merge-reports', '--config', 'playwright.config.ts', blobs]);
  assert.equal(lost.code, 4, lost.out);
  assert.match(lost.out, /shard 2 of 2 is missing from the merge/);
});
