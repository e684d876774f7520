import type { Step } from './replacements.ts';
import { scene } from './scene.ts';

type Listener = (called: Step, given: readonly unknown[], result: unknown) => void;

let onCall: Listener | undefined;

/**
 * Names a decision of a reference target where it stands. Gives a function of the same type, which does the same unless
 * the scene of the request being answered puts something else in its place.
 */
export function step<Honest extends Step>(honest: Honest): Honest {
  const named = (...given: unknown[]): unknown => {
    const instead = scene().replacements?.get(named);
    if (instead) return instead(honest)(...given);
    const result = honest(...given);
    onCall?.(named, given, result);
    return result;
  };
  return named as Honest;
}

/** Sets who hears of each call of an honest step; `undefined` ends it. */
export function hearSteps(listener: Listener | undefined): void {
  onCall = listener;
}
