import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs the project's own tests, `tests/**\/*.test.ts`; words on the command line narrow the files. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
/** Most files wait more than they compute, so that a core can hold more than one of them. */
const filesAtOnce = availableParallelism() + 1;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && (words.length === 0 || words.some((word) => file.includes(word))))
  .map((file) => join(folder, file))
  .sort();

if (files.length === 0) {
  console.error(`No test file matches ${words.join(' ') || 'tests/**/*.test.ts'}.`);
  process.exitCode = 1;
} else {
  const runner = spawn(process.execPath, ['--import', 'tsx', '--test', `--test-concurrency=${filesAtOnce}`, ...files], {
    stdio: 'inherit',
  });
  runner.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
