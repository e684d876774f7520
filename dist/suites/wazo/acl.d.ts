/** Scopes that prove how a server reads an access list, each with the response that is right. */
export interface Probe {
    readonly granted: readonly string[];
    readonly denied: readonly string[];
}
export interface Probes {
    /** A scope that the list grants by an entry as it stands, or else by one with wildcards. */
    readonly plain?: string;
    /** For an entry with `#`, any number of words. */
    readonly manyWords?: Probe;
    /** For an entry with `*`, one word. */
    readonly oneWord?: Probe;
    /** For an entry with the word `me`, which stands for the user's UUID as well. */
    readonly me?: Probe;
    /** For an entry with `!`, which takes back what another grants. */
    readonly exclusion?: Probe;
}
/** Whether an access list grants a scope (xivo-lib-python, `xivo/auth_verifier.py`). */
export declare function grants(acl: readonly string[], scope: string, userId: string): boolean;
/** What can be asked of a server about a token with this access list; nothing that other entries would answer as well. */
export declare function probesFor(acl: readonly string[], userId: string): Probes;
