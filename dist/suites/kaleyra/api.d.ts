import type { Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, type HeaderList } from '../harness/http/exchange.ts';
import { type PathGrammar } from './field-path.ts';
import { type Expiration } from './validity.ts';
export interface Client {
    readonly id: string;
    readonly secret: string;
}
export interface User {
    readonly name: string;
    readonly password: string;
}
export type Grant = 'client_credentials' | 'password';
/** What the target file says of a customer of Kaleyra.io. */
export interface CustomerTarget {
    readonly url: string;
    readonly authUrl: string;
    readonly authMethod: string;
    /** Lines of `Name: value`. */
    readonly authHeaders?: string;
    readonly client: Client;
    readonly otherClient?: Client;
    readonly user?: User;
    readonly grants: readonly Grant[];
    readonly credentials: 'form' | 'json' | 'basic' | 'query';
    readonly grantType: boolean;
    readonly scope?: string;
    readonly tokenFieldPath: string;
    readonly expirationFieldPath: string;
    readonly fieldPaths: PathGrammar;
    readonly expiration: Expiration;
    readonly authAlgorithm?: string;
    readonly key?: {
        readonly file?: string;
        readonly jwks?: string;
        readonly secret?: string;
    };
    readonly callback: {
        readonly url: string;
        readonly method: string;
        readonly contentType: string;
        readonly body: string;
    };
    readonly expiredToken?: string;
    readonly maxWait: number;
}
/** Parameters of an authentication request, in order. */
export type Parameters = readonly (readonly [name: string, value: string])[];
export interface AuthOptions {
    readonly credentials?: CustomerTarget['credentials'];
    readonly contentType?: string;
    readonly method?: string;
    readonly withoutExtraHeaders?: boolean;
}
/** Parameters without one of them. */
export declare const without: (parameters: Parameters, name: string) => Parameters;
/** Parameters with one of them changed. */
export declare const having: (parameters: Parameters, name: string, value: string) => Parameters;
/** A text that no server ever made. */
export declare const madeUp: () => string;
declare function openCustomer({ target, send, secret }: Transport<CustomerTarget>): {
    customer: {
        url: string;
        authUrl: string;
        authMethod: string;
        authHeaders?: string;
        client: Client;
        otherClient?: Client;
        user?: User;
        grants: readonly Grant[];
        credentials: 'form' | 'json' | 'basic' | 'query';
        grantType: boolean;
        scope?: string;
        tokenFieldPath: string;
        expirationFieldPath: string;
        fieldPaths: PathGrammar;
        expiration: Expiration;
        authAlgorithm?: string;
        key?: {
            readonly file?: string;
            readonly jwks?: string;
            readonly secret?: string;
        };
        callback: {
            readonly url: string;
            readonly method: string;
            readonly contentType: string;
            readonly body: string;
        };
        expiredToken?: string;
        maxWait: number;
        /** The header fields of `kaleyra.authHeaders`. */
        extraHeaders: HeaderList;
        parameters: (of?: Client, grant?: Grant) => Parameters;
        /** A request to the auth URL, the parameters where the target wants them. */
        requestToken: (parameters: Parameters, options?: AuthOptions) => Promise<Exchange>;
        /** What stands at tokenFieldPath. */
        tokenIn: (exchange: Exchange) => unknown;
        /** What stands at expirationFieldPath. */
        expiryIn: (exchange: Exchange) => unknown;
        /** Seconds that the response's token lives by what the response says, counted from its Date. */
        validityOf: (exchange: Exchange) => number | undefined;
        /** A response that issues a token. */
        issuesToken: Matcher;
        /** A callback as the profile says, with these Authorization fields; `query` is added to that of its URL. */
        callBack(authorization: readonly string[], query?: string): Promise<Exchange>;
        /** GET of a key set. */
        fetchKeys: (jwks: string) => Promise<Exchange>;
    };
};
/** Whether a value fits into an Authorization header. */
export declare function isToken(value: unknown): value is string;
/** What flows call the customer with. */
export type CustomerApi = ReturnType<typeof openCustomer>['customer'];
/** Makes a flow of the role that a customer of Kaleyra.io plays. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: CustomerTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    customer: {
        url: string;
        authUrl: string;
        authMethod: string;
        authHeaders?: string;
        client: Client;
        otherClient?: Client;
        user?: User;
        grants: readonly Grant[];
        credentials: 'form' | 'json' | 'basic' | 'query';
        grantType: boolean;
        scope?: string;
        tokenFieldPath: string;
        expirationFieldPath: string;
        fieldPaths: PathGrammar;
        expiration: Expiration;
        authAlgorithm?: string;
        key?: {
            readonly file?: string;
            readonly jwks?: string;
            readonly secret?: string;
        };
        callback: {
            readonly url: string;
            readonly method: string;
            readonly contentType: string;
            readonly body: string;
        };
        expiredToken?: string;
        maxWait: number;
        /** The header fields of `kaleyra.authHeaders`. */
        extraHeaders: HeaderList;
        parameters: (of?: Client, grant?: Grant) => Parameters;
        /** A request to the auth URL, the parameters where the target wants them. */
        requestToken: (parameters: Parameters, options?: AuthOptions) => Promise<Exchange>;
        /** What stands at tokenFieldPath. */
        tokenIn: (exchange: Exchange) => unknown;
        /** What stands at expirationFieldPath. */
        expiryIn: (exchange: Exchange) => unknown;
        /** Seconds that the response's token lives by what the response says, counted from its Date. */
        validityOf: (exchange: Exchange) => number | undefined;
        /** A response that issues a token. */
        issuesToken: Matcher;
        /** A callback as the profile says, with these Authorization fields; `query` is added to that of its URL. */
        callBack(authorization: readonly string[], query?: string): Promise<Exchange>;
        /** GET of a key set. */
        fetchKeys: (jwks: string) => Promise<Exchange>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<CustomerTarget>;
export {};
