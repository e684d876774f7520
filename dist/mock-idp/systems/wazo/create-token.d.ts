import type { User } from './accounts.ts';
import { type Login } from './login.ts';
import type { Call, Service } from './service.ts';
import { type AccessToken } from './store.ts';
import { type TokenRequest } from './token-request.ts';
/** Where a token was asked for. */
export interface Origin {
    readonly mobile: boolean;
    readonly remoteAddr: string;
    readonly userAgent: string;
}
/** A created token, ready to be sent. */
export interface Created {
    readonly data: Record<string, unknown>;
    readonly sessionsRevoked: number;
}
/** POST /token: a login by password, with or without a refresh token, or a refresh. */
export declare function postToken({ ctx, service }: Call): void;
/** Makes a token for who is logged in; throws the 429 response when the user has too many sessions (`services/token.py`). */
export declare function createToken(service: Service, login: Login, request: TokenRequest, origin: Origin): Created;
/** The user of a token. Accounts do not vanish, so there always is one. */
export declare function ownerOf(service: Service, token: AccessToken): User;
