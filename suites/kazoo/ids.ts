/** Findings that later flows are blocked by. */
export const LOGIN = 'kazoo.login.credentials';
export const JWT = 'kazoo.token.is-jwt';
export const ACCEPTED = 'kazoo.access.token-accepted';
export const REFRESHES = 'kazoo.refresh.new-token';
export const UNLINKED = 'kazoo.callback.unlinked-empty';
export const LINK_ID = 'kazoo.vendor.link-id-in-token';
export const LINKED = 'kazoo.link.put';
export const LOGS_IN = 'kazoo.link.logs-in';
export const BOUNDED = 'kazoo.practice.callback-bounded';

/** What must hold before a user's token can be used. */
export const TOKEN = [LOGIN, ACCEPTED];

/** The media type that a PEM file is asked for by. */
export const PEM_FILE = 'application/x-pem-file';

/** The action that resets a signature secret. */
export const RESET = 'reset_signature_secret';
