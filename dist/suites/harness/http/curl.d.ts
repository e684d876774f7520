import type { SentRequest } from './exchange.ts';
/** What a `curl` line needs besides the request. */
export interface CurlOptions {
    /** Puts names in the place of secrets. */
    redact(text: string): string;
    readonly tls?: {
        readonly ca: boolean;
        readonly cert: boolean;
        readonly insecure: boolean;
    };
}
/**
 * The shell command that sends a request again. Secrets become environment variables:
 * `<access_token#1>` is `$ACCESS_TOKEN_1`, `<TARGET_WAZO_USER_PASSWORD>` is `$TARGET_WAZO_USER_PASSWORD`.
 * `<TARGET_WAZO_USER_BASIC>` is `-u "$TARGET_WAZO_USER_NAME:$TARGET_WAZO_USER_PASSWORD"`.
 * Of its own curl adds User-Agent and `Accept`, which any type satisfies (RFC 9110 §12.5.1).
 */
export declare function curlLine({ method, url, headers, body }: SentRequest, { redact, tls }: CurlOptions): string;
