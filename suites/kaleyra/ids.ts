/** What must hold before a token can be taken out of a response, and used. */
export const ISSUES = 'kaleyra.auth.issues-token';
export const TOKEN_TEXT = 'kaleyra.auth.token-text';
export const LIVE = 'kaleyra.callback.live-token-accepted';
export const REUSABLE = 'kaleyra.callback.token-reusable';
export const TOKEN_UNIQUE = 'kaleyra.auth.token-unique';
export const REFUSED_JSON = 'kaleyra.rfc.refused-json';
export const ERROR_CHARACTERS = 'kaleyra.rfc.error-characters';
export const ECHO = 'kaleyra.practice.secret-not-echoed';
export const WRONG_SECRET = 'kaleyra.auth.wrong-secret-refused';
export const MISSING_SECRET = 'kaleyra.auth.missing-secret-refused';
