import { type Success } from './responses.ts';
import type { Call } from './service.ts';
/** GET /v2/auth/links: the links of the caller. */
export declare function listLinks(call: Call): Promise<Success>;
/** GET /v2/auth/links/{id}. */
export declare function getLink(call: Call): Promise<Success>;
/** PUT /v2/auth/links/{id}: the link belongs to the caller from now on, unless it belongs to somebody else. */
export declare function putLink(call: Call): Promise<Success>;
/** DELETE /v2/auth/links/{id}: the next login through it is that of an unlinked user. */
export declare function deleteLink(call: Call): Promise<Success>;
