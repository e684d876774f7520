/** A callback profile with Advanced Authentication, and one callback to send by it. */
export interface CallbackProfile {
    readonly profile: string;
    readonly grant: 'client_credentials' | 'password';
    readonly authMethod: 'GET' | 'POST' | 'PUT';
    readonly authUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly username: string;
    readonly password: string;
    readonly tokenFieldPath: string;
    readonly expirationFieldPath: string;
    readonly authAlgorithm: string;
    readonly authHeaders: Readonly<Record<string, string>>;
    readonly callbackMethod: 'GET' | 'POST' | 'PUT' | 'DELETE';
    /** May hold dynamic variables such as <status>. */
    readonly callbackUrl: string;
    readonly callbackHeaders: Readonly<Record<string, string>>;
    /** May hold dynamic variables; empty for none. */
    readonly callbackBody: string;
    readonly variables: Readonly<Record<string, string>>;
}
/** A callback order that cannot be carried out; says what to change. */
export declare class ProfileError extends Error {
}
/** Reads a callback order from the members of a JSON object; key-value pairs may also come as JSON in a text. */
export declare function profileIn(body: Buffer): CallbackProfile;
/** Tells configurations of Advanced Authentication apart; a token belongs to one of them. */
export declare function configurationOf(profile: CallbackProfile): string;
