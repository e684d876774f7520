import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../reports/model.ts';
import type { FlowResult, RunInfo } from '../../suites/harness/model/verdict.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REPORTER = join(ROOT, 'reports/reporter.ts');
const CLI = join(ROOT, 'node_modules/@playwright/test/cli.js');

/** How a test of the little project ends: with a flow's result, or in one of the ways a flow cannot end well. */
export interface Scripted {
  readonly file?: string;
  readonly flow: FlowResult;
  /** `throw`: after its result. `exit`: the worker dies. `bare`: no result. `wait`: until it is interrupted. */
  readonly ends?: 'throw' | 'exit' | 'bare' | 'wait';
}

export interface Project {
  readonly folder: string;
  run(args?: readonly string[], env?: Readonly<Record<string, string>>, until?: Interrupt): Promise<Ended>;
  merge(blobs: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
  read(file: string): string;
  report(): Report;
}

/** A signal to send when the output has the text. */
export interface Interrupt {
  readonly text: string;
  readonly signal: NodeJS.Signals;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A little Playwright project in a folder of its own, whose flows are scripted; removed after the test. */
export function project(
  t: TestContext,
  run: RunInfo | { readonly throws: string },
  flows: readonly Scripted[],
): Project {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-report-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('package.json', '{ "type": "module" }');
  put('run.json', JSON.stringify(run));
  put('flows.json', JSON.stringify(flows));
  put('setup.ts', SETUP);
  put('playwright.config.ts', CONFIG);
  for (const file of new Set(flows.map((scripted) => scripted.file ?? 'all'))) {
    put(`${file}.spec.ts`, SPEC.replaceAll('FILE', file));
  }
  const cli = (args: readonly string[], env: Readonly<Record<string, string>> = {}, until?: Interrupt) =>
    execute(folder, [CLI, ...args], env, until);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    folder,
    read,
    run: (args = [], env = {}, until = undefined) => cli(['test', ...args], env, until),
    merge: (blobs, env = {}) => cli(['merge-reports', '--config', 'playwright.config.ts', blobs], env),
    report: () => JSON.parse(read('reports/out/conformance.json')),
  };
}

function execute(
  cwd: string,
  args: readonly string[],
  extra: Readonly<Record<string, string>>,
  until: Interrupt | undefined,
): Promise<Ended> {
  const {
    TOLLGATE_OUT: _,
    TOLLGATE_BASELINE: __,
    TOLLGATE_REPORTER: ___,
    NODE_TEST_CONTEXT: ____,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { ...inherited, CI: '1', NO_COLOR: '1', ...extra } });
  let [out, err, sent] = ['', '', false];
  child.stdout.on('data', (chunk) => {
    out += chunk;
    if (!until || sent || !out.includes(until.text)) return;
    sent = true;
    child.kill(until.signal);
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

const CONFIG = `
import { defineConfig } from '@playwright/test';
const more = (process.env.REPORTERS ?? '').split(',').filter(Boolean);
const outputs = { json: { outputFile: 'pw.json' }, junit: { outputFile: 'pw.xml' } };
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 60_000,
  globalSetup: './setup.ts',
  metadata: {},
  reporter: [[${JSON.stringify(REPORTER)}], ...more.map((name) => [name, outputs[name] ?? {}])],
});
`;

const SETUP = `
import { readFileSync } from 'node:fs';
export default (config) => {
  const run = JSON.parse(readFileSync(new URL('./run.json', import.meta.url), 'utf8'));
  if (run.throws) throw Object.assign(new Error(run.throws), { name: run.name ?? 'UsageError' });
  config.metadata.tollgate = run;
};
`;

const SPEC = `
import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
const all = JSON.parse(readFileSync(new URL('./flows.json', import.meta.url), 'utf8'));
for (const { file = 'all', flow, ends } of all.filter((one) => (one.file ?? 'all') === 'FILE')) {
  const annotation = [
    { type: 'tollgate.role', description: flow.role },
    { type: 'tollgate.endpoint', description: flow.endpoint },
    { type: 'tollgate.judges', description: flow.checks.map((check) => check.id).join(',') },
  ];
  test(flow.flow, { annotation, tag: '@' + flow.endpoint }, async () => {
    if (!process.env.TOLLGATE_REPORTER) throw new Error('the reporter is missing');
    if (ends === 'exit') process.exit(3);
    if (ends === 'wait') { console.log('waiting now'); await new Promise(() => {}); }
    if (ends !== 'bare') await test.info().attach('tollgate', { body: JSON.stringify(flow), contentType: 'application/json' });
    if (ends === 'throw') throw new Error('thrown after the result');
  });
}
`;
