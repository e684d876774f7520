/** Findings that later flows are blocked by. */
export declare const LOGIN = "wazo.token.password-login";
export declare const JSON_BODY = "wazo.token.json-body";
export declare const ACCEPTED = "wazo.access.token-accepted";
export declare const ISSUED = "wazo.refresh.issued-when-offline";
export declare const CREATES = "wazo.refresh.creates-access-token";
/** What must hold before the access token of a login can be used. */
export declare const ACCESS_TOKEN: string[];
/** What must hold before the refresh token of an offline login can be used. */
export declare const REFRESH_TOKEN: string[];
/** What must hold before the access token that a refresh makes can be used. */
export declare const REFRESHED_TOKEN: string[];
