/**
 * Loads something at its first use and keeps it: what few requests need does not slow down the start of the mock. An
 * `import()` of what is loaded already takes a while as well, a millisecond where a loader is asked.
 */
export function atFirstUse<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loaded: Promise<Loaded> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

/** undici, which takes a quarter of the mock's start. */
export const undici = atFirstUse(() => import('undici'));
