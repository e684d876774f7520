/** The id of a requirement: a slug, `system.subject.rule`, never used again and never renamed. */
export type Id = string;

/** How binding a requirement is, by the document's own keyword (prose in the indicative counts as MUST). */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** Who asks for it: the public document, an RFC, the real system's behaviour, or good practice. */
export type Basis = 'document' | 'rfc' | 'vendor' | 'practice';

/** `system.side`, such as `wazo.server`. */
export type RoleId = `${string}.server` | `${string}.client`;

/** Why a sentence of a document is not checked. */
export type Exclusion = 'about the reader' | 'not observable' | 'other role' | 'undefined by the document' | 'repeated';

/** The ids of each system's requirements; every `suites/<system>/requirement-ids.ts` adds its system's. */
// biome-ignore lint/suspicious/noEmptyInterface: systems are added by declaration merging, the harness knows none
export interface RequirementIds {}

/** The id of a requirement of any system. */
export type RequirementId = RequirementIds[keyof RequirementIds];

/** Whether a text is known to the compiler to its last character. */
// biome-ignore lint/complexity/noBannedTypes: an object without any member lacks that of a literal, and none of an index
type IsLiteral<Text extends string> = {} extends Record<Text, 1> ? false : true;

/** An id that is written out and that no requirement has. One that is put together is compared by a test. */
export type UnknownId<Text extends string> = Text extends RequirementId
  ? never
  : IsLiteral<Text> extends true
    ? Text
    : never;

/** An id that may be one of a requirement. */
export type KnownId<Text extends string> = [UnknownId<Text>] extends [never] ? Text : never;

/** One sentence of a document (or of an RFC, or one habit of the real system) that a target can keep or break. */
export interface Requirement {
  readonly id: Id;
  readonly role: RoleId;
  /** `token`, `refresh`, `sso-callback`, `advanced-auth-callback` or `developer-auth`. */
  readonly endpoint: string;
  readonly level: Level;
  readonly basis: Basis;
  /** Where it is written: the heading (or RFC section) and the sentence itself. */
  readonly source: { readonly heading: string; readonly sentence: string; readonly url?: string };
  /** The rule in our own words. */
  readonly text: string;
  readonly why: string;
  readonly fix: string;
  /** Set on a sentence that is counted but cannot be checked. */
  readonly excluded?: Exclusion;
}
