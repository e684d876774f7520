/** Findings that later flows are blocked by. */
export declare const CALLS = "authlete.client.calls-when-needed";
export declare const URL_KEPT = "authlete.client.endpoint-url";
export declare const TRUE = "authlete.client.true-logs-in";
export declare const FALSE = "authlete.client.false-refuses";
export declare const BODY = "authlete.client.body-json";
