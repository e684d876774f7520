import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../suites/harness/target/error.ts';
import { argumentsOf, type Command, suggestion } from './command.ts';
import { overview } from './help.ts';
import { type Io, processIo } from './io.ts';

/** Commands by name, in the order of the help; each is loaded when it is wanted. */
const LOADERS: Readonly<Record<string, () => Promise<Command>>> = {
  test: async () => (await import('./test.ts')).test,
  mock: async () => (await import('./mock.ts')).mock,
  init: async () => (await import('./init.ts')).init,
  list: async () => (await import('./list.ts')).list,
  env: async () => (await import('./env.ts')).env,
  gate: async () => (await import('./gate.ts')).gate,
  explain: async () => (await import('./explain.ts')).explain,
  diff: async () => (await import('./diff.ts')).diff,
  verify: async () => (await import('./verify.ts')).verify,
  baseline: async () => (await import('./baseline.ts')).baseline,
  schema: async () => (await import('./schema.ts')).schema,
  completion: async () => (await import('./completion.ts')).completionOf(allCommands),
};

/** Every command. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(LOADERS).map((load) => load()));
}

/** Runs the `tollgate` command with the process's own streams; gives the exit status. */
export function run(argv: readonly string[]): Promise<number> {
  return main(argv, processIo());
}

/** Runs the `tollgate` command with the arguments after its name; gives the exit status. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const isUsage = error instanceof Error && error.name === 'UsageError';
    io.err(`${isUsage ? error.message : `tollgate: ${error instanceof Error ? error.message : error}`}\n`);
    return isUsage ? 2 : 3;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') {
    io.out(`${versionOf(io.root)}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    io.out(overview(await allCommands()));
    return 0;
  }
  if (first === undefined) throw new UsageError([overview(await allCommands()).trimEnd()]);
  const isHelp =
    first === 'help' || rest.slice(0, endOfOptions(rest)).some((word) => word === '--help' || word === '-h');
  const command = await commandOf(first === 'help' ? (rest[0] ?? '') : first);
  if (isHelp) {
    io.out(command.help);
    return 0;
  }
  return command.run(argumentsOf(command, rest), io);
}

function endOfOptions(words: readonly string[]): number {
  const end = words.indexOf('--');
  return end === -1 ? words.length : end;
}

async function commandOf(name: string): Promise<Command> {
  if (Object.hasOwn(LOADERS, name)) return (LOADERS[name] as (typeof LOADERS)[string])();
  const kind = name.startsWith('-') ? 'option' : 'command';
  const known = kind === 'option' ? ['--help', '--version'] : Object.keys(LOADERS);
  throw new UsageError([
    `tollgate: ${JSON.stringify(name)} is not ${kind === 'option' ? 'an' : 'a'} ${kind}; ${suggestion(name, known)} (\`tollgate --help\` tells more)`,
  ]);
}

function versionOf(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}
