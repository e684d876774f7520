import type { HeaderList } from '../http/exchange.ts';
/** Where secrets travel, and what to call them. Names are compared without case. */
export interface SecretPlaces {
    /** Header name → name of the secret, such as `x-auth-token` → `access_token`. */
    readonly headers: Readonly<Record<string, string>>;
    /** Member of a JSON or form body, or query parameter → name of the secret. */
    readonly members: Readonly<Record<string, string>>;
}
export interface Redactor {
    /** Makes a value secret from now on. `name` is what stands for it; a fixed name (in capitals) is used as it is. */
    add(value: string, name: string): void;
    /** Finds the secrets of a message by their places. */
    learn(headers: HeaderList, body?: Uint8Array, url?: string): void;
    /** The text with each known secret, in plain, form, JSON and Base64 form, replaced by its name. */
    redact(text: string): string;
}
/** A redactor that knows the common places and those of the systems under test. */
export declare function createRedactor(places?: readonly SecretPlaces[]): Redactor;
