/** Findings that later flows are blocked by. */
export const LOGIN = 'kazoo.login.credentials';
export const JWT = 'kazoo.token.is-jwt';
export const ACCEPTED = 'kazoo.access.token-accepted';
export const UNLINKED = 'kazoo.callback.unlinked-empty';
export const LINK_ID = 'kazoo.vendor.link-id-in-token';
export const LINKED = 'kazoo.link.put';
export const LOGS_IN = 'kazoo.link.logs-in';
export const BOUNDED = 'kazoo.practice.callback-bounded';

/** What must hold before a user's token can be used. */
export const TOKEN = [LOGIN, ACCEPTED] as const;

/** What must hold before a linked user can log in through a provider. */
export const LINKED_USER = [LOGS_IN] as const;
