import { type Members } from './members.ts';
import { type Leaf, type TargetSchema } from './schema.ts';
import type { Secret, Target } from './target.ts';
/** What the typed view needs besides the members. */
export interface ViewParts {
    readonly file: string | undefined;
    readonly schema: TargetSchema;
    readonly given: readonly Leaf[];
    readonly secrets: readonly Secret[];
    readonly strict: boolean;
}
/** The typed view of members whose types the schema has vouched for and whose defaults are filled in. */
export declare function view(members: Members, { file, schema, given, secrets, strict }: ViewParts): Target;
