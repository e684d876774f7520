import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { systemsOf } from '../../suites/harness/model/catalogue.ts';
import { fixtureOf, fixtureText } from './fixture.ts';
import { unitsOf } from './sentences.ts';

/** `npm run hash-document -- <text file> <system>`: lists the document's units and writes their hashes. */
const [file, system] = process.argv.slice(2);
const systems = systemsOf();

if (file === undefined || system === undefined || !systems.includes(system)) {
  console.error(`Usage: npm run hash-document -- <text of the document> <${systems.join('|')}>`);
  process.exitCode = 2;
} else {
  const units = unitsOf(readFileSync(file, 'utf8'));
  for (const { kind, text } of units) console.log(`${kind.padEnd(8)} ${text}`);
  mkdirSync(new URL('.', fixtureOf(system)), { recursive: true });
  writeFileSync(fixtureOf(system), fixtureText(units));
  console.log(`\n${units.length} units in fixtures/documents/${system}.txt. Look above whether each is of its kind.`);
}
