import { type Exchange } from '../http/exchange.ts';
/** What a judge found: whether the rule is kept, what it asks for, and what came. */
export interface Finding {
    readonly ok: boolean;
    readonly expected: string;
    readonly actual: string;
}
/** A pure function of one exchange; it does no I/O and throws for no violation that it can name. */
export type Matcher = (exchange: Exchange) => Finding;
/** The response has one of these statuses. */
export declare function hasStatus(...statuses: number[]): Matcher;
/** The response's status is 2xx. */
export declare const succeeds: Matcher;
/** The response's status is none of 2xx. */
export declare const isRefused: Matcher;
/** The response's media type, parameters and case aside (RFC 9110 §8.3.1). */
export declare function hasMediaType(type: string): Matcher;
/** A 2xx response whose JSON body has a non-empty string at the pointer. */
export declare function succeedsWith(pointer: string): Matcher;
/** The JSON body has no member at the pointer. */
export declare function lacks(pointer: string): Matcher;
/** The response has the header field. */
export declare function hasHeader(name: string, pattern?: RegExp): Matcher;
/** All judges in turn: the first that is not kept speaks, otherwise the last. */
export declare function all(first: Matcher, ...more: Matcher[]): Matcher;
/** Compares values that flows have taken out of exchanges. */
export declare function equals(name: string, expected: unknown, actual: unknown): Matcher;
/** The reverse of a judge, in other words. */
export declare function not(judge: Matcher, expected: string): Matcher;
