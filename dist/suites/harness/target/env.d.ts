import type { Leaf } from './schema.ts';
/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** What the environment says of a target. */
export interface EnvironmentReading {
    readonly values: ReadonlyMap<Leaf, unknown>;
    readonly mistakes: readonly string[];
}
/**
 * Reads every `TARGET_*` variable but `TARGET_FILE` as the leaf that it names; an empty one counts as not set.
 * A `TOLLGATE_*` variable that looks like one of these, or like one of the run's own, is a mistake as well: ignored, it
 * would let the run judge another target than the one that is meant.
 */
export declare function readEnvironment(env: Environment, leaves: readonly Leaf[]): EnvironmentReading;
