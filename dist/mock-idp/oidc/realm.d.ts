import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { type Restore } from '../frame/snapshot.ts';
import { type KeyName } from './keys.ts';
import { type CodeOrder, type TokenOrder } from './mint.ts';
import { type RealmSettings } from './settings.ts';
/** Who an access token stands for. */
export interface TokenHolder {
    readonly clientId: string;
    readonly sub: string | undefined;
    readonly scopes: ReadonlySet<string>;
}
/** One realm of one fault's mock. */
export interface Realm {
    readonly settings: RealmSettings;
    /** For the issuer by which the realm was asked last. */
    readonly provider: Provider;
    /** Responses a request at or below `settings.path`, with `form` in place of its body. */
    handle(ctx: Context, form?: string): Promise<void>;
    /** What an access token of this realm is good for at this request's time; undefined when it is not good. */
    holderOf(accessToken: string): Promise<TokenHolder | undefined>;
    /** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
    mintCode(order: CodeOrder): Promise<string>;
    /** Makes an access token, good at once. Throws an Error for an unknown client or account. */
    mintAccessToken(order: TokenOrder): Promise<string>;
    /** Makes an id token. Throws an Error for an unknown client or account. */
    mintIdToken(order: TokenOrder): Promise<string>;
    /** Publishes other keys from now on; the first one signs. */
    changeKeys(keys: readonly KeyName[]): void;
    readonly keys: () => readonly KeyName[];
    /** Whether a refresh token is live at this request's time. */
    knowsRefreshToken(token: string): Promise<boolean>;
    snapshot(): Restore;
}
/** Makes a realm. Cheap: a few milliseconds, so that each fault can have its own. */
export declare function createRealm(settings: RealmSettings): Promise<Realm>;
