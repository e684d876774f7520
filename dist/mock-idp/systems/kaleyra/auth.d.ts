import type { Context } from 'koa';
import { type AuthRequest } from './credentials.ts';
import type { Profile, User } from './profiles.ts';
import type { Store } from './store.ts';
/** The response that carries a token. */
export interface TokenReply {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Record<string, unknown> | string;
}
/** The customer's auth URL: a token for good credentials, in the shape of the profile. */
export declare function auth(ctx: Context, profile: Profile, store: Store): Promise<void>;
/** Whether it is the method that the profile is set to. */
export declare const isRightMethod: (method: string, wanted: string) => boolean;
/** Refuses a request without the header fields that the profile is set to. */
export declare const checkHeaders: (given: (name: string) => string, { auth: { headers } }: Profile) => void;
/** Refuses grants other than the profile's; of the document's two, the password grant needs a user (RFC 6749 §4.3.2). */
export declare const checkGrant: (parameters: AuthRequest['parameters'], { auth: { grants }, users }: Profile) => void;
/** Whether somebody has this name and this password. */
export declare const isUser: (users: readonly User[], name: string, password: string) => boolean;
/** When a token that is made now ends, in milliseconds since the epoch. */
export declare const expiresAt: ({ lifetime }: Profile) => number;
/** The response with a token (RFC 6749 §5.1), in the profile's shape. */
export declare const tokenReply: ({ response, lifetime }: Profile, token: unknown) => TokenReply;
