import { type KeyName } from './keys.ts';
type ExternalSigningKey = typeof import('oidc-provider').ExternalSigningKey;
/** A development key that oidc-provider asks for signatures: it gets them from a thread that all realms share. */
export declare function signingKey(ExternalSigningKey: ExternalSigningKey, name: KeyName): InstanceType<ExternalSigningKey>;
export {};
