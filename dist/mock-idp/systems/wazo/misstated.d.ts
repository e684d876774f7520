import type { Login } from './login.ts';
import type { Times } from './token-data.ts';
import type { TokenRequest } from './token-request.ts';
/** The times of a created token that faults tell otherwise than they are; the token itself keeps to the right ones. */
export declare function misstatedTimes({ refreshedBy }: Login, { expiration }: TokenRequest, { issuedAt, expiresAt }: Times): Record<string, unknown>;
