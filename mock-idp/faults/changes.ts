import type { Step } from '../frame/replacements.ts';
import { scene } from '../frame/scene.ts';

/** How a fault changes one step. */
export interface StepChange {
  /** What stands in the step's place. */
  readonly instead: (honest: Step) => Step;
  /** Whether a call that the honest step has answered could have come out otherwise. */
  readonly concerns: (given: readonly unknown[], result: unknown) => boolean;
}

/** What a fault puts in the place of honest steps. */
export type Change = ReadonlyMap<Step, StepChange>;

type Given<S extends Step> = Parameters<S>;
type Result<S extends Step> = Awaited<ReturnType<S>>;

/** Puts another function in the place of a step; it gets the honest one. */
export function instead<S extends Step>(
  step: S,
  replace: (honest: S) => (...given: Given<S>) => ReturnType<S>,
): Change {
  return new Map([[step, { instead: replace as (honest: Step) => Step, concerns: () => true }]]);
}

/**
 * Changes the result of a step; one that is a promise is awaited. `change` gives the very result where it leaves it
 * alone, and never alters it in place: the proof also calls it to learn which flows a fault can reach.
 */
export function altered<S extends Step>(step: S, change: (result: Result<S>, ...given: Given<S>) => Result<S>): Change {
  const replace =
    (honest: Step) =>
    (...given: Given<S>) => {
      const result = honest(...given);
      return result instanceof Promise ? result.then((value) => change(value, ...given)) : change(result, ...given);
    };
  const concerns = (given: readonly unknown[], result: unknown) =>
    result instanceof Promise || differs(() => change(result as Result<S>, ...(given as Given<S>)), result);
  return new Map([[step, { instead: replace, concerns }]]);
}

/** Does something else than the step in some cases; `then` gets the honest function first. */
export function except<S extends Step>(
  step: S,
  when: (...given: Given<S>) => boolean,
  then: (honest: S, ...given: Given<S>) => ReturnType<S>,
): Change {
  const replace =
    (honest: Step) =>
    (...given: Given<S>) =>
      when(...given) ? then(honest as S, ...given) : honest(...given);
  const concerns = (given: readonly unknown[]) => differs(() => when(...(given as Given<S>)), false);
  return new Map([[step, { instead: replace, concerns }]]);
}

/** Several changes of one fault. Throws where two change the same step. */
export function together(...changes: readonly Change[]): Change {
  const all = changes.flatMap((change) => [...change]);
  const one = new Map(all);
  if (one.size < all.length) throw new Error('two changes of one fault concern the same step; write them as one');
  return one;
}

/** What a fault keeps between requests: of its own in each mock and for each fault, and dropped by a reset. */
export function kept<T>(create: () => T): () => T {
  const key = Symbol();
  return () => {
    const { memory } = scene();
    if (!memory) return create();
    if (!memory.has(key)) memory.set(key, create());
    return memory.get(key) as T;
  };
}

/** A change that cannot be computed on what the honest mock saw may well matter. */
function differs(compute: () => unknown, from: unknown): boolean {
  try {
    return !Object.is(compute(), from);
  } catch {
    return true;
  }
}
