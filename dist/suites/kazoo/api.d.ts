import { type Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, type HeaderList } from '../harness/http/exchange.ts';
/** A user of the target file. */
export interface User {
    readonly name: string;
    readonly password: string;
    readonly account: string;
}
/** An application of the target file that is registered at our identity provider. */
export interface Sso {
    readonly provider: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUri: string;
}
/** What the target file says of a Kazoo. */
export interface KazooTarget {
    readonly url: string;
    readonly user: User;
    readonly otherUser?: User;
    readonly admin?: User;
    readonly otherAdmin?: User;
    readonly superDuper?: User;
    readonly apiKey?: string;
    readonly sso?: Sso;
    readonly otherSso?: Sso;
    readonly expendableProvider?: string;
    readonly destructive: boolean;
    readonly ownAccounts: boolean;
}
export interface CallOptions {
    readonly token?: string;
    /** A JSON value, or the bytes as they are to be sent. */
    readonly body?: unknown;
    readonly headers?: HeaderList;
    readonly contentType?: string;
    readonly contract?: string;
}
/** What rides on a code, and how it differs from what the target file says. */
export interface CodeOrder {
    readonly subject: string;
    readonly sso?: Sso;
    readonly redirectUri?: string;
    readonly code?: string;
    readonly provoke?: string;
}
export type KazooApi = ReturnType<typeof openKazoo>;
/** A response that issues a token. */
export declare const issuesToken: Matcher;
/** The response of Crossbar has no data, or empty data. */
export declare const isEmptySuccess: Matcher;
/** What PUT /v2/user_auth takes for user name and password (user_authentication.md). */
export declare function credentialsOf({ name, password }: User): string;
declare function openKazoo(port: Transport<KazooTarget>): {
    kazoo: {
        url: string;
        user: User;
        otherUser?: User;
        admin?: User;
        otherAdmin?: User;
        superDuper?: User;
        apiKey?: string;
        sso?: Sso;
        otherSso?: Sso;
        expendableProvider?: string;
        destructive: boolean;
        ownAccounts: boolean;
        call: (method: string, path: string, options?: CallOptions) => Promise<Exchange>;
        act: (path: string, token: string | undefined, action: string) => Promise<Exchange>;
        /** PUT /v2/user_auth. */
        login: (user: User | undefined) => Promise<Exchange>;
        /** PUT /v2/api_auth. */
        apiLogin: (api_key: string) => Promise<Exchange>;
        /** GET /v2/auth/links, which is for the authenticated user: what shows that a token works. */
        useToken: (token: string | undefined) => Promise<Exchange>;
        refresh: (token: string | undefined) => Promise<Exchange>;
        tokenInfo: (token: string, caller?: string) => Promise<Exchange>;
        /** Somebody at the provider whom the target has never seen. */
        newSubject: () => `${string}-${string}-${string}-${string}-${string}`;
        mintCode: (order: CodeOrder) => Promise<string>;
        callbackData: (code: string, sso?: Sso) => Record<string, unknown>;
        callback: (data: Record<string, unknown>, contract?: string | undefined) => Promise<Exchange>;
        signOn: (order: CodeOrder) => Promise<Exchange>;
        putLink: (id: string, token: string) => Promise<Exchange>;
        getLink: (id: string, token: string) => Promise<Exchange>;
        deleteLink: (id: string, token: string) => Promise<Exchange>;
        /** Deletes a link when the flow ends, as the user whose it is by then. */
        unlinkLater(id: string, user?: User): void;
        /** A linked user of the provider: their subject, and the link's id; undefined where the link could not be made. */
        linkedSubject(user?: User): Promise<{
            subject: string;
            linkId: string;
        } | undefined>;
        /** A place in the provider's journal. */
        mark: () => Promise<number>;
        /** What the target asked our identity provider since a mark, as far as it is about `word`. */
        asked(since: number, word: string, atLeast?: number): Promise<readonly Exchange[]>;
        /** What the target asked for with one access token. */
        askedWith(since: number, accessToken: string): Promise<readonly Exchange[]>;
        mintForeign: (foreign: string, claims: object) => Promise<{
            token: string;
            path: string;
        }>;
        timeoutMs: number;
    };
};
/** Makes a flow of the role that creates tokens from logins and from what providers say. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: KazooTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    kazoo: {
        url: string;
        user: User;
        otherUser?: User;
        admin?: User;
        otherAdmin?: User;
        superDuper?: User;
        apiKey?: string;
        sso?: Sso;
        otherSso?: Sso;
        expendableProvider?: string;
        destructive: boolean;
        ownAccounts: boolean;
        call: (method: string, path: string, options?: CallOptions) => Promise<Exchange>;
        act: (path: string, token: string | undefined, action: string) => Promise<Exchange>;
        /** PUT /v2/user_auth. */
        login: (user: User | undefined) => Promise<Exchange>;
        /** PUT /v2/api_auth. */
        apiLogin: (api_key: string) => Promise<Exchange>;
        /** GET /v2/auth/links, which is for the authenticated user: what shows that a token works. */
        useToken: (token: string | undefined) => Promise<Exchange>;
        refresh: (token: string | undefined) => Promise<Exchange>;
        tokenInfo: (token: string, caller?: string) => Promise<Exchange>;
        /** Somebody at the provider whom the target has never seen. */
        newSubject: () => `${string}-${string}-${string}-${string}-${string}`;
        mintCode: (order: CodeOrder) => Promise<string>;
        callbackData: (code: string, sso?: Sso) => Record<string, unknown>;
        callback: (data: Record<string, unknown>, contract?: string | undefined) => Promise<Exchange>;
        signOn: (order: CodeOrder) => Promise<Exchange>;
        putLink: (id: string, token: string) => Promise<Exchange>;
        getLink: (id: string, token: string) => Promise<Exchange>;
        deleteLink: (id: string, token: string) => Promise<Exchange>;
        /** Deletes a link when the flow ends, as the user whose it is by then. */
        unlinkLater(id: string, user?: User): void;
        /** A linked user of the provider: their subject, and the link's id; undefined where the link could not be made. */
        linkedSubject(user?: User): Promise<{
            subject: string;
            linkId: string;
        } | undefined>;
        /** A place in the provider's journal. */
        mark: () => Promise<number>;
        /** What the target asked our identity provider since a mark, as far as it is about `word`. */
        asked(since: number, word: string, atLeast?: number): Promise<readonly Exchange[]>;
        /** What the target asked for with one access token. */
        askedWith(since: number, accessToken: string): Promise<readonly Exchange[]>;
        mintForeign: (foreign: string, claims: object) => Promise<{
            token: string;
            path: string;
        }>;
        timeoutMs: number;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<KazooTarget>;
/** The fact that keeps a flow from running, if any of these parts of the target file is missing. */
export declare function without(...parts: (keyof KazooTarget)[]): (target: KazooTarget) => string | undefined;
export {};
