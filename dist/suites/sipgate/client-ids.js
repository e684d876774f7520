/** The full id of a requirement of an application that logs its users in. */
export const ID = (name) => `sipgate.client.${name}`;
export const AUTHORIZATION_URL = ID('authorization-url');
export const STATE = ID('state-sent');
export const PKCE = ID('pkce-sent');
export const S256 = ID('pkce-s256');
export const VERIFIER = ID('pkce-verifier');
export const NONCE = ID('nonce-sent');
export const EXCHANGE_POST = ID('exchange-post');
export const EXCHANGE_FORM = ID('exchange-form');
export const LOGS_IN = ID('logs-in');
export const BEARER = ID('bearer');
export const REFRESHES = ID('refreshes');
export const REFRESH_POST = ID('refresh-post');
export const REFRESH_FORM = ID('refresh-form');
/** What must hold before the realm can log anybody in for the application. */
export const ASKED = [
    AUTHORIZATION_URL,
    ID('authorization-client-id'),
    ID('authorization-redirect-uri'),
    ID('authorization-scope'),
    ID('authorization-response-type'),
];
/** What must hold before it can be judged whom the application logs in. */
export const LOGIN_WORKS = [...ASKED, EXCHANGE_POST, EXCHANGE_FORM, LOGS_IN];
//# sourceMappingURL=client-ids.js.map