import type { ResponseShape } from './profiles.ts';
/** The response that carries a token and its expiry where, and as what, the shape says. Neither path may lead into the other. */
export declare function shaped(shape: ResponseShape, token: unknown, expiry: unknown): Record<string, unknown>;
/** The members that a field path leads through. */
export declare function stepsOf(path: string, grammar: ResponseShape['fieldPaths']): readonly string[];
/** How the shape says that a token lives so many seconds from now. */
export declare const expiryOf: ({ expiration, expirationType }: ResponseShape, lifetime: number) => string | number;
