/** Findings that later flows are blocked by. */
export const CREATES = 'wazo.client.creates-token';
export const BASIC = 'wazo.client.basic-credentials';
export const IN_HEADER = 'wazo.client.token-in-header';
export const OFFLINE = 'wazo.client.asks-offline';
export const CLIENT_ID = 'wazo.client.client-id-sent';
export const REFRESHES = 'wazo.client.refreshes';
export const ENDPOINT = 'wazo.client.refresh-endpoint';
export const HAS_TOKEN = 'wazo.client.refresh-has-token';
export const HAS_CLIENT_ID = 'wazo.client.refresh-has-client-id';
export const NOT_AS_ACCESS = 'wazo.client.refresh-token-not-as-access';

/** What must hold before a later call says anything. */
export const LOGS_IN = [CREATES, IN_HEADER];
