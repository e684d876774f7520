import type { Middleware } from 'koa';
import { type SystemContext } from '../../../frame/system.ts';
import type { ClientEntry } from '../../../oidc/settings.ts';
import { type Person } from './providers.ts';
/** Who can log in at every provider, and with which applications. */
export interface IdpSettings {
    readonly clients: readonly (ClientEntry & {
        readonly provider: string;
    })[];
    readonly people: readonly (Person & {
        readonly username: string;
        readonly password: string;
    })[];
}
/** The providers google, office365 and salesforce, each an OpenID provider with its own paths and field names. */
export interface IdentityProvider {
    readonly middleware: Middleware;
    /** Makes a code (or a token of a foreign issuer) for `POST /_control/mint`. Throws a MintError for a bad order. */
    mint(order: Readonly<Record<string, unknown>>): Promise<unknown>;
}
/** Sets the providers up; each OpenID provider is made at first use. */
export declare function createIdentityProvider({ url, perVariant }: SystemContext, { clients, people }: IdpSettings): IdentityProvider;
