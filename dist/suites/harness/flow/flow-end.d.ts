/** Ends a flow early; what was not judged is blocked by `blockedBy`. */
export declare class FlowEnd extends Error {
    readonly blockedBy: string;
    constructor(blockedBy: string, message: string);
}
/** Waits for a context, at most `ms`; when its time is over the controller aborts whatever it waits for. */
export declare function within(ms: number, controller: AbortController, context: Promise<void>): Promise<void>;
/** Does what may fail without consequence. */
export declare function attempt(action: () => Promise<unknown>): Promise<void>;
