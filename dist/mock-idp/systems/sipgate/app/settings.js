import { scene } from '../../../frame/scene.js';
import { keycloakPaths } from '../../../oidc/settings.js';
export const appPath = '/sipgate-app';
const clientId = '1000004-0-5b9e2d14-5b0e-11ee-8c99-0242ac120002:third-party';
const clientSecret = 'development-only-47c0a9d6-2f8b-4c35-9e61-b8d7f6a5c403';
/** Fills in the configuration. `url` is the mock's public base URL as the request sees it, fault prefix included. */
export function appSettings(config, url) {
    const { prefix } = scene();
    const mock = prefix !== '' && url.endsWith(prefix) ? url.slice(0, -prefix.length) : url;
    const idp = (config.idp ?? mock).replace(/\/+$/, '');
    const issuer = `${idp}/auth/realms/${config.realm ?? 'third-party'}`;
    const resource = config.resource ?? '/sipgate-api/v2/balance';
    return {
        issuer,
        authorizationEndpoint: issuer + keycloakPaths.authorization,
        tokenEndpoint: issuer + keycloakPaths.token,
        jwksUri: issuer + keycloakPaths.jwks,
        clientId: config.client_id ?? clientId,
        clientSecret: config.client_secret ?? clientSecret,
        scope: config.scope ?? 'balance:read',
        redirectUri: `${url}${appPath}/callback`,
        resource: resource.startsWith('/') ? idp + resource : resource,
        timeoutSeconds: config.timeoutSeconds ?? 1.5,
    };
}
//# sourceMappingURL=settings.js.map