import { type Matcher } from '../harness/checks/matchers.ts';
import { type Exchange } from '../harness/http/exchange.ts';
/** The charset parameter of Content-Type, in lower case and without quotes (RFC 9110 §8.3.2). */
export declare function charsetOf({ response }: Exchange): string | undefined;
/** The document's header fields of a response (section 6): the end of a requirement's id, and its judge. */
export declare const DOCUMENTED_HEADERS: readonly (readonly [rule: string, judge: Matcher])[];
