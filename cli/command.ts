import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../schemas/nearest.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import type { Io } from './io.ts';

/** Options by their long names, as `node:util` takes them. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command line says after the command's name. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One command of `tollgate`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** All that a newcomer needs to use it. */
  readonly help: string;
  readonly options: Options;
  /** How many arguments without an option's name it takes at most. */
  readonly positionals: number;
  /** Its words are another program's: they come as positionals, whatever they look like. */
  readonly passesOn?: boolean;
  /** Gives the exit status; throws a UsageError for what it cannot use. */
  readonly run: (args: Arguments, io: Io) => number | Promise<number>;
}

/** What the exit status of a run and of `tollgate gate` means. */
export const EXIT_STATUS = `Exit status of a run, and of \`tollgate gate\` on its report:
  0  the target conforms, or nothing that gates is broken
  1  a requirement is violated
  2  wrong usage, or a wrong target file
  3  an error of Tollgate itself
  4  nothing, or too little, could be judged
  5  the baseline is stale
`;

/** Reads a command's arguments. Throws a UsageError that says what is wrong and how to fix it. */
export function argumentsOf(command: Command, argv: readonly string[]): Arguments {
  if (command.passesOn) return { values: {}, positionals: argv };
  const { values, positionals } = parse(command, argv);
  const extra = positionals[command.positionals];
  if (extra !== undefined) {
    throw new UsageError([`tollgate ${command.name}: ${JSON.stringify(extra)} is one argument too many; leave it out`]);
  }
  return { values, positionals };
}

/** One of some words for an option, or a UsageError that names the nearest. */
export function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === given);
  if (found !== undefined) return found;
  throw new UsageError([`${option}: is ${JSON.stringify(given)}; ${suggestion(given, allowed)}`]);
}

/** `did you mean x?`, or all that there is. */
export function suggestion(given: string, known: readonly string[]): string {
  const meant = nearest(given, known);
  return meant === undefined ? `there is ${known.join(', ')}` : `did you mean ${meant}?`;
}

function parse(command: Command, argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: command.options, allowPositionals: true });
    return { values: values as Arguments['values'], positionals };
  } catch (error) {
    throw new UsageError([mistakeOf(error as NodeJS.ErrnoException, command)]);
  }
}

function mistakeOf(error: NodeJS.ErrnoException, { name, options }: Command): string {
  const option = /'(-[^'\s,]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = [...Object.keys(options), 'help'].map((long) => `--${long}`);
    return `tollgate ${name}: ${option} is not an option of it; ${suggestion(option, known)}`;
  }
  const long = /--([a-z-]+)/.exec(error.message)?.[1] ?? '';
  const fix = options[long]?.type === 'string' ? `write --${long}=<value>` : `write --${long} alone`;
  return `tollgate ${name}: --${long}: its value is missing or not wanted; ${fix}`;
}
