/** Where our identity provider serves one of the providers, below its base. */
export interface ProviderPaths {
  readonly authorize: string;
  readonly token: string;
  readonly jwks: string;
  readonly profile: string;
  readonly tokenInfo?: string;
}

/** A provider document of Kazoo (core/kazoo_auth/priv/couchdb/providers), its URLs being ours. */
export interface ProviderDocument {
  readonly provider_type: 'oauth' | 'multi_factor';
  /** Further members of the provider in a list. */
  readonly listed: Readonly<Record<string, unknown>>;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Whom a login at a provider is for. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
}

interface Kind {
  readonly paths: ProviderPaths;
  readonly own: Readonly<Record<string, unknown>>;
  /** The profile in the provider's own words, as its `profile_identity_field(s)` expect it. */
  profile(person: Person): Record<string, unknown>;
  readonly scope: string;
}

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
export const kinds: Readonly<Record<string, Kind>> = {
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
export function providerBase(base: string, provider: string): string {
  return `${base}${ssoPath}/${provider}`;
}

/** The provider documents of a Kazoo whose users log in at the identity provider at `base`, by id. */
export function providerDocuments(base: string): ReadonlyMap<string, ProviderDocument> {
  const oauth = Object.entries(kinds).map(([id, kind]) => [id, oauthDocument(providerBase(base, id), kind)] as const);
  const duo = { enabled: false, name: 'System Default Provider', provider_name: 'duo' };
  const document = { ...duo, settings: {} };
  return new Map([...oauth, ['duo', { provider_type: 'multi_factor' as const, listed: duo, document }]]);
}

function oauthDocument(own: string, { paths, own: fields, scope }: Kind): ProviderDocument {
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
