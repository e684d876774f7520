/** Findings that later flows are blocked by. */
export const AUTHORIZATION_URL = 'sipgate.client.authorization-url';
export const STATE = 'sipgate.client.state-sent';
export const PKCE = 'sipgate.client.pkce-sent';
export const S256 = 'sipgate.client.pkce-s256';
export const NONCE = 'sipgate.client.nonce-sent';
export const EXCHANGE_POST = 'sipgate.client.exchange-post';
export const LOGS_IN = 'sipgate.client.logs-in';

/** What must hold before the realm can log anybody in for the application. */
export const ASKED = [
  AUTHORIZATION_URL,
  'sipgate.client.authorization-client-id',
  'sipgate.client.authorization-redirect-uri',
  'sipgate.client.authorization-scope',
  'sipgate.client.authorization-response-type',
];
