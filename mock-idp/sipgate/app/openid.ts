import * as openid from 'openid-client';
import type { AppSettings } from './settings.ts';

/** openid-client set up for the realm: credentials in the form, id tokens with their signatures verified. */
export function openidConfiguration(settings: AppSettings, fetch: openid.CustomFetch): openid.Configuration {
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
  configuration.timeout = settings.timeoutSeconds;
  configuration[openid.customFetch] = fetch;
  return configuration;
}
