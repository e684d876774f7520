import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Ending, Tried } from './verdict.ts';

/** How each defect ended at the first run, by role and id. */
export type FirstRun = Readonly<Record<string, Readonly<Record<string, Ending>>>>;

const FILE = new URL('first-run.json', import.meta.url);

export function readFirstRun(): FirstRun {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as FirstRun) : {};
}

/** Adds what was tried for the first time; what an earlier run has said stays. */
export function withFirstRun(known: FirstRun, role: string, tried: readonly Tried[]): FirstRun {
  const now = Object.fromEntries(tried.map(({ id, ending }) => [id, ending]));
  return { ...known, [role]: { ...now, ...known[role] } };
}

export function writeFirstRun(firstRun: FirstRun): void {
  const roles = Object.entries(firstRun).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(roles), null, 2)}\n`);
}
