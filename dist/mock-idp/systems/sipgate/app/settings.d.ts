/** The `app` member of the mock's sipgate configuration. */
export interface AppConfig {
    /** Base URL of the server whose realm logs the users in; the mock itself unless told. */
    readonly idp?: string;
    readonly realm?: string;
    readonly client_id?: string;
    readonly client_secret?: string;
    readonly scope?: string;
    /** Resource that the application shows: a path of the server, or a URL. */
    readonly resource?: string;
    /** How long the application waits for a response. */
    readonly timeoutSeconds?: number;
}
/** What the application knows of the realm and of itself while it answers a request. */
export interface AppSettings {
    readonly issuer: string;
    readonly authorizationEndpoint: string;
    readonly tokenEndpoint: string;
    readonly jwksUri: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scope: string;
    readonly redirectUri: string;
    readonly resource: string;
    readonly timeoutSeconds: number;
}
export declare const appPath = "/sipgate-app";
/** Fills in the configuration. `url` is the mock's public base URL as the request sees it, fault prefix included. */
export declare function appSettings(config: AppConfig, url: string): AppSettings;
