/** Input of the user's that cannot be used; its message has one line a mistake: where, what, how to fix it. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
    readonly mistakes: readonly string[];
    constructor(mistakes: readonly string[]);
}
