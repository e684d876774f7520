import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import type { Outcome } from './judge.ts';
import type { Proof } from './prove.ts';
import { table } from './table.ts';

/** Writes `reports/out/mutation.json` and gives the proof as text: the table, what is wrong, and the sum. */
export function publish({ summary, problems, faults }: Proof): string {
  const folder = join(PROJECT_ROOT, 'reports/out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mutation.json'), `${JSON.stringify({ summary, problems, faults }, null, 2)}\n`);
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
