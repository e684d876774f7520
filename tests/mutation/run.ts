import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../suites/harness/target-schema.ts';
import { prove } from './prove.ts';
import { table } from './table.ts';

const { summary, problems, faults } = await prove(process.argv.slice(2));

const folder = join(PROJECT_ROOT, 'reports/out');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'mutation.json'), `${JSON.stringify({ summary, problems, faults }, null, 2)}\n`);

console.log(table(faults));
for (const { id, survived, wronglyKilled } of faults) {
  for (const what of survived) console.log(`survived        ${id}: ${what}`);
  for (const what of wronglyKilled) console.log(`wrongly killed  ${id}: ${what}`);
}
for (const problem of problems) console.log(`problem         ${problem}`);
console.log(
  `\n${summary.killed} of ${summary.faults} faults killed, ${summary.survived} survived, ${summary.wronglyKilled} wrongly killed, ${problems.length} problems; details in reports/out/mutation.json`,
);
process.exitCode = summary.faults > 0 && summary.survived + summary.wronglyKilled + problems.length === 0 ? 0 : 1;
