import type { RunningSystem, TokenFinding } from './system.ts';
/** What can be said of a token. */
export interface Inspection {
    /** JWS in three parts, JWE in five, or opaque. */
    readonly kind: 'JWT' | 'JWE' | 'opaque';
    readonly header?: unknown;
    readonly claims?: unknown;
    /** Of a JWT: whether a key of a system fits; which one. */
    readonly signature?: string;
    /** Of a JWT with `exp`: whether that is over by this request's clock. */
    readonly expired?: boolean;
    /** The systems that know it. */
    readonly known: readonly (TokenFinding & {
        readonly system: string;
    })[];
}
/** Takes a token apart, checks its signature by the keys of the systems, and asks each system whether it is good. */
export declare function inspectToken(token: string, systems: ReadonlyMap<string, RunningSystem>): Promise<Inspection>;
