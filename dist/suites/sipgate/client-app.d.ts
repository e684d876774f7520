import { type CookieJar } from '../harness/browser/cookies.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange } from '../harness/http/exchange.ts';
import type { AppTarget } from './client-target.ts';
/** Somebody with a browser, as far as the application is concerned. */
export interface Visitor {
    readonly jar: CookieJar;
}
/** Where a request to the application led, its own redirects followed. */
export interface Walk {
    readonly exchanges: readonly Exchange[];
    readonly last: Exchange;
    /** Where the last response sends the browser, away from the application. */
    readonly onward: URL | undefined;
}
/** A login up to the callback, which is not yet delivered. */
export interface Login {
    readonly visitor: Visitor;
    readonly authorization: URL;
    readonly callback: URL;
    readonly code: string;
}
/** A response of the token endpoint with both tokens. */
export type TokenResponse = Readonly<Record<string, unknown>> & {
    readonly access_token: string;
    readonly refresh_token: string;
};
export type AppApi = ReturnType<typeof openApp>['app'];
declare function openApp({ target, send, note, peer, browsing, kept, end, cleanUp, secret, timeoutMs }: Transport<AppTarget>): {
    /** Records what the application sent to the peer, so that checks can name it. */
    note: (exchanges: readonly Exchange[]) => void;
    app: {
        loginUrl: string;
        loggedInUrl: string;
        loggedInText?: string;
        resourceUrl?: string;
        logoutUrl?: string;
        openid: boolean;
        client: {
            readonly id: string;
            readonly secret: string;
        };
        user: import("./target.ts").Account;
        realm: string;
        tokenUrl: string;
        authorizationUrl: string;
        timeoutMs: number;
        /** Whether a text that holds the client secret surely holds it as such: `dev` is in many texts. */
        secretTells: boolean;
        stranger: () => Visitor;
        begin: (visitor: Visitor) => Promise<Walk>;
        upToCallback: (visitor?: Visitor, wanted?: 'in a browser') => Promise<Login>;
        upToDenial: (visitor?: Visitor) => Promise<{
            visitor: Visitor;
            callback: URL;
        }>;
        /** Lets the browser follow a redirect back to the application. */
        deliver: (visitor: Visitor, callback: URL) => Promise<Walk>;
        open: (visitor: Visitor, pathOrUrl: string) => Promise<Walk>;
        probe: (visitor: Visitor) => Promise<Exchange>;
        /** A login that the token endpoint answers as `alter` says; gives what the probe saw. */
        loggingIn(response?: (login: Login) => Promise<object>): Promise<{
            end: Walk;
            probe: Exchange;
        }>;
        genuine: ({ authorization }: Login) => Promise<TokenResponse>;
        answering: (text: string, action: object, times?: number) => Promise<() => Promise<void>>;
        /** Lets calls with an access token be answered as those with an expired one are (RFC 6750 section 3.1). */
        expire: (access_token: string) => Promise<void>;
        refreshed: (refresh_token: string) => Promise<TokenResponse>;
        revoke: (token: string) => Promise<Exchange>;
        mark: () => Promise<number>;
        /** What the application sent to the peer since a mark and what holds one of the texts; to the realm, or elsewhere. */
        sent(where: 'realm' | 'elsewhere', since: number, texts: readonly string[]): Promise<Exchange[]>;
        /** What speaks for somebody being logged in. */
        loggedIn: (exchange: Exchange) => {
            ok: boolean;
            expected: string;
            actual: string;
        };
    };
};
/** Whether a request holds a text, in its URL, its body or its Authorization header. */
export declare function holds({ request }: Exchange, text: string): boolean;
/** Makes a flow of the role that is an application with users to log in. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: AppTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    /** Records what the application sent to the peer, so that checks can name it. */
    note: (exchanges: readonly Exchange[]) => void;
    app: {
        loginUrl: string;
        loggedInUrl: string;
        loggedInText?: string;
        resourceUrl?: string;
        logoutUrl?: string;
        openid: boolean;
        client: {
            readonly id: string;
            readonly secret: string;
        };
        user: import("./target.ts").Account;
        realm: string;
        tokenUrl: string;
        authorizationUrl: string;
        timeoutMs: number;
        /** Whether a text that holds the client secret surely holds it as such: `dev` is in many texts. */
        secretTells: boolean;
        stranger: () => Visitor;
        begin: (visitor: Visitor) => Promise<Walk>;
        upToCallback: (visitor?: Visitor, wanted?: 'in a browser') => Promise<Login>;
        upToDenial: (visitor?: Visitor) => Promise<{
            visitor: Visitor;
            callback: URL;
        }>;
        /** Lets the browser follow a redirect back to the application. */
        deliver: (visitor: Visitor, callback: URL) => Promise<Walk>;
        open: (visitor: Visitor, pathOrUrl: string) => Promise<Walk>;
        probe: (visitor: Visitor) => Promise<Exchange>;
        /** A login that the token endpoint answers as `alter` says; gives what the probe saw. */
        loggingIn(response?: (login: Login) => Promise<object>): Promise<{
            end: Walk;
            probe: Exchange;
        }>;
        genuine: ({ authorization }: Login) => Promise<TokenResponse>;
        answering: (text: string, action: object, times?: number) => Promise<() => Promise<void>>;
        /** Lets calls with an access token be answered as those with an expired one are (RFC 6750 section 3.1). */
        expire: (access_token: string) => Promise<void>;
        refreshed: (refresh_token: string) => Promise<TokenResponse>;
        revoke: (token: string) => Promise<Exchange>;
        mark: () => Promise<number>;
        /** What the application sent to the peer since a mark and what holds one of the texts; to the realm, or elsewhere. */
        sent(where: 'realm' | 'elsewhere', since: number, texts: readonly string[]): Promise<Exchange[]>;
        /** What speaks for somebody being logged in. */
        loggedIn: (exchange: Exchange) => {
            ok: boolean;
            expected: string;
            actual: string;
        };
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<AppTarget>;
export {};
