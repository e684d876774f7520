import { type CookieJar, createCookieJar } from '../harness/browser/cookies.ts';
import { type Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, type HeaderList } from '../harness/http/exchange.ts';
import type { Account, Client, SipgateTarget } from './target.ts';
import { type Visit, type VisitOrder } from './visit.ts';
/** Parameters in order; `undefined` leaves one out. */
export type Params = Readonly<Record<string, string | undefined>>;
export interface AuthorizeOptions {
    /** Changes to the usual parameters. */
    readonly params?: Params;
    /** Added to the query as they are, such as a repeated parameter. */
    readonly extra?: string;
    readonly client?: Client;
    readonly realm?: string;
    readonly method?: 'GET' | 'POST';
    /** Whose cookies go along: those of the user's login unless told. */
    readonly jar?: CookieJar;
    /** Who logs in when asked to; nobody unless told. */
    readonly as?: Account;
    readonly consent?: VisitOrder['consent'];
    /** Visits in the browser where the run has one. */
    readonly inBrowser?: boolean;
}
export interface TokenOptions {
    /** Changes to the usual parameters. */
    readonly params?: Params;
    /** Appended to the form as it is. */
    readonly extra?: string;
    readonly client?: Client;
    readonly realm?: string;
    readonly headers?: HeaderList;
    /** Sends the client's credentials by HTTP Basic instead of the form. */
    readonly basic?: 'instead' | 'too';
    readonly query?: string;
    /** Another body than the form. */
    readonly json?: boolean;
    readonly method?: 'GET' | 'POST';
}
export type SipgateApi = ReturnType<typeof openSipgate>['sipgate'];
/** A response that issues an access token. */
export declare const issuesToken: Matcher;
/** A response that issues an access token and a refresh token. */
export declare const issuesTokens: Matcher;
/** A response that issues no access token; `expected` says what it is instead. */
export declare function issuesNothing(expected: string): Matcher;
/** The response sends the browser to the application with a code. */
export declare const givesCode: Matcher;
/** HTTP Basic with id and secret percent-encoded (RFC 6749 §2.3.1): a client id may hold a colon. */
export declare function basicOf({ id, secret }: Client): string;
/** A form of the parameters that are there. */
export declare function formOf(params: Params, extra?: string): string;
declare function openSipgate({ target, send, note, browsing, kept, end }: Transport<SipgateTarget>): {
    sipgate: {
        url: string;
        publicUrl?: string;
        prefix: string;
        realm: string;
        otherRealm?: string;
        user: Account;
        client: Client;
        otherClient?: Client;
        scope: string;
        lesserScope?: string;
        otherScope?: string;
        resource?: string;
        accessTokenSeconds?: number;
        login: 'browser' | 'http';
        form?: {
            readonly username?: string;
            readonly password?: string;
            readonly accept?: string;
            readonly deny?: string;
        };
        destructive: boolean;
        ownAccounts: boolean;
        /** How pages are visited. */
        browsing: import("../harness/browser/browsing.ts").Browsing;
        realmUrl: (realm?: string) => string;
        resourceUrl: string;
        /** Cookies of somebody who has not been here before. */
        strangersJar: typeof createCookieJar;
        userJar: () => CookieJar;
        authorize: (options?: AuthorizeOptions) => Promise<Visit>;
        code: (options?: AuthorizeOptions) => Promise<string>;
        exchange: (code: string, options?: TokenOptions) => Promise<Exchange>;
        /** POST to the token endpoint. */
        postToken: (params: Params, options?: TokenOptions) => Promise<Exchange>;
        /** The refresh as the document shows it. */
        refresh: (refresh_token: string, options?: TokenOptions) => Promise<Exchange>;
        /** A fresh code, exchanged. */
        tokens: (options?: AuthorizeOptions, token?: TokenOptions) => Promise<Exchange>;
        /** GET on the resource (or another one), with the token where the document wants it. */
        useToken: (token: string | undefined, url?: string) => Promise<Exchange>;
        /** GET with other header fields. */
        get: (url: string, headers?: HeaderList) => Promise<Exchange>;
        /** A request that asks whether another origin may call (Fetch, CORS preflight). */
        preflight: (url: string, origin: string) => Promise<Exchange>;
        at: (path: string, realm?: string) => string;
        /** The provider metadata (OpenID Connect Discovery §4), read once; empty where there is none. */
        metadata: () => Promise<Record<string, unknown>>;
        /** POST of a form with the client's credentials to another endpoint. */
        postAsClient: (url: string, params: Params, client?: Client) => Promise<Exchange>;
        /** Remembers something for later flows. */
        kept: Map<string, unknown>;
    };
};
/** The token of a response, if it is there. */
export declare function tokenIn(exchange: Exchange, name: 'access_token' | 'refresh_token' | 'id_token'): string | undefined;
/** Makes a flow of the role that is an OAuth2 realm. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: SipgateTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    sipgate: {
        url: string;
        publicUrl?: string;
        prefix: string;
        realm: string;
        otherRealm?: string;
        user: Account;
        client: Client;
        otherClient?: Client;
        scope: string;
        lesserScope?: string;
        otherScope?: string;
        resource?: string;
        accessTokenSeconds?: number;
        login: 'browser' | 'http';
        form?: {
            readonly username?: string;
            readonly password?: string;
            readonly accept?: string;
            readonly deny?: string;
        };
        destructive: boolean;
        ownAccounts: boolean;
        /** How pages are visited. */
        browsing: import("../harness/browser/browsing.ts").Browsing;
        realmUrl: (realm?: string) => string;
        resourceUrl: string;
        /** Cookies of somebody who has not been here before. */
        strangersJar: typeof createCookieJar;
        userJar: () => CookieJar;
        authorize: (options?: AuthorizeOptions) => Promise<Visit>;
        code: (options?: AuthorizeOptions) => Promise<string>;
        exchange: (code: string, options?: TokenOptions) => Promise<Exchange>;
        /** POST to the token endpoint. */
        postToken: (params: Params, options?: TokenOptions) => Promise<Exchange>;
        /** The refresh as the document shows it. */
        refresh: (refresh_token: string, options?: TokenOptions) => Promise<Exchange>;
        /** A fresh code, exchanged. */
        tokens: (options?: AuthorizeOptions, token?: TokenOptions) => Promise<Exchange>;
        /** GET on the resource (or another one), with the token where the document wants it. */
        useToken: (token: string | undefined, url?: string) => Promise<Exchange>;
        /** GET with other header fields. */
        get: (url: string, headers?: HeaderList) => Promise<Exchange>;
        /** A request that asks whether another origin may call (Fetch, CORS preflight). */
        preflight: (url: string, origin: string) => Promise<Exchange>;
        at: (path: string, realm?: string) => string;
        /** The provider metadata (OpenID Connect Discovery §4), read once; empty where there is none. */
        metadata: () => Promise<Record<string, unknown>>;
        /** POST of a form with the client's credentials to another endpoint. */
        postAsClient: (url: string, params: Params, client?: Client) => Promise<Exchange>;
        /** Remembers something for later flows. */
        kept: Map<string, unknown>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<SipgateTarget>;
export {};
