import { type ParseArgsConfig } from 'node:util';
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
export declare const EXIT_STATUS = "Exit status of a run, and of `tollgate gate` on its report:\n  0  the target conforms, or nothing that gates is broken\n  1  a requirement is violated\n  2  wrong usage, or a wrong target file\n  3  an error of Tollgate itself\n  4  nothing, or too little, could be judged\n  5  the baseline is stale\n";
/** Reads a command's arguments. Throws a UsageError that says what is wrong and how to fix it. */
export declare function argumentsOf(command: Command, argv: readonly string[]): Arguments;
/** One of some words for an option, or a UsageError that names the nearest. */
export declare function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T;
/** `did you mean x?`, or all that there is. */
export declare function suggestion(given: string, known: readonly string[]): string;
