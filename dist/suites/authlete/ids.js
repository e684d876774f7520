/** Findings that later flows are blocked by. */
export const LOGIN = 'authlete.endpoint.authenticates';
export const WRONG_PASSWORD = 'authlete.endpoint.wrong-password-refused';
export const UNKNOWN_ID = 'authlete.endpoint.unknown-id-refused';
export const SUBJECT = 'authlete.response.subject-string';
export const STABLE = 'authlete.response.subject-stable';
/** What must hold before the endpoint's refusals mean anything. */
export const DISCERNS = [LOGIN, WRONG_PASSWORD, UNKNOWN_ID];
//# sourceMappingURL=ids.js.map