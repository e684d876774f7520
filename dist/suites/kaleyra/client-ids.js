/** Findings that later flows are blocked by. */
export const FIRST = 'kaleyra.platform.auth-first';
export const METHOD = 'kaleyra.platform.auth-method';
export const SAME = 'kaleyra.platform.same-token';
export const BEARER = 'kaleyra.platform.bearer';
export const REUSED = 'kaleyra.platform.token-reused';
export const RENEWED = 'kaleyra.platform.token-renewed';
export const GRANT_TYPE = 'kaleyra.rfc.platform-grant-type';
export const NO_CODE = 'kaleyra.platform.no-authorization-code';
export const NO_PKCE = 'kaleyra.platform.no-pkce';
export const NO_DEVICE = 'kaleyra.platform.no-device';
export const NO_REFRESH = 'kaleyra.platform.no-refresh';
/** What must hold before the token of a callback says anything. */
export const DELIVERS = [FIRST, SAME, BEARER];
//# sourceMappingURL=client-ids.js.map