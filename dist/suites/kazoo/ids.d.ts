/** Findings that later flows are blocked by. */
export declare const LOGIN = "kazoo.login.credentials";
export declare const JWT = "kazoo.token.is-jwt";
export declare const ACCEPTED = "kazoo.access.token-accepted";
export declare const UNLINKED = "kazoo.callback.unlinked-empty";
export declare const LINK_ID = "kazoo.vendor.link-id-in-token";
export declare const LINKED = "kazoo.link.put";
export declare const LOGS_IN = "kazoo.link.logs-in";
export declare const BOUNDED = "kazoo.practice.callback-bounded";
/** What must hold before a user's token can be used. */
export declare const TOKEN: string[];
/** What must hold before a linked user can log in through a provider. */
export declare const LINKED_USER: string[];
