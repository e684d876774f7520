import * as openid from 'openid-client';
import { step } from '../../../frame/step.ts';
import type { AppSettings } from './settings.ts';

/** The keys of each realm as they were last fetched, by their URL. */
const keysOf = new Map<string, openid.ExportedJWKSCache>();

/** Keeps the keys that a login has fetched for the logins after it. */
export function keepKeys(configuration: openid.Configuration, { jwksUri }: AppSettings): void {
  const keys = openid.getJwksCache(configuration);
  if (keys) keysOf.set(jwksUri, keys);
}

export type FetchOptions = Parameters<openid.CustomFetch>[1];

/** Sends a request to the realm: for tokens, or for its keys. */
export const askRealm = step(
  (url: string, options: FetchOptions, _settings: AppSettings): Promise<Response> => fetch(url, options as RequestInit),
);

/** openid-client set up for the realm: credentials in the form, id tokens with their signatures verified. */
export function openidConfiguration(settings: AppSettings): openid.Configuration {
  const configuration = new openid.Configuration(
    {
      issuer: settings.issuer,
      authorization_endpoint: settings.authorizationEndpoint,
      token_endpoint: settings.tokenEndpoint,
      jwks_uri: settings.jwksUri,
      authorization_response_iss_parameter_supported: true,
    },
    settings.clientId,
    { client_secret: settings.clientSecret },
    openid.ClientSecretPost(settings.clientSecret),
  );
  openid.allowInsecureRequests(configuration);
  openid.enableNonRepudiationChecks(configuration);
  const keys = keysOf.get(settings.jwksUri);
  if (keys) openid.setJwksCache(configuration, keys);
  configuration.timeout = settings.timeoutSeconds;
  configuration[openid.customFetch] = (url, options) => askRealm(url, options, settings);
  return configuration;
}
