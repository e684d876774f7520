import { type Command } from './command.ts';
/** The command that completes the others, itself included. */
export declare function completionOf(commands: () => Promise<readonly Command[]>): Command;
