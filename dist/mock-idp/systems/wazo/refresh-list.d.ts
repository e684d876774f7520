import type { User } from './accounts.ts';
import { type Caller } from './authorize.ts';
import type { Call } from './service.ts';
/** GET /users/me/tokens: the caller's own refresh tokens. */
export declare function listOwn(call: Call): void;
/** GET /users/{uuid}/tokens: a user's refresh tokens. */
export declare function listOfUser(call: Call): void;
/** GET /tokens: all refresh tokens of a tenant, with `?recurse=true` of those below it too. */
export declare function listAll(call: Call): void;
/** DELETE /users/me/tokens/{client_id}. */
export declare function deleteOwn(call: Call): void;
/** DELETE /users/{uuid}/tokens/{client_id}. */
export declare function deleteOfUser(call: Call): void;
/** The user of this UUID when the caller may see them; throws the 404 response otherwise. */
export declare function visibleUser({ service }: Call, { tenants }: Caller, uuid: string): User;
