import * as openid from 'openid-client';
/** The keys of each realm as they were last fetched, by their URL. */
const keysOf = new Map();
/** Keeps the keys that a login has fetched for the logins after it. */
export function keepKeys(configuration, { jwksUri }) {
    const keys = openid.getJwksCache(configuration);
    if (keys)
        keysOf.set(jwksUri, keys);
}
/** openid-client set up for the realm: credentials in the form, id tokens with their signatures verified. */
export function openidConfiguration(settings, fetch) {
    const configuration = new openid.Configuration({
        issuer: settings.issuer,
        authorization_endpoint: settings.authorizationEndpoint,
        token_endpoint: settings.tokenEndpoint,
        jwks_uri: settings.jwksUri,
        authorization_response_iss_parameter_supported: true,
    }, settings.clientId, { client_secret: settings.clientSecret }, openid.ClientSecretPost(settings.clientSecret));
    openid.allowInsecureRequests(configuration);
    openid.enableNonRepudiationChecks(configuration);
    const keys = keysOf.get(settings.jwksUri);
    if (keys)
        openid.setJwksCache(configuration, keys);
    configuration.timeout = settings.timeoutSeconds;
    configuration[openid.customFetch] = fetch;
    return configuration;
}
//# sourceMappingURL=openid.js.map