import { type Command } from './command.ts';
import { type Io } from './io.ts';
/** Every command. */
export declare function allCommands(): Promise<readonly Command[]>;
/** Runs the `tollgate` command with the process's own streams; gives the exit status. */
export declare function run(argv: readonly string[]): Promise<number>;
/** Runs the `tollgate` command with the arguments after its name; gives the exit status. */
export declare function main(argv: readonly string[], io: Io): Promise<number>;
