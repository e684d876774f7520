import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

/** Runs the project's own tests, `tests/**\/*.test.ts`; words on the command line narrow the files. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
/** Most files wait more than they compute, so that a core can hold more than one of them. */
const filesAtOnce = availableParallelism() + 1;

/** What takes longest begins first, so that none of it is left alone at the end. */
const LONGEST = [
  'mutation/mutation',
  'packaging/',
  'interop/login-pages',
  'hostile/',
  'suites/kaleyra/',
  'reports/exit',
];
const rank = (file: string) => LONGEST.findIndex((one) => file.startsWith(one)) + 1 || LONGEST.length + 1;

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && (words.length === 0 || words.some((word) => file.includes(word))))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  .map((file) => join(folder, file));

if (files.length === 0) {
  console.error(`No test file matches ${words.join(' ') || 'tests/**/*.test.ts'}.`);
  process.exitCode = 1;
} else {
  const results = run({ files, concurrency: filesAtOnce });
  results.on('test:fail', () => {
    process.exitCode = 1;
  });
  (process.stdout.isTTY ? results.compose(new spec()) : results.compose(tap)).pipe(process.stdout);
}
