import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { FILES } from '../reports/output.ts';
import type { Command } from './command.ts';
import { EXIT_STATUS } from './command.ts';

export const test: Command = {
  name: 'test',
  summary: 'judge a target: run the suites under Playwright',
  positionals: Number.POSITIVE_INFINITY,
  passesOn: true,
  options: {},
  help: `tollgate test [system or role] [options of \`playwright test\`]

Runs the suites in any folder: by the playwright.config there, or by Tollgate's
own where there is none. The target is that of TARGET_FILE and the other
TARGET_ variables (\`tollgate env\`); without one it is the bundled mock.

  npx tollgate test                       every suite
  npx tollgate test wazo                  one system
  npx tollgate test sipgate/client        one role
  npx tollgate test --grep @refresh       what carries a tag: an endpoint, a
                                          level or a requirement's id

The report goes to reports/out/ (TOLLGATE_OUT names another folder).

${EXIT_STATUS}`,
  run: ({ positionals }) => {
    const playwright = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
    const config = ownConfig(positionals) ? [] : ['--config', packagedConfig()];
    const out = resolve(process.env.TOLLGATE_OUT || 'reports/out');
    const begun = Date.now();
    const child = spawn(process.execPath, [playwright, 'test', ...positionals, ...config], {
      stdio: 'inherit',
      env: { ...process.env, TOLLGATE_OUT: out },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    return new Promise((end) =>
      child.once('exit', (code) => end(code === 1 && !isReported(out, begun) ? 2 : (code ?? 3))),
    );
  },
};

/** Whether a run has left a report: Playwright ends with 1 as well where it does not understand its options, and leaves none. */
function isReported(out: string, begun: number): boolean {
  return (statSync(join(out, FILES.json), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= begun;
}

/** Whether there is a configuration of the user's own. */
function ownConfig(argv: readonly string[]): boolean {
  const isNamed = argv.some((word) => /^(-c|--config)(=|$)/.test(word));
  return (
    isNamed || ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'].some((one) => existsSync(resolve(`playwright.config.${one}`)))
  );
}

function packagedConfig(): string {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return join(import.meta.dirname, `anywhere.config${ending}`);
}
