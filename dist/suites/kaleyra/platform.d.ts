import type { Transport } from '../harness/flow/context.ts';
import { type Exchange } from '../harness/http/exchange.ts';
import type { PeerAddress, Trigger } from '../harness/target/target.ts';
import type { CustomerTarget, Grant } from './api.ts';
/** What the target file says of a platform that calls customers back. */
export interface PlatformTarget extends Pick<CustomerTarget, 'url' | 'credentials' | 'grantType' | 'fieldPaths'> {
    readonly trigger?: Trigger;
    readonly peers: {
        readonly receiver: PeerAddress;
    };
    readonly platform: {
        readonly trigger?: Trigger;
        readonly grants: readonly Grant[];
        readonly epochs: boolean;
        readonly variables: boolean;
        readonly margin: number;
        readonly unusableExpiration: 'once' | 'cache' | 'reject';
        readonly notBefore: 'ignore' | 'wait';
        readonly algorithmMismatch: 'ignore' | 'reject';
        readonly redirects: 'refuse' | 'follow';
        readonly configurationChange: 'drop' | 'keep';
        readonly after401: 'renew' | 'give-up';
        readonly concurrency: 'single' | 'any';
    };
}
/** A callback profile with Advanced Authentication, as the trigger carries it; key-value pairs are JSON objects in a text. */
export interface Profile {
    readonly profile: string;
    readonly grant: Grant;
    readonly authMethod: string;
    readonly authUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly username: string;
    readonly password: string;
    readonly tokenFieldPath: string;
    readonly expirationFieldPath: string;
    readonly authAlgorithm: string;
    readonly authHeaders: string;
    readonly callbackMethod: string;
    readonly callbackUrl: string;
    readonly callbackHeaders: string;
    readonly callbackBody: string;
    readonly variables: string;
}
/** Parts of a profile that flows choose; the queries are added to the URLs. */
export type Wanted = Partial<Profile> & {
    readonly authQuery?: string;
    readonly callbackQuery?: string;
};
/** How one of a profile's two URLs answers (the receiver's behaviours). */
export interface Behaviour {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly contentType?: string;
    readonly delayMs?: number;
    readonly hang?: true;
    readonly reset?: true;
    readonly redirect?: string;
}
/** What the platform sent for a profile, oldest first. */
export interface Sent {
    readonly all: readonly Exchange[];
    readonly auth: readonly Exchange[];
    readonly callbacks: readonly Exchange[];
}
/** A token that looks like a JWT (RFC 7519) with this algorithm in its header. */
export declare function jwtLike(alg?: string): string;
/** The usual response with a token; members given replace its own, undefined ones are left out. */
export declare const tokenResponse: (token: unknown, members?: object) => object;
/** The token of a callback: what stands after the scheme of its Authorization field. */
export declare function tokenOf(callback: Exchange | undefined): string | undefined;
/** The parameters of an authentication request: of the body, or of the query where there is no body. */
export declare function payloadOf({ request: { headers, body, url } }: Exchange): ReadonlyMap<string, string>;
declare function openPlatform({ target, send, note, peer, cleanUp, secret, timeoutMs }: Transport<PlatformTarget>): {
    platform: {
        trigger?: Trigger;
        grants: readonly Grant[];
        epochs: boolean;
        variables: boolean;
        margin: number;
        unusableExpiration: 'once' | 'cache' | 'reject';
        notBefore: 'ignore' | 'wait';
        algorithmMismatch: 'ignore' | 'reject';
        redirects: 'refuse' | 'follow';
        configurationChange: 'drop' | 'keep';
        after401: 'renew' | 'give-up';
        concurrency: 'single' | 'any';
        credentials: "basic" | "form" | "json" | "query";
        grantType: boolean;
        fieldPaths: import("./field-path.ts").PathGrammar;
        /** A profile that nobody else uses, its two URLs on our receiver. */
        newProfile({ authQuery, callbackQuery, ...wanted }?: Wanted): Promise<Profile>;
        answers: ({ profile }: Profile, at: 'auth' | 'callback', action: Behaviour, times?: number) => Promise<() => Promise<undefined>>;
        /** Lets a profile's auth URL give these tokens, the last one from then on. */
        gives(profile: Profile, tokens: readonly string[], members?: object): Promise<void>;
        /** Makes a token secret that a profile's auth URL gives. */
        hide: (token: string) => void;
        /** Makes the platform send one callback by a profile; gives the call that made it, where it was one by HTTP. */
        fire(profile: Profile): Promise<Exchange | undefined>;
        /** Waits until so many requests of a profile are there; for what must not happen too early. */
        arrived({ profile }: Profile, atLeast: number, withinMs: number): Promise<void>;
        /**
         * What came for some profiles, once at least so many requests are there and no more come.
         * Noted in the report, so a flow asks once.
         */
        sent<Name extends string>(profiles: Readonly<Record<Name, Profile>>, atLeast?: number): Promise<Record<Name, Sent>>;
        /** The path and query that a request came for, as our receiver saw it. */
        targetOf({ request: { url } }: Exchange): Promise<string>;
    };
};
/** What flows call the platform with. */
export type PlatformApi = ReturnType<typeof openPlatform>['platform'];
/** Makes a flow of the role that the platform plays. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: PlatformTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    platform: {
        trigger?: Trigger;
        grants: readonly Grant[];
        epochs: boolean;
        variables: boolean;
        margin: number;
        unusableExpiration: 'once' | 'cache' | 'reject';
        notBefore: 'ignore' | 'wait';
        algorithmMismatch: 'ignore' | 'reject';
        redirects: 'refuse' | 'follow';
        configurationChange: 'drop' | 'keep';
        after401: 'renew' | 'give-up';
        concurrency: 'single' | 'any';
        credentials: "basic" | "form" | "json" | "query";
        grantType: boolean;
        fieldPaths: import("./field-path.ts").PathGrammar;
        /** A profile that nobody else uses, its two URLs on our receiver. */
        newProfile({ authQuery, callbackQuery, ...wanted }?: Wanted): Promise<Profile>;
        answers: ({ profile }: Profile, at: 'auth' | 'callback', action: Behaviour, times?: number) => Promise<() => Promise<undefined>>;
        /** Lets a profile's auth URL give these tokens, the last one from then on. */
        gives(profile: Profile, tokens: readonly string[], members?: object): Promise<void>;
        /** Makes a token secret that a profile's auth URL gives. */
        hide: (token: string) => void;
        /** Makes the platform send one callback by a profile; gives the call that made it, where it was one by HTTP. */
        fire(profile: Profile): Promise<Exchange | undefined>;
        /** Waits until so many requests of a profile are there; for what must not happen too early. */
        arrived({ profile }: Profile, atLeast: number, withinMs: number): Promise<void>;
        /**
         * What came for some profiles, once at least so many requests are there and no more come.
         * Noted in the report, so a flow asks once.
         */
        sent<Name extends string>(profiles: Readonly<Record<Name, Profile>>, atLeast?: number): Promise<Record<Name, Sent>>;
        /** The path and query that a request came for, as our receiver saw it. */
        targetOf({ request: { url } }: Exchange): Promise<string>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<PlatformTarget>;
export {};
