import type { EndpointResponse, Received } from './console-call.ts';
/** What the console makes of an endpoint's response. */
export interface Outcome {
    /** 200 in, 401 refused by the endpoint, 502 a response that cannot be used, 504 none in time. */
    readonly status: number;
    readonly loggedIn: boolean;
    readonly subject?: string;
    readonly displayName?: string | null;
    /** Plain sentences for whoever keeps the endpoint. */
    readonly problems: readonly string[];
}
/** A response with its members, as far as it has any. */
interface Read extends Received {
    /** The JSON value; `undefined` where the body is not JSON in UTF-8. */
    readonly value: unknown;
    readonly members: Readonly<Record<string, unknown>>;
}
/** What is wrong with a response; nothing where the rule is kept. */
type Rule = (response: Read) => string | undefined;
export type RuleName = keyof typeof ofResponses | keyof typeof ofLogins;
/** What a response has to be like before its members mean anything (section 6), in the order in which it is looked at. */
declare const ofResponses: {
    'a server error': (response: Read) => string | undefined;
    'a redirect': (response: Read) => string | undefined;
    'another status': (response: Read) => string | undefined;
    'another media type': ({ headers }: Read) => string | undefined;
    'not JSON': ({ value }: Read) => "The response is not JSON in UTF-8." | undefined;
    'not an object': ({ value }: Read) => "The response is JSON, but not an object." | undefined;
    'no authenticated': ({ value, members }: Read) => "The response has no member \"authenticated\"." | undefined;
    'authenticated is not a boolean': ({ members: { authenticated } }: Read) => string | undefined;
};
/** What the members of a login must be like (section 6). */
declare const ofLogins: {
    'no subject': ({ members: { subject } }: Read) => "\"authenticated\" is true, but \"subject\" is not a text; the developer's identifier was expected." | undefined;
    'a long subject': ({ members: { subject } }: Read) => "\"subject\" is longer than 100 characters." | undefined;
    'a subject beyond ASCII': ({ members: { subject } }: Read) => "\"subject\" has characters other than printable ASCII." | undefined;
    'a long display name': ({ members: { displayName } }: Read) => "\"displayName\" is longer than 100 characters." | undefined;
};
/** What one rule finds wrong with a response. */
export declare const problemOf: (_name: RuleName, rule: Rule, response: Read) => string | undefined;
/** What a response to the login of `id` comes to. Throws nothing: a response that cannot be used is a refusal with reasons. */
export declare const outcomeOf: (response: EndpointResponse, _id: string) => Outcome;
/** A response with its members. */
export declare function readResponse(response: Received): Read;
/** The outcome of a response that cannot be used. */
export declare function unusable(problems: readonly string[]): Outcome;
export {};
