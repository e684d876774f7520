import { type Environment } from './env.ts';
import { type Members } from './members.ts';
import { type TargetSchema } from './schema.ts';
import type { Target } from './target.ts';
/** Where a target is read from. */
export interface TargetSource {
    readonly env?: Environment;
    /** The folder that `TARGET_FILE` and file names in variables are relative to. */
    readonly cwd?: string;
    readonly schema?: TargetSchema;
    /** This run has looked for mistakes already. */
    readonly checked?: boolean;
}
/**
 * The target that `TARGET_FILE` and the other `TARGET_*` variables name, or `undefined` when none of them is set.
 * Throws a UsageError with one line for each mistake.
 */
export declare function loadTarget(source?: TargetSource): Target | undefined;
/**
 * A target made of a document in memory, such as the one that describes the bundled mock.
 * Throws a UsageError with one line for each mistake.
 */
export declare function targetOf(document: Members, source?: TargetSource): Target;
