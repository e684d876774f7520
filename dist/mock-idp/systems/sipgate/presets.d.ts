import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Endpoint, RealmRequest, RealmSettings } from '../../oidc/settings.ts';
/** What a realm answers in. */
export interface Preset {
    readonly settings: Pick<RealmSettings, 'idTokenAlways' | 'rotateRefreshTokens' | 'accessTokenClaims' | 'idTokenClaims' | 'storeDefects'>;
    onRequest(request: RealmRequest): void;
    onResponse(ctx: KoaContextWithOIDC, endpoint: Endpoint): void;
}
export type PresetName = 'document' | 'keycloak';
export declare const presets: Readonly<Record<PresetName, Preset>>;
