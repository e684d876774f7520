/** Findings that later flows are blocked by. */
export declare const ISSUES = "kaleyra.auth.issues-token";
export declare const ANSWER_JSON = "kaleyra.auth.answer-json";
export declare const TOKEN_AT_PATH = "kaleyra.auth.token-at-path";
export declare const TOKEN_TEXT = "kaleyra.auth.token-text";
export declare const LIVE = "kaleyra.callback.live-token-accepted";
export declare const REFUSED_JSON = "kaleyra.rfc.refused-json";
export declare const ERROR_CHARACTERS = "kaleyra.rfc.error-characters";
export declare const ECHO = "kaleyra.practice.secret-not-echoed";
/** What must hold before a token can be taken out of a response. */
export declare const TOKEN: string[];
/** What must hold before a token can be used. */
export declare const USABLE: string[];
