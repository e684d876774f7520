import { type CommandResult } from '../reports/gate.ts';
import { type Arguments, type Command } from './command.ts';
import type { Io } from './io.ts';
export declare const gate: Command;
/** The words of a command line that say the same as some arguments. */
export declare function commandLine({ values, positionals }: Arguments): string[];
/** Prints a result where it belongs and gives its exit status. */
export declare function tell({ exitCode, text }: CommandResult, io: Io): number;
