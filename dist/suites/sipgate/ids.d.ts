/** Findings that later flows are blocked by. */
export declare const PAGE = "sipgate.authorization.page";
export declare const LOGIN = "sipgate.login.password";
export declare const CODE = "sipgate.code.in-query";
export declare const EXCHANGE = "sipgate.token.exchange";
export declare const SECRET = "sipgate.token.client-authenticated";
export declare const RESOURCE = "sipgate.resource.bearer";
export declare const REFRESH = "sipgate.refresh.issues";
/** What must hold before codes can be had. */
export declare const CODES: string[];
/** What must hold before the tokens of an exchange can be used. */
export declare const TOKENS: string[];
/** What must hold before an exchange's refresh token can be used. */
export declare const REFRESH_TOKEN: string[];
/** What must hold before refreshes can be judged further. */
export declare const REFRESHED: string[];
