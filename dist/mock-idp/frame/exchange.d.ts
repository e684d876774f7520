import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawHeaders } from './journal.ts';
/** The longest request body taken, in bytes. */
export declare const bodyLimit: number;
/**
 * Waits for the whole request body and gives it, or `too-large`, or `aborted` when the client went away.
 * The stream stays unread for whoever serves the request: the server's `highWaterMark` is above the limit.
 */
export declare function receiveBody(req: IncomingMessage): Promise<Buffer | 'too-large' | 'aborted'>;
/** Calls `done` with the body, text or bytes, when the response is complete, before the client can have seen its end. */
export declare function onAnswered(res: ServerResponse, done: (body: Buffer | string) => void): void;
/** The response's header fields that were set, one name and value for each value. */
export declare function responseHeaders(res: ServerResponse): RawHeaders;
/** Responses with JSON straight on the socket's response, outside Koa. */
export declare function sendJson(res: ServerResponse, status: number, body: unknown): void;
/** The frame's own error response: a short name and what to do about it. */
export declare function sendError(res: ServerResponse, status: number, error: string, message: string): void;
