import type { PageKind, RealmSettings } from './settings.ts';
/**
 * The header fields of a page on which somebody types a password: no script, no framing (RFC 9700 §4.16), no referrer
 * (§4.2), no cache, one style. `formTo` is where a form may lead besides here: browsers count redirects as well.
 */
export declare function pageHeaders(settings: RealmSettings, page: PageKind, formTo?: string): Readonly<Record<string, string>>;
/** Where the form of a login leads in the end: the origin of the redirect URI, or its scheme. */
export declare function formTarget(redirectUri: string): string | undefined;
/** The login page; `problem` is said above the fields, and the name typed before stays. */
export declare function renderLogin(settings: RealmSettings, client: string, problem?: string, username?: string): string;
/** The page on which a user grants scopes to a client, or does not. */
export declare function renderConsent(settings: RealmSettings, client: string, user: string, asked: readonly string[]): string;
/** What a page says. */
export interface Message {
    readonly heading: string;
    readonly text: string;
    readonly detail?: string;
    /** More that helps to mend it, a line each. */
    readonly facts?: readonly string[];
    readonly form?: string;
}
/** A page that says one thing, with a form of oidc-provider's where one is needed. */
export declare function renderMessage(settings: RealmSettings, { heading, text, detail, facts, form }: Message): string;
