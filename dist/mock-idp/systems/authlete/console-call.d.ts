import type { Dispatcher } from 'undici';
/** What the service's owner has entered (section 4), and what a developer has typed. */
export interface LoginAttempt {
    readonly endpoint: string;
    readonly apiKey: string;
    readonly apiSecret: string;
    /** In digits. */
    readonly serviceApiKey: string;
    readonly id: string;
    readonly password: string;
    /** How long the endpoint may take, in milliseconds. */
    readonly timeoutMs: number;
}
/** The endpoint's response. */
export interface Received {
    readonly status: number;
    readonly headers: Dispatcher.ResponseData['headers'];
    readonly body: Buffer;
}
/** The endpoint's response, or why there is none. */
export type EndpointResponse = Received | {
    readonly failure: string;
    readonly timedOut: boolean;
};
/** A callback request as it is sent. */
export interface CallbackCall {
    readonly url: string;
    readonly method: Dispatcher.HttpMethod;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
    readonly timeoutMs: number;
}
/** Makes the callback request of section 5 and gives what comes back; follows no redirect. */
export declare const callEndpoint: (attempt: LoginAttempt) => Promise<EndpointResponse>;
/** The callback request of a login (section 5): a POST with a JSON body to the very URL that the owner has entered. */
export declare const callOf: (attempt: LoginAttempt) => CallbackCall;
/** The Authorization header, where API key and API secret are set (section 4). */
export declare const basicOf: ({ apiKey, apiSecret }: LoginAttempt) => string | undefined;
/** The eight members (section 5), nulls and all, as Authlete's own serialiser writes them. */
export declare const messageOf: ({ serviceApiKey, id, password }: LoginAttempt) => unknown;
/** A message as JSON in UTF-8. */
export declare const bodyOf: (message: unknown) => Buffer;
/** Basic credentials (RFC 7617). */
export declare function basic(name: string, password: string): string;
/** Sends a callback request, on a connection of its own: one that the endpoint has just closed would fail a login that it never saw. */
export declare function exchange({ url, method, headers, body, timeoutMs }: CallbackCall): Promise<EndpointResponse>;
