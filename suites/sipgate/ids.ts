/** What must hold before codes can be had. */
export const CODES = ['sipgate.authorization.page', 'sipgate.login.password', 'sipgate.code.in-query'];

/** What must hold before the response to an exchange can be looked at. */
export const EXCHANGED = [...CODES, 'sipgate.token.exchange'];

/** What must hold before the tokens of an exchange can be used. */
export const TOKENS = [
  ...EXCHANGED,
  'sipgate.answer.json',
  'sipgate.answer.access-token',
  'sipgate.answer.access-token-type',
];

/** What must hold before an access token can be tried at the resource. */
export const OPENED = [...TOKENS, 'sipgate.resource.bearer'];

/** What must hold before an exchange's refresh token can be used. */
export const REFRESH_TOKEN = [...TOKENS, 'sipgate.answer.refresh-token', 'sipgate.answer.refresh-token-type'];

/** What must hold before refreshes can be judged further. */
export const REFRESHED = [
  ...REFRESH_TOKEN,
  'sipgate.refresh.issues',
  'sipgate.refreshed.json',
  'sipgate.refreshed.access-token',
  'sipgate.refreshed.access-token-type',
];

/** What must hold before the refresh token of a refresh can be used. */
export const REPLACED = [...REFRESHED, 'sipgate.refreshed.refresh-token', 'sipgate.refreshed.refresh-token-type'];
