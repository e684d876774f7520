import { type KeyObject } from 'node:crypto';
/** The key pair that signs the tokens. Its id outlives a reset. */
export interface SigningKey {
    readonly privateKey: KeyObject;
    readonly publicKey: KeyObject;
}
/** A login at a provider as Kazoo remembers it, and whom it belongs to. */
export interface Link {
    readonly id: string;
    readonly app: string;
    readonly provider: string;
    readonly email?: string;
    readonly verified_email?: boolean;
    readonly scope: string;
    readonly profile: Readonly<Record<string, unknown>>;
    readonly display_name?: string;
    account_id?: string;
    owner_id?: string;
}
/** What resets and logins change. */
export interface Store {
    readonly keyId: string;
    key: SigningKey;
    /** How often the key was changed. */
    keyChanges: number;
    systemSecret: string;
    /** By account id and by user id. */
    readonly secrets: Map<string, string>;
    readonly links: Map<string, Link>;
    /** Documents that were changed, by kind and id; null where one was deleted. */
    readonly changed: Map<string, Record<string, unknown> | null>;
}
/** A secret nobody has seen. */
export declare function newSecret(): string;
/** A store as a fresh installation has it, with the first development key. */
export declare function createStore(): Store;
/** The signature secret of an account or a user; made when it is first asked for. */
export declare function secretOf(store: Store, id: string): string;
/** Replaces the key pair: by the next development key, and by a generated one when those are used up. */
export declare function changeKey(store: Store): Promise<void>;
/** Remembers a link; the oldest go when there are more than anybody needs. */
export declare function keepLink(store: Store, link: Link): void;
/** A document revision such as CouchDB gives. */
export declare function revision(): string;
/** A key that does not sign: the development key after or before the present one. */
export declare function otherKey({ keyChanges }: Store): SigningKey;
