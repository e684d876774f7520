import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files that a run writes, by what they are. */
export const FILES = {
  json: 'conformance.json',
  html: 'index.html',
  junit: 'junit.xml',
  summary: 'summary.md',
  ctrf: 'ctrf.json',
  earl: 'earl.jsonld',
  sarif: 'results.sarif',
  badge: 'badge.svg',
  badgeData: 'badge.json',
} as const;

/** Where a run writes: `TOLLGATE_OUT`, or `reports/out` below the project. */
export function outputFolder(project: string, env: NodeJS.ProcessEnv = process.env): string {
  return env.TOLLGATE_OUT ? resolve(env.TOLLGATE_OUT) : resolve(project, 'reports/out');
}

/** Where the pages of docs/ are, seen from a folder; `undefined` where this Tollgate has no pages of requirements, as its package. */
export function docsFrom(folder: string): string | undefined {
  const docs = fileURLToPath(new URL('../docs', import.meta.url));
  return existsSync(join(docs, 'requirements')) ? relative(folder, docs).replaceAll('\\', '/') : undefined;
}

/** Says whose run writes to a folder; there as long as that run goes on. */
const LOCK = '.running';

/**
 * Makes the folder, removes the report of an earlier run from it, and makes sure that a new one can be written.
 * @returns leaves the folder to the next run
 * @throws an Error whose message is one line: what, where, what to do
 */
export function prepare(folder: string): () => void {
  const lock = join(folder, LOCK);
  try {
    mkdirSync(folder, { recursive: true });
    const other = runningIn(lock);
    if (other !== undefined) throw new Error(`another run (process ${other}) writes there`);
    writeFileSync(lock, JSON.stringify({ host: hostname(), pid: process.pid }));
    for (const name of Object.values(FILES)) rmSync(join(folder, name), { force: true });
    return () => discard(lock);
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(`Tollgate cannot write its report to ${folder}: ${why}; name another folder in TOLLGATE_OUT.`);
  }
}

/** The process that holds a lock and is alive; on another machine nobody can tell, and the lock counts as left behind. */
function runningIn(lock: string): number | undefined {
  try {
    const { host, pid } = JSON.parse(readFileSync(lock, 'utf8'));
    if (host !== hostname() || pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all; gives a line about why not, or `undefined`. */
export function write(folder: string, name: string, text: string): string | undefined {
  const path = join(folder, name);
  const temporary = `${path}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    discard(temporary);
    return `${path} could not be written: ${(error as Error).message}`;
  }
}

/** Removes a file if it can be. */
export function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What could not be written is told already; that its remains stay is not a further news.
  }
}
