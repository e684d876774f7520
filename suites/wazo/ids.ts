/** Findings that later flows are blocked by. */
export const LOGIN = 'wazo.token.password-login';
export const WRONG_PASSWORD = 'wazo.token.wrong-password-refused';
export const UNKNOWN_USER = 'wazo.token.unknown-user-refused';
export const NO_CREDENTIALS = 'wazo.token.credentials-required';
export const JSON_BODY = 'wazo.token.json-body';
export const ACCEPTED = 'wazo.access.token-accepted';
export const NEEDED = 'wazo.access.authentication-needed';
export const UNKNOWN_REFUSED = 'wazo.access.unknown-token-refused';
export const ACTS = 'wazo.access.acts-as-user';
export const ISSUED = 'wazo.refresh.issued-when-offline';
export const OFFLINE_TOKEN = 'wazo.refresh.offline-access-token';
export const TWO_TOKENS = 'wazo.refresh.two-tokens';
export const USABLE = 'wazo.refresh.offline-token-usable';
export const CREATES = 'wazo.refresh.creates-access-token';
export const NEW = 'wazo.refresh.new-access-token';
export const IDENTIFIES = 'wazo.refresh.client-id-identifies';
export const SAME_IDENTITY = 'wazo.refresh.same-identity';
export const KEEPS = 'wazo.refresh.keeps-working';

/** What must hold before the access token of a login can be used. */
export const ACCESS_TOKEN = [
  LOGIN,
  'wazo.token.answer-json',
  'wazo.token.answer-data',
  'wazo.token.access-token',
  'wazo.token.access-token-type',
];

/** What must hold before the refresh token of an offline login can be used. */
export const REFRESH_TOKEN = [
  ...ACCESS_TOKEN,
  JSON_BODY,
  'wazo.refresh.answer-json',
  'wazo.refresh.answer-data',
  ISSUED,
  'wazo.refresh.refresh-token-type',
];

/** What must hold before both tokens of an offline login can be used. */
export const OFFLINE_TOKENS = [...REFRESH_TOKEN, OFFLINE_TOKEN, 'wazo.refresh.offline-access-token-type'];

/** What must hold before the access token that a refresh makes can be used. */
export const REFRESHED_TOKEN = [
  ...REFRESH_TOKEN,
  CREATES,
  'wazo.refresh.answer-refreshed-json',
  'wazo.refresh.answer-refreshed-data',
  'wazo.refresh.refreshed-token',
  'wazo.refresh.refreshed-token-type',
];
