import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Report } from '../../reports/model.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

const PLAYWRIGHT = join(PROJECT_ROOT, 'node_modules/@playwright/test/cli.js');

/** How a run of `npx playwright` ended, and all that it left. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Where it wrote its report. */
  readonly folder: string;
  report(): Report;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sends SIGINT when the output holds this text. */
  readonly interruptAt?: string;
  /** Where to write instead of a folder that ends with the test. */
  readonly folder?: string;
}

/** A folder that ends with the test. */
export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-system-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `npx playwright <args>` in the project, as a user does. */
export function playwright(t: TestContext, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { env = {}, interruptAt, folder = folderFor(t) } = options;
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TARGET_|TOLLGATE_|NODE_TEST_)/.test(name));
  const child = spawn(process.execPath, [PLAYWRIGHT, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...Object.fromEntries(inherited), CI: '1', NO_COLOR: '1', TOLLGATE_OUT: folder, ...env },
  });
  t.after(() => void child.kill('SIGKILL'));
  let [out, err, interrupted] = ['', '', false];
  child.stdout.on('data', (chunk) => {
    out += chunk;
    if (interruptAt === undefined || interrupted || !out.includes(interruptAt)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const report = () => JSON.parse(readFileSync(join(folder, 'conformance.json'), 'utf8')) as Report;
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err, folder, report })));
}

/** The bytes of every file below a folder, by its path. */
export function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return [join(parentPath, name), name === 'index.html' ? Buffer.concat([bytes, unpacked(bytes)]) : bytes];
    }),
  );
}

/** What a report's page holds compressed. */
export function unpacked(page: Buffer): Buffer {
  const base64 = / id="packed">([^<]*)</.exec(page.toString())?.[1] ?? '';
  return gunzipSync(Buffer.from(base64, 'base64'));
}

/** What a report says, without what differs between two runs of the same: times, and what the target makes up. */
export function verdictsIn({ roles, requirements, checks, flows, outcome, rootCauses, summary }: Report): unknown {
  return {
    ...{ outcome, roles, rootCauses, summary },
    flows: { ...flows, results: flows.results.map(({ durationMs: _, startedAt, made, ...result }) => result) },
    requirements: requirements.map(({ id, role, verdict }) => ({ id, role, verdict })),
    checks: checks.map(({ id, role, flow, verdict, blockedBy }) => ({ id, role, flow, verdict, blockedBy })),
  };
}
