import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a flow early; what was not judged hangs on `hungOn`. */
export class FlowEnd extends Error {
  readonly hungOn: string;
  constructor(hungOn: string, message: string) {
    super(message);
    this.hungOn = hungOn;
  }
}

/** How long a story that is out of time may take to notice, in milliseconds. */
const GRACE = 1_000;

/** Waits for a story, at most `ms`; when its time is over the controller aborts whatever it waits for. */
export async function within(ms: number, controller: AbortController, story: Promise<void>): Promise<void> {
  const end = new FlowEnd('tollgate.flow-deadline', `the flow took longer than ${ms / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      controller.abort(end);
      resolve(Promise.race([attempt(() => story), sleep(GRACE)]));
    }, ms);
  });
  try {
    await Promise.race([story, over]);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  controller.signal.throwIfAborted();
}

/** Does what may fail without consequence. */
export async function attempt(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch {
    // Whoever looks for what is left behind finds the exchange in the report.
  }
}
