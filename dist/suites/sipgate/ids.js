/** Findings that later flows are blocked by. */
export const PAGE = 'sipgate.authorization.page';
export const LOGIN = 'sipgate.login.password';
export const CODE = 'sipgate.code.in-query';
export const EXCHANGE = 'sipgate.token.exchange';
export const SECRET = 'sipgate.token.client-authenticated';
export const RESOURCE = 'sipgate.resource.bearer';
export const REFRESH = 'sipgate.refresh.issues';
/** What must hold before codes can be had. */
export const CODES = [PAGE, LOGIN, CODE];
/** What must hold before the tokens of an exchange can be used. */
export const TOKENS = [
    ...CODES,
    EXCHANGE,
    'sipgate.answer.json',
    'sipgate.answer.access-token',
    'sipgate.answer.access-token-type',
];
/** What must hold before an exchange's refresh token can be used. */
export const REFRESH_TOKEN = [...TOKENS, 'sipgate.answer.refresh-token', 'sipgate.answer.refresh-token-type'];
/** What must hold before refreshes can be judged further. */
export const REFRESHED = [
    ...REFRESH_TOKEN,
    REFRESH,
    'sipgate.refreshed.json',
    'sipgate.refreshed.access-token',
    'sipgate.refreshed.access-token-type',
    'sipgate.refreshed.refresh-token',
    'sipgate.refreshed.refresh-token-type',
];
//# sourceMappingURL=ids.js.map