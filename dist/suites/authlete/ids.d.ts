/** Findings that later flows are blocked by. */
export declare const LOGIN = "authlete.endpoint.authenticates";
export declare const WRONG_PASSWORD = "authlete.endpoint.wrong-password-refused";
export declare const UNKNOWN_ID = "authlete.endpoint.unknown-id-refused";
export declare const SUBJECT = "authlete.response.subject-string";
export declare const STABLE = "authlete.response.subject-stable";
/** What must hold before the endpoint's refusals mean anything. */
export declare const DISCERNS: string[];
