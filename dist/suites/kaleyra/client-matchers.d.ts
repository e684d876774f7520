import type { Finding, Matcher } from '../harness/checks/matchers.ts';
import { type Exchange } from '../harness/http/exchange.ts';
import { type Sent } from './platform.ts';
/** A judge that gives what a flow has found already. */
export declare const is: (finding: Finding) => Matcher;
/** The same, from its parts. */
export declare const finds: (ok: boolean, expected: string, actual: string) => Matcher;
/** Several findings as one. */
export declare const together: (...findings: readonly Finding[]) => Finding;
/** The callbacks were sent, and each carries this token. */
export declare function carries(callbacks: readonly Exchange[], token: string): Finding;
/** Nothing was called back. */
export declare function noCallback({ callbacks }: Sent): Finding;
/** How often the platform asked for a token, and what it then called back with. */
export declare function told({ auth, callbacks }: Sent): string;
/** One line that says what became of a trigger. */
export declare const triggered: (exchange: Exchange | undefined) => string;
