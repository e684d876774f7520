import type { Call } from './service.ts';
/** HEAD /status. */
export declare function status({ ctx }: Call): void;
/** GET /backends. */
export declare function backends({ ctx }: Call): void;
/** GET /users/{uuid}. */
export declare function getUser(call: Call): void;
/** GET /sessions: the sessions of a tenant. */
export declare function listSessions(call: Call): void;
/** GET /users/{uuid}/sessions, also of `me`. */
export declare function listUserSessions(call: Call): void;
/** DELETE /sessions/{uuid}: ends a session with its token; says so whatever there was. */
export declare function deleteSession(call: Call): void;
/** DELETE /users/{uuid}/sessions/{uuid}, also of `me`. */
export declare function deleteUserSession(call: Call): void;
