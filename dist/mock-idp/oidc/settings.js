export const usualLifetimes = { code: 60, accessToken: 300, idToken: 300, refreshToken: 2_592_000 };
/** Keycloak's paths below a realm (keycloak/keycloak, `OIDCLoginProtocolService.java`). */
export const keycloakPaths = {
    authorization: '/protocol/openid-connect/auth',
    token: '/protocol/openid-connect/token',
    userinfo: '/protocol/openid-connect/userinfo',
    introspection: '/protocol/openid-connect/token/introspect',
    revocation: '/protocol/openid-connect/revoke',
    end_session: '/protocol/openid-connect/logout',
    jwks: '/protocol/openid-connect/certs',
};
//# sourceMappingURL=settings.js.map