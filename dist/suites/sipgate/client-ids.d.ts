/** The full id of a requirement of an application that logs its users in. */
export declare const ID: (name: string) => string;
export declare const AUTHORIZATION_URL: string;
export declare const STATE: string;
export declare const PKCE: string;
export declare const S256: string;
export declare const VERIFIER: string;
export declare const NONCE: string;
export declare const EXCHANGE_POST: string;
export declare const EXCHANGE_FORM: string;
export declare const LOGS_IN: string;
export declare const BEARER: string;
export declare const REFRESHES: string;
export declare const REFRESH_POST: string;
export declare const REFRESH_FORM: string;
/** What must hold before the realm can log anybody in for the application. */
export declare const ASKED: string[];
/** What must hold before it can be judged whom the application logs in. */
export declare const LOGIN_WORKS: string[];
