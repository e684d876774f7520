import type { Catalogue } from '../model/catalogue.ts';
import type { RoleId } from '../model/requirement.ts';
import { type TargetSchema } from './schema.ts';
import type { Target } from './target.ts';
/** Which roles of a target a run judges. */
export interface RolesToRun {
    readonly run: readonly RoleId[];
    /** The other roles of the catalogue, with what would run them. */
    readonly notRun: readonly {
        readonly role: RoleId;
        readonly reason: string;
    }[];
}
/**
 * A role runs when the target sets all that it needs (a system's URL counts as set where there is a base URL).
 * Throws a UsageError where a target names something of a system, but not all that one of its roles needs.
 */
export declare function systemsToRun(target: Target, catalogue: Catalogue, schema?: TargetSchema): RolesToRun;
