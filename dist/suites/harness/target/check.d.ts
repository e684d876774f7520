import { type TargetSchema } from './schema.ts';
/** Where the members of a target came from, for naming the place of a mistake. */
export interface Origin {
    /** How mistakes name the target file; absent when there is none. */
    readonly file?: string;
    /** The line of a member of that file. */
    readonly lineOf?: (path: readonly string[]) => number;
    /** Dotted names of the leaves that the environment set. */
    readonly fromEnvironment: ReadonlySet<string>;
}
/** Every mistake of a target document against its schema: where, what, how to fix it. */
export declare function targetMistakes(document: unknown, { schema }: TargetSchema, origin: Origin): string[];
