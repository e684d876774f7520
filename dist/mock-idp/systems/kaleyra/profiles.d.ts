export interface Client {
    readonly id: string;
    readonly secret: string;
}
export interface User {
    readonly name: string;
    readonly password: string;
}
/** What a customer's response looks like: what the fields of Kaleyra's form point at. */
export interface ResponseShape {
    readonly tokenFieldPath: string;
    readonly expirationFieldPath: string;
    /** `dotted` paths lead into objects and lists; `flat` ones are one member's whole name. */
    readonly fieldPaths: 'dotted' | 'flat';
    readonly expiration: 'seconds' | 'epoch-seconds' | 'epoch-milliseconds' | 'iso';
    readonly expirationType: 'number' | 'string';
    /** The response's other members. */
    readonly members: Readonly<Record<string, unknown>>;
}
/** One customer: an auth URL and a callback URL of its own. */
export interface Profile {
    readonly name: string;
    /** The first one's tokens open the callback URL. */
    readonly clients: readonly Client[];
    readonly users: readonly User[];
    readonly auth: {
        readonly method: string;
        readonly grants: readonly string[];
        /** Header fields that an authentication request must bring. */
        readonly headers: Readonly<Record<string, string>>;
    };
    readonly response: ResponseShape;
    readonly token: {
        readonly kind: 'opaque' | 'jwt' | 'jwe';
        readonly algorithm?: string;
    };
    /** Seconds that a token lives. */
    readonly lifetime: number;
    readonly callback: {
        readonly method: string;
    };
}
type Entry = {
    readonly [Member in keyof Profile]?: Partial<Profile[Member]>;
} & {
    readonly description?: string;
};
type Entries = Readonly<Record<string, Entry>>;
/** The profiles of fixtures/kaleyra/profiles.json with the configured ones added; one of a known name replaces it. */
export declare function loadProfiles(configured?: Entries): Promise<ReadonlyMap<string, Profile>>;
export {};
