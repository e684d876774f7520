/** Findings that later flows are blocked by. */
export declare const FIRST = "kaleyra.platform.auth-first";
export declare const METHOD = "kaleyra.platform.auth-method";
export declare const SAME = "kaleyra.platform.same-token";
export declare const BEARER = "kaleyra.platform.bearer";
export declare const REUSED = "kaleyra.platform.token-reused";
export declare const RENEWED = "kaleyra.platform.token-renewed";
export declare const GRANT_TYPE = "kaleyra.rfc.platform-grant-type";
export declare const NO_CODE = "kaleyra.platform.no-authorization-code";
export declare const NO_PKCE = "kaleyra.platform.no-pkce";
export declare const NO_DEVICE = "kaleyra.platform.no-device";
export declare const NO_REFRESH = "kaleyra.platform.no-refresh";
/** What must hold before the token of a callback says anything. */
export declare const DELIVERS: string[];
