/** Findings that later flows are blocked by. */
export const CALLS = 'authlete.client.calls-when-needed';
export const URL_KEPT = 'authlete.client.endpoint-url';
export const TRUE = 'authlete.client.true-logs-in';
export const FALSE = 'authlete.client.false-refuses';
export const BODY = 'authlete.client.body-json';
//# sourceMappingURL=client-ids.js.map