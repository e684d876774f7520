import { setTimeout as sleep } from 'node:timers/promises';
/** Ends a flow early; what was not judged is blocked by `blockedBy`. */
export class FlowEnd extends Error {
    blockedBy;
    constructor(blockedBy, message) {
        super(message);
        this.blockedBy = blockedBy;
    }
}
/** How long a context that is out of time may take to notice, in milliseconds. */
const GRACE = 1_000;
/** Waits for a context, at most `ms`; when its time is over the controller aborts whatever it waits for. */
export async function within(ms, controller, context) {
    const end = new FlowEnd('tollgate.flow-deadline', `the flow took longer than ${ms / 1000} s`);
    let timer;
    const over = new Promise((resolve) => {
        timer = setTimeout(() => {
            controller.abort(end);
            resolve(Promise.race([attempt(() => context), sleep(GRACE)]));
        }, ms);
    });
    try {
        await Promise.race([context, over]);
    }
    catch (error) {
        if (!controller.signal.aborted)
            throw error;
    }
    finally {
        clearTimeout(timer);
    }
    controller.signal.throwIfAborted();
}
/** Does what may fail without consequence. */
export async function attempt(action) {
    try {
        await action();
    }
    catch {
        // Whoever looks for what is left behind finds the exchange in the report.
    }
}
//# sourceMappingURL=flow-end.js.map