import type { Accounts } from './accounts.ts';
import type { Login } from './login.ts';
import { type Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';
/** Who owns the refresh token of a request. Throws the 401 response when it is nobody, or the client_id is another. */
export declare function refreshLogin(request: TokenRequest, accounts: Accounts, store: Store): Login;
