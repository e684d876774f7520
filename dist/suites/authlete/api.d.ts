import type { Matcher } from '../harness/checks/matchers.ts';
/** A developer of the target file. */
export interface Developer {
    readonly id: string;
    readonly password: string;
    readonly email?: string;
}
/** Developer Authentication Callback API Key and Secret. */
export interface BasicPair {
    readonly name: string;
    readonly password: string;
}
/** What the target file says of an endpoint. */
export interface EndpointTarget {
    readonly url: string;
    readonly endpoint?: string;
    readonly publicUrl?: string;
    readonly serviceApiKey?: string;
    readonly developer: Developer;
    readonly otherDeveloper?: Developer;
    readonly basic?: BasicPair;
    readonly snsLink?: {
        readonly name?: string;
        readonly subject?: string;
        readonly accessToken?: string;
    };
    readonly destructive: boolean;
    readonly ownAccounts: boolean;
}
export interface CallOptions {
    readonly method?: string;
    /** `null` sends no Content-Type. */
    readonly contentType?: string | null;
    /** The Authorization header; the target's Basic pair by default, `null` sends none. */
    readonly authorization?: string | null;
    /** The contract that our own body keeps. */
    readonly contract?: string;
}
/** Basic credentials (RFC 7617), in UTF-8. */
export declare function basic({ name, password }: BasicPair): string;
/** A response that authenticates the developer. */
export declare const authenticates: Matcher;
/** A value as JSON text; bytes as they are. Bigints and LosslessNumbers keep their digits. */
export declare function bytesOf(body: unknown): Uint8Array;
/** Makes a flow of the role that answers developer authentication callbacks. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: EndpointTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    endpoint: {
        url: string;
        endpoint?: string;
        publicUrl?: string;
        serviceApiKey?: string;
        developer: Developer;
        otherDeveloper?: Developer;
        basic?: BasicPair;
        snsLink?: {
            readonly name?: string;
            readonly subject?: string;
            readonly accessToken?: string;
        };
        destructive: boolean;
        ownAccounts: boolean;
        /** Where the endpoint is. */
        callbackUrl: string;
        /** A callback request: any body, with the target's Basic credentials unless told otherwise. */
        call: (body: object | undefined, options?: CallOptions) => Promise<import("../harness/http/exchange.ts").Exchange>;
        /** A callback request that keeps the contract of a login by password. */
        logIn: (body: object) => Promise<import("../harness/http/exchange.ts").Exchange>;
        /** The eight members of a login by password. */
        login: ({ id, password }?: Developer) => Record<string, unknown>;
        /** The eight members of a social login; without a link to the SNS, of one with invented tokens. */
        socialLogin: (sns: unknown, id: string, password: string | null) => Record<string, unknown>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<EndpointTarget>;
