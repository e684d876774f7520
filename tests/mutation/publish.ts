import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import type { Outcome } from './judge.ts';
import type { Proof } from './prove.ts';
import { table } from './table.ts';

const FOLDER = join(PROJECT_ROOT, 'reports/out');
const FILE = join(FOLDER, 'mutation.json');

/** Puts a part into `reports/out/mutation.json`, beside what other commands have put there. */
export function publishPart(part: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ ...published(), ...part }, null, 2)}\n`);
}

/** Puts what was measured of roles into a part of `reports/out/mutation.json`, beside what it says of other roles. */
export function publishRoles(part: string, roles: object): void {
  publishPart({ [part]: { ...(published()[part] as object | undefined), ...roles } });
}

function published(): Readonly<Record<string, unknown>> {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

/** Puts the proof into `reports/out/mutation.json` and gives the proof as text: the table, what is wrong, and the sum. */
export function publish({ summary, problems, faults }: Proof): string {
  publishPart({ summary, problems, faults });
  const { killed, survived, wronglyKilled } = summary;
  return [
    table(faults),
    ...faults.flatMap((fault) => fault.survived.map((what) => `survived        ${fault.id}: ${what}`)),
    ...faults.flatMap((fault) => fault.wronglyKilled.map((what) => `wrongly killed  ${fault.id}: ${what}`)),
    ...faults.flatMap(({ id, firstTry }) =>
      firstTry ? `tried again     ${id}: at first ${unexpected(firstTry).join(', ')}` : [],
    ),
    ...problems.map((problem) => `problem         ${problem}`),
    `${killed} of ${summary.faults} faults killed, ${survived} survived, ${wronglyKilled} wrongly killed, ${problems.length} problems; details in reports/out/mutation.json`,
  ].join('\n');
}

function unexpected({ survived, wronglyKilled }: Pick<Outcome, 'survived' | 'wronglyKilled'>): string[] {
  return [...survived.map((what) => `survived ${what}`), ...wronglyKilled.map((what) => `wrongly killed ${what}`)];
}
