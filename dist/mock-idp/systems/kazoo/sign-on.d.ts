import type { App } from './accounts.ts';
import type { Service } from './service.ts';
import type { Link } from './store.ts';
type Members = Readonly<Record<string, unknown>>;
/** A login that the provider has confirmed. */
export interface SignOn {
    /** Who it was, by the provider's own identifier. */
    readonly identity: string;
    readonly person: Pick<Link, 'email' | 'verified_email' | 'scope' | 'profile' | 'display_name'>;
    readonly accessToken: string;
}
/** What the browser brought back. */
interface Given {
    readonly code: string;
    readonly redirectUri: string;
    /** Waited for when the provider does not answer the exchange with 200 and JSON. */
    readonly onRejected?: () => Promise<void>;
}
/**
 * Asks the provider of an application what a code is worth (kz_auth.erl): discovery, code exchange, token information,
 * keys, profile. Gives nothing when any response is missing, is no 200, or does not hold what it must.
 */
export declare function signOn(service: Service, app: App, given: Given): Promise<SignOn | undefined>;
/** RFC 6749 §4.1.3, with the client's secret in the body (§2.3.1). */
export declare function exchange(provider: Members, app: App, { code, redirectUri }: Given, timeoutMs: number): Promise<Record<string, unknown> | undefined>;
export {};
