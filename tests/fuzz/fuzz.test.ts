import assert from 'node:assert/strict';
import test from 'node:test';
import { fuzz } from './fuzz.ts';

test('no request makes the mock itself fail', async () => {
  assert.deepEqual(await fuzz(Number(process.env.FUZZ_SEED ?? 1), 3_000), []);
});
