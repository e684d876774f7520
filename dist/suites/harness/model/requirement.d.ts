/** How binding a requirement is, by the document's own keyword (prose in the indicative counts as MUST). */
export type Level = 'MUST' | 'SHOULD' | 'MAY';
/** Who asks for it: the public document, an RFC, the real system's behaviour, or good practice. */
export type Basis = 'document' | 'rfc' | 'vendor' | 'practice';
/** `system.side`, such as `wazo.server`. */
export type RoleId = `${string}.server` | `${string}.client`;
/** Why a sentence of a document is not checked. */
export type Exclusion = 'about the reader' | 'not observable' | 'other role' | 'undefined by the document';
/** One sentence of a document (or of an RFC, or one habit of the real system) that a target can keep or break. */
export interface Requirement {
    /** Slug, `system.subject.rule`; never re-used and never renamed. */
    readonly id: string;
    readonly role: RoleId;
    /** `token`, `refresh`, `sso-callback`, `advanced-auth-callback` or `developer-auth`. */
    readonly endpoint: string;
    readonly level: Level;
    readonly basis: Basis;
    /** Where it is written: the heading (or RFC section) and the sentence itself. */
    readonly source: {
        readonly heading: string;
        readonly sentence: string;
        readonly url?: string;
    };
    /** The rule in our own words. */
    readonly text: string;
    readonly why: string;
    readonly fix: string;
    /** Set on a sentence that is counted but cannot be checked. */
    readonly excluded?: Exclusion;
}
