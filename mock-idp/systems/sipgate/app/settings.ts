import { scene } from '../../../frame/scene.ts';
import { keycloakPaths } from '../../../oidc/settings.ts';

/** The `app` member of the mock's sipgate configuration. */
export interface AppConfig {
  /** Base URL of the server whose realm logs the users in; the mock itself unless told. */
  readonly idp?: string;
  readonly realm?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly scope?: string;
  /** Resource that the application shows: a path of the server, or a URL. */
  readonly resource?: string;
  /** How long the application waits for a response. */
  readonly timeoutSeconds?: number;
}

/** What the application knows of the realm and of itself while it responds to a request. */
export interface AppSettings {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly redirectUri: string;
  readonly resource: string;
  readonly timeoutSeconds: number;
}

export const appPath = '/sipgate-app';

const clientId = '1000004-0-5b9e2d14-5b0e-11ee-8c99-0242ac120002:third-party';
const clientSecret = 'development-only-47c0a9d6-2f8b-4c35-9e61-b8d7f6a5c403';

/** Fills in the configuration. `url` is the mock's public base URL as the request sees it, fault prefix included. */
export function appSettings(config: AppConfig, url: string): AppSettings {
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
