/** A request to /_control, its body already received. */
export interface ControlRequest {
    readonly method: string;
    readonly url: URL;
    readonly body: Buffer;
}
export interface ControlResponse {
    readonly status: number;
    /** Absent when the response has no body. */
    readonly body?: unknown;
}
/** A request that /_control cannot serve. */
export declare class ControlError extends Error {
    readonly status: number;
    constructor(status: number, message: string);
}
/** What is allowed as the value of each member that an action may have. */
export type ActionMembers = Readonly<Record<string, (value: unknown) => boolean>>;
/** What to do with the next `times` requests that match. */
export interface Order {
    readonly match: {
        readonly method?: string;
        readonly path?: string;
    };
    readonly times: number;
    readonly action: Readonly<Record<string, unknown>>;
}
/** The JSON object that a body is; throws a ControlError for any other body. */
export declare function objectIn(body: Buffer): Record<string, unknown>;
/** Reads `{ match?, times?, action }`; throws a ControlError that names what is wrong. */
export declare function orderIn({ match, times, action, ...rest }: Record<string, unknown>, members: ActionMembers): Order;
/** Reads an action; throws a ControlError that names the member that is wrong. */
export declare function actionIn(where: string, action: unknown, members: ActionMembers): Order['action'];
/** Throws a ControlError when there is a member that nobody reads. */
export declare function refuseUnknown(where: string, rest: Record<string, unknown>): void;
export declare function isObject(value: unknown): value is Record<string, unknown>;
/** Whether a value is a whole number within bounds. */
export declare function isNumber(value: unknown, least: number, most: number): boolean;
/** Whether a value holds header fields that can be sent; the length of a body is not one's own to say. */
export declare function isHeaders(value: unknown): boolean;
/** Whether a value can be sent as the value of a header field. */
export declare function isHeaderValue(value: unknown): value is string;
/** Whether a text is a URL of the web. */
export declare function isHttpUrl(text: string): boolean;
