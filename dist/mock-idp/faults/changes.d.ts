import type { Step } from '../frame/replacements.ts';
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
export declare function instead<S extends Step>(step: S, replace: (honest: S) => (...given: Given<S>) => ReturnType<S>): Change;
/**
 * Changes the result of a step; one that is a promise is awaited. `change` gives the very result where it leaves it
 * alone, and never alters it in place: the proof also calls it to learn which flows a fault can reach.
 */
export declare function altered<S extends Step>(step: S, change: (result: Result<S>, ...given: Given<S>) => Result<S>): Change;
/** Does something else than the step in some cases; `then` gets the honest function first. */
export declare function except<S extends Step>(step: S, when: (...given: Given<S>) => boolean, then: (honest: S, ...given: Given<S>) => ReturnType<S>): Change;
/** Several changes of one fault. Throws where two change the same step. */
export declare function together(...changes: readonly Change[]): Change;
/** What a fault keeps between requests: of its own in each mock and for each fault, and dropped by a reset. */
export declare function kept<T>(create: () => T): () => T;
export {};
