import type { CallbackRequest } from './callback-request.ts';
/** The longest body that is read, in bytes. */
export declare const longestBody: number;
/** Lets only POST with a JSON body through (section 5). Throws the 405 or 415 response. */
export declare function checkKind(method: string, contentType: string): void;
/** Whether it is the method of section 5. */
export declare const isRightMethod: (method: string) => boolean;
/** Whether the media type is that of section 5; case and parameters do not matter (RFC 9110 section 8.3.1). */
export declare const isJson: (contentType: string) => boolean;
/** The body as an object, integers exact. Throws the 400 or 413 response for anything else. */
export declare function readBody(body: Buffer): CallbackRequest;
/** The body's text (RFC 8259 section 8.1). */
export declare const textOf: (body: Buffer) => string;
/** JSON text as a value; a member that is there twice with different values is malformed (RFC 8259 section 4). */
export declare const jsonIn: (text: string) => unknown;
/** The value where it is an object. */
export declare const objectIn: (value: unknown) => CallbackRequest;
