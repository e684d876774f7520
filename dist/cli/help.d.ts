import { type Command } from './command.ts';
/** The text of \`tollgate --help\`. */
export declare function overview(commands: readonly Command[]): string;
