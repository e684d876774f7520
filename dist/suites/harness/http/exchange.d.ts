import type { FailureKind } from '../model/verdict.ts';
/** Header fields as they were sent or came: order, case and repetition kept. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;
/** A request as it went out, to the byte. */
export interface SentRequest {
    readonly method: string;
    readonly url: string;
    readonly headers: HeaderList;
    readonly body?: Uint8Array;
}
/** A response as it came, to the byte. */
export interface ReceivedResponse {
    readonly status: number;
    readonly headers: HeaderList;
    readonly body: Uint8Array;
}
/** One HTTP request with its response, or with the reason why there is none that can be judged. */
export interface Exchange {
    readonly request: SentRequest;
    readonly response?: ReceivedResponse;
    /** A response beside it, such as the 429 of a target that was asked too often, is evidence and never judged. */
    readonly failure?: {
        readonly kind: FailureKind;
        readonly message: string;
    };
    /** Milliseconds. */
    readonly durationMs: number;
}
/** The values of a header field, by name without case (RFC 9110 §5.1). */
export declare function headerValues(headers: HeaderList, name: string): string[];
/** The media type in lower case without its parameters (RFC 9110 §8.3.1); `undefined` where none is given. */
export declare function mediaType(headers: HeaderList): string | undefined;
/** The response, where there is one that can be judged. */
export declare function responseOf({ response, failure }: Exchange): ReceivedResponse | undefined;
/** The HTTP status; `undefined` without a response that can be judged. */
export declare function statusOf(exchange: Exchange): number | undefined;
/** Whether the response's status is 2xx (RFC 9110 §15.3). */
export declare function succeeded(exchange: Exchange): boolean;
/** Bytes as text for people: invalid UTF-8 shows as U+FFFD. */
export declare function textOf(body: Uint8Array | undefined): string;
/** The response's JSON value, or what stands in the way of reading one (RFC 8259: UTF-8). */
export declare function jsonOf(exchange: Exchange): {
    value: unknown;
} | {
    problem: string;
};
/** The value at a JSON pointer (RFC 6901) of the response's body; `undefined` where there is none. */
export declare function valueAt(exchange: Exchange, pointer: string): unknown;
/** One line that says what came: status, media type and the beginning of the body. */
export declare function summaryOf(exchange: Exchange): string;
