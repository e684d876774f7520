/** Findings that later flows are blocked by. */
export const ISSUES = 'kaleyra.auth.issues-token';
export const ANSWER_JSON = 'kaleyra.auth.answer-json';
export const TOKEN_AT_PATH = 'kaleyra.auth.token-at-path';
export const TOKEN_TEXT = 'kaleyra.auth.token-text';
export const LIVE = 'kaleyra.callback.live-token-accepted';
export const REFUSED_JSON = 'kaleyra.rfc.refused-json';
export const ERROR_CHARACTERS = 'kaleyra.rfc.error-characters';
export const ECHO = 'kaleyra.practice.secret-not-echoed';
/** What must hold before a token can be taken out of a response. */
export const TOKEN = [ISSUES, ANSWER_JSON, TOKEN_AT_PATH, TOKEN_TEXT];
/** What must hold before a token can be used. */
export const USABLE = [...TOKEN, LIVE];
//# sourceMappingURL=ids.js.map