import { type Success } from './responses.ts';
import type { Call } from './service.ts';
/** GET /v2/auth/tokeninfo?token=: needs no token of the caller's own (cb_auth.erl). */
export declare function getTokenInfo(call: Call): Promise<Success>;
/** POST /v2/auth/tokeninfo with the token in the body. */
export declare function postTokenInfo(call: Call): Promise<Success>;
/** PUT /v2/auth/authorize: the document gives neither body nor response; the mock tells whom a token of Kazoo's own is for. */
export declare function putAuthorize(call: Call): Promise<Success>;
