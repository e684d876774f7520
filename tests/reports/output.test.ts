import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { outputFolder, prepare } from '../../reports/output.ts';

function folderOf(t: TestContext, lock?: object) {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-output-'));
  t.after(() => rmSync(folder, { recursive: true }));
  if (lock) writeFileSync(join(folder, '.running'), JSON.stringify(lock));
  return folder;
}

test('a folder belongs to one run at a time, and is left to the next', (t) => {
  const folder = folderOf(t);
  const leave = prepare(folder);
  assert.ok(existsSync(join(folder, '.running')));
  leave();
  assert.ok(!existsSync(join(folder, '.running')));
  const taken = folderOf(t, { host: hostname(), pid: process.ppid });
  assert.throws(() => prepare(taken), /another run \(process \d+\) writes there; name another folder in TOLLGATE_OUT/);
});

test('what a killed run has left behind, or another machine, is in nobody’s way', (t) => {
  prepare(folderOf(t, { host: hostname(), pid: 2 ** 22 + 1 }))();
  prepare(folderOf(t, { host: 'another machine', pid: process.ppid }))();
});

test('the folder is that of the environment, or one of the project', () => {
  assert.equal(outputFolder('/p', {}), '/p/reports/out');
  assert.equal(outputFolder('/p', { TOLLGATE_OUT: '/elsewhere' }), '/elsewhere');
});
