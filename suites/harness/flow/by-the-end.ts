import type { Transport } from './context.ts';

/** An action that happens once: when it is called, at the end of the flow at the latest. */
export function byTheEnd(cleanUp: Transport<unknown>['cleanUp'], action: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  const once = async () => {
    if (!isDone) await action();
    isDone = true;
  };
  cleanUp(async () => {
    await once();
    return [];
  });
  return once;
}
