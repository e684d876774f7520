import { type Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, type HeaderList } from '../harness/http/exchange.ts';
/** An account of the target file. */
export interface Account {
    readonly name: string;
    readonly password: string;
    readonly email?: string;
}
/** What the target file says of a Wazo server. */
export interface WazoTarget {
    readonly url: string;
    readonly prefix: string;
    readonly resource?: string;
    readonly user: Account;
    readonly otherUser?: Account;
    readonly accentedUser?: Account;
    readonly destructive: boolean;
}
export interface TokenRequest {
    /** Whose Basic credentials go along; none by default. */
    readonly as?: Account;
    readonly encoding?: BufferEncoding;
    /** A JSON value, or the bytes as they are to be sent. */
    readonly body?: unknown;
    readonly headers?: HeaderList;
    /** `null` sends no Content-Type. */
    readonly contentType?: string | null;
    /** The contract that our own body keeps. */
    readonly contract?: string;
}
export type WazoApi = ReturnType<typeof openWazo>;
/** A response that issues an access token. */
export declare const issuesToken: Matcher;
/** A response that issues a refresh token. */
export declare const issuesRefreshToken: Matcher;
/** A response that issues both. */
export declare const issuesBothTokens: Matcher;
/** Basic credentials (RFC 7617), in UTF-8 unless told. */
export declare function basic({ name, password }: Account, encoding?: BufferEncoding): string;
declare function openWazo({ target, send, cleanUp }: Transport<WazoTarget>): {
    wazo: {
        url: string;
        prefix: string;
        resource?: string;
        user: Account;
        otherUser?: Account;
        accentedUser?: Account;
        destructive: boolean;
        /** Where the protected resource is. */
        resourceUrl: string;
        /** A client_id that nobody else uses. */
        newClientId: () => string;
        /** POST /token. */
        createToken: (request: TokenRequest) => Promise<Exchange>;
        /** POST /token with access_type offline. */
        createOfflineToken: (as: Account | undefined, client_id: string, more?: Omit<TokenRequest, 'as'>) => Promise<Exchange>;
        /** POST /token with a refresh token and no credentials, as the document shows it. */
        refresh: (body: object, more?: Omit<TokenRequest, 'body'>) => Promise<Exchange>;
        /** GET on the protected resource, with the token where the document wants it. */
        useToken: (token: string | undefined) => Promise<Exchange>;
        /** GET on the protected resource, with the token in other places. */
        useTokenElsewhere: ({ headers, query }: {
            headers?: HeaderList;
            query?: string;
        }) => Promise<Exchange>;
        /** GET or HEAD /token/{token}. */
        readToken: (method: 'GET' | 'HEAD', token: string, query?: string) => Promise<Exchange>;
        /** DELETE /token/{token}. */
        revoke: (token: string) => Promise<Exchange>;
        /** POST /token/{token}/scopes/check; without a body where none is given. */
        checkScopes: (token: string, body?: object) => Promise<Exchange>;
        /** GET /users/me/tokens. */
        listTokens: (token: string, query?: string) => Promise<Exchange>;
        /** GET /users/{uuid}/tokens. */
        listTokensOf: (user: string, token: string | undefined) => Promise<Exchange>;
        /** GET /tokens: the refresh tokens of everybody in the tenant. */
        listAllTokens: (token: string) => Promise<Exchange>;
        /** DELETE /users/{uuid or me}/tokens/{client_id}. */
        deleteRefreshToken: (token: string | undefined, clientId: string, user?: string) => Promise<Exchange>;
        /** GET /users/{uuid}/sessions. */
        listSessions: (user: string, token: string) => Promise<Exchange>;
        /** DELETE /users/{uuid}/sessions/{uuid}. */
        endSession: (user: string, token: string, session: string) => Promise<Exchange>;
        /** GET of a path of which nothing is known. */
        getUnknownPath: () => Promise<Exchange>;
        /** GET /token. */
        getTokenEndpoint: () => Promise<Exchange>;
    };
};
/** Makes a flow of the role that creates access and refresh tokens. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: WazoTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    wazo: {
        url: string;
        prefix: string;
        resource?: string;
        user: Account;
        otherUser?: Account;
        accentedUser?: Account;
        destructive: boolean;
        /** Where the protected resource is. */
        resourceUrl: string;
        /** A client_id that nobody else uses. */
        newClientId: () => string;
        /** POST /token. */
        createToken: (request: TokenRequest) => Promise<Exchange>;
        /** POST /token with access_type offline. */
        createOfflineToken: (as: Account | undefined, client_id: string, more?: Omit<TokenRequest, 'as'>) => Promise<Exchange>;
        /** POST /token with a refresh token and no credentials, as the document shows it. */
        refresh: (body: object, more?: Omit<TokenRequest, 'body'>) => Promise<Exchange>;
        /** GET on the protected resource, with the token where the document wants it. */
        useToken: (token: string | undefined) => Promise<Exchange>;
        /** GET on the protected resource, with the token in other places. */
        useTokenElsewhere: ({ headers, query }: {
            headers?: HeaderList;
            query?: string;
        }) => Promise<Exchange>;
        /** GET or HEAD /token/{token}. */
        readToken: (method: 'GET' | 'HEAD', token: string, query?: string) => Promise<Exchange>;
        /** DELETE /token/{token}. */
        revoke: (token: string) => Promise<Exchange>;
        /** POST /token/{token}/scopes/check; without a body where none is given. */
        checkScopes: (token: string, body?: object) => Promise<Exchange>;
        /** GET /users/me/tokens. */
        listTokens: (token: string, query?: string) => Promise<Exchange>;
        /** GET /users/{uuid}/tokens. */
        listTokensOf: (user: string, token: string | undefined) => Promise<Exchange>;
        /** GET /tokens: the refresh tokens of everybody in the tenant. */
        listAllTokens: (token: string) => Promise<Exchange>;
        /** DELETE /users/{uuid or me}/tokens/{client_id}. */
        deleteRefreshToken: (token: string | undefined, clientId: string, user?: string) => Promise<Exchange>;
        /** GET /users/{uuid}/sessions. */
        listSessions: (user: string, token: string) => Promise<Exchange>;
        /** DELETE /users/{uuid}/sessions/{uuid}. */
        endSession: (user: string, token: string, session: string) => Promise<Exchange>;
        /** GET of a path of which nothing is known. */
        getUnknownPath: () => Promise<Exchange>;
        /** GET /token. */
        getTokenEndpoint: () => Promise<Exchange>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<WazoTarget>;
export {};
