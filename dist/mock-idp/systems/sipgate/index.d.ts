import type { MockSystem } from '../../frame/system.ts';
/** A mock of sipgate's login: an OAuth2 realm in Keycloak's dialect, one oidc-provider each. */
export declare const system: MockSystem;
