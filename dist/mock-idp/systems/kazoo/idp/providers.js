/** The first path segment of everything that our identity provider serves for Kazoo. */
export const ssoPath = '/sso';
const publicKeys = {
    public_key_discovery_field: 'jwks_uri',
    public_key_jwt_field: 'kid',
    public_key_jwt_location: 'header',
    public_key_lookup_field: 'kid',
    public_key_method: 'lookup',
};
/** The providers that a browser or a code can log in at, with their paths and field names. */
export const kinds = {
    google: {
        paths: {
            authorize: '/o/oauth2/auth',
            token: '/o/oauth2/token',
            jwks: '/oauth2/v3/certs',
            profile: '/plus/v1/people/me',
            tokenInfo: '/oauth2/v1/tokeninfo',
        },
        own: { profile_identity_field: 'id', profile_displayName_field: 'displayName' },
        profile: ({ subject, name, email }) => ({
            id: subject,
            displayName: name,
            email,
            emails: [{ type: 'account', value: email }],
        }),
        scope: 'openid email profile',
    },
    office365: {
        paths: {
            authorize: '/common/oauth2/v2.0/authorize',
            token: '/common/oauth2/v2.0/token',
            jwks: '/common/discovery/v2.0/keys',
            profile: '/v1.0/me',
        },
        own: { profile_identity_field: 'id', profile_displayName_field: 'displayName', profile_email_field: 'mail' },
        profile: ({ subject, name, email }) => ({
            id: subject,
            displayName: name,
            mail: email,
            userPrincipalName: email,
        }),
        scope: 'openid email profile User.Read',
    },
    salesforce: {
        paths: {
            authorize: '/services/oauth2/authorize',
            token: '/services/oauth2/token',
            jwks: '/id/keys',
            profile: '/services/oauth2/userinfo',
        },
        own: { profile_identity_fields: ['organization_id', 'user_id'] },
        profile: ({ subject, name, email }) => ({
            organization_id: '00D000000000062EAA',
            user_id: subject,
            name,
            email,
            preferred_username: email,
        }),
        scope: 'openid id profile',
    },
};
/** Base of a provider at the identity provider whose own base is `base`. */
export function providerBase(base, provider) {
    return `${base}${ssoPath}/${provider}`;
}
/** The provider documents of a Kazoo whose users log in at the identity provider at `base`, by id. */
export function providerDocuments(base) {
    const oauth = Object.entries(kinds).map(([id, kind]) => [id, oauthDocument(providerBase(base, id), kind)]);
    const duo = { enabled: false, name: 'System Default Provider', provider_name: 'duo' };
    const document = { ...duo, settings: {} };
    return new Map([...oauth, ['duo', { provider_type: 'multi_factor', listed: duo, document }]]);
}
function oauthDocument(own, { paths, own: fields, scope }) {
    const token = own + paths.token;
    const document = {
        access_code_url: token,
        auth_module: 'oauth',
        auth_url: token,
        discovery: `${own}/.well-known/openid-configuration`,
        issuer_domains: [own],
        profile_url: own + paths.profile,
        ...fields,
        ...publicKeys,
        ...(paths.tokenInfo !== undefined && { token_info_url: `${own}${paths.tokenInfo}?access_token=` }),
        scopes: Object.fromEntries(scope.split(' ').map((one) => [one, one])),
    };
    return { provider_type: 'oauth', listed: {}, document };
}
//# sourceMappingURL=providers.js.map