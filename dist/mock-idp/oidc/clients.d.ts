import type { Adapter, ClientMetadata, Provider } from 'oidc-provider';
import type { ClientEntry, RealmSettings } from './settings.ts';
/** A client as oidc-provider wants to know it. */
export declare function metadataOf(client: ClientEntry): ClientMetadata;
/** Clients that nobody has registered, each made of its id alone. */
export declare function withAnyClient(adapter: Adapter, model: string): Adapter;
/** Lets clients that nobody has registered bring any secret. */
export declare function takeAnySecret({ Client }: Provider, { clients }: RealmSettings): void;
/** Whether a URI leads to this machine. */
export declare function isLoopback(uri: string): boolean;
/** Any loopback URI for the clients that may have one (RFC 8252 §7.3), and what a defect allows besides. */
export declare function relaxRedirects({ Client }: Provider, { clients, redirectUriAllowed }: RealmSettings): void;
