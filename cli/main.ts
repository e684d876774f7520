import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../suites/harness/target/error.ts';
import { baseline } from './baseline.ts';
import { argumentsOf, type Command, suggestion } from './command.ts';
import { env } from './env.ts';
import { gate } from './gate.ts';
import { overview } from './help.ts';
import type { Io } from './io.ts';
import { list } from './list.ts';

const COMMANDS: readonly Command[] = [list, env, gate, baseline];

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
    io.out(overview(COMMANDS));
    return 0;
  }
  if (first === undefined) throw new UsageError([overview(COMMANDS).trimEnd()]);
  const isHelp =
    first === 'help' || rest.slice(0, endOfOptions(rest)).some((word) => word === '--help' || word === '-h');
  const command = commandOf(first === 'help' ? (rest[0] ?? '') : first);
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

function commandOf(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found) return found;
  const kind = name.startsWith('-') ? 'option' : 'command';
  const known = kind === 'option' ? ['--help', '--version'] : COMMANDS.map((command) => command.name);
  throw new UsageError([
    `tollgate: ${JSON.stringify(name)} is not ${kind === 'option' ? 'an' : 'a'} ${kind}; ${suggestion(name, known)} (\`tollgate --help\` tells more)`,
  ]);
}

function versionOf(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}
