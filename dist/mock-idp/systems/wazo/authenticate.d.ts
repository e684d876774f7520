import type { Context } from 'koa';
import { type Accounts } from './accounts.ts';
import { type Login } from './login.ts';
import { type Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';
/** Finds out who asks for a token, in the order of wazo-auth's `services/authentication.py`. Throws the response when nobody does. */
export declare function authenticate(ctx: Context, request: TokenRequest, accounts: Accounts, store: Store): Login;
