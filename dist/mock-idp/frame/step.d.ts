import type { Step } from './replacements.ts';
type Listener = (called: Step, given: readonly unknown[], result: unknown) => void;
/**
 * Names a decision of a reference target where it stands. Gives a function of the same type, which does the same unless
 * the scene of the request being answered puts something else in its place.
 */
export declare function step<Honest extends Step>(honest: Honest): Honest;
/** Sets who hears of each call of an honest step; `undefined` ends it. */
export declare function hearSteps(listener: Listener | undefined): void;
export {};
