import type { Login } from './login.ts';
import { type Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';
/** The refresh token of an offline login, and how many access tokens ended for it. */
interface OfflineToken {
    readonly token: string;
    readonly sessionsRevoked: number;
}
/**
 * The refresh token of an offline login: the one that is there, or a new one. A mobile login always gets a new one, and
 * ends the one of the same client_id and all other mobile ones of the user (`services/token.py`).
 */
export declare function offlineToken(store: Store, { user, login }: Login, { access_type, client_id }: TokenRequest, mobile: boolean): OfflineToken | undefined;
export {};
