import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

/** Runs the step of the action that judges, as a runner does. */
async function judged(t: TestContext, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-action-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { runs } = parse(readFileSync(join(PROJECT_ROOT, 'action.yml'), 'utf8'));
  const { run } = runs.steps.find((step: { id?: string }) => step.id === 'run');
  const { NODE_TEST_CONTEXT: _, ...own } = process.env;
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const given = { GITHUB_ACTION_PATH: PROJECT_ROOT, TOLLGATE_OUT: join(folder, 'out'), ...files, ...env };
  const code = await new Promise<unknown>((resolve) => {
    execFile('bash', ['-c', run], { cwd: folder, env: { ...own, ...given } }, (error) => resolve(error?.code ?? 0));
  });
  const lines = readFileSync(files.GITHUB_OUTPUT, 'utf8').trim().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2)));
  return { code, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

test('a run that conforms gives outcome, counts, report and summary', async (t) => {
  const { code, outputs, summary } = await judged(t, { TOLLGATE_SYSTEM: 'kaleyra/client' });
  assert.deepEqual([code, outputs.outcome], [0, 'conforms']);
  assert.ok(JSON.parse(outputs.counts).pass > 0);
  assert.match(readFileSync(outputs.report, 'utf8'), /<!doctype html>/i);
  assert.match(summary, /kaleyra\.client/);
});

test('a target that cannot be used fails the step as such', async (t) => {
  const { code, outputs } = await judged(t, { INPUT_TARGET_FILE: 'nowhere.json' });
  assert.deepEqual([code, outputs.outcome], [2, 'usage']);
});

test('every output of the action is one that its step gives', () => {
  const { outputs } = parse(readFileSync(join(PROJECT_ROOT, 'action.yml'), 'utf8'));
  const script = readFileSync(join(PROJECT_ROOT, 'packaging/action.sh'), 'utf8');
  for (const name of Object.keys(outputs)) assert.ok(script.includes(`"${name}=`), name);
});

test('the health check of the container asks what the mock serves', async () => {
  const file = readFileSync(join(PROJECT_ROOT, 'Containerfile'), 'utf8');
  assert.match(file, /HEALTHCHECK[\s\S]*127\.0\.0\.1:8080\/health/);
  assert.match(file, /"mock", "--host", "0\.0\.0\.0", "--port", "8080"\]/);
});
