import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { KeyName } from './keys.ts';

/** A client of a realm. */
export interface ClientEntry {
  readonly client_id: string;
  /** Absent for a public client. */
  readonly client_secret?: string;
  /** What the consent page calls the client by. */
  readonly name?: string;
  /** To the letter; on the loopback interface `*` may stand for the port, and at the end for the rest of the path. */
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris?: readonly string[];
  /** Origins of browser applications that may call the token endpoint (CORS). */
  readonly web_origins?: readonly string[];
  /** `authorization_code` and `refresh_token` unless told; `password` and `client_credentials` are for local development. */
  readonly grant_types?: readonly string[];
  /** Takes any redirect URI on the loopback interface, whatever its port and path. */
  readonly any_loopback_redirect?: boolean;
}

/** Somebody who can log in. */
export interface AccountEntry {
  readonly username: string;
  readonly password: string;
  readonly sub: string;
  /** Claims for userinfo and id tokens, such as `email`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Something that a user can grant to a client. */
export interface ScopeEntry {
  readonly name: string;
  /** What it lets a client do, for the consent page. */
  readonly text?: string;
  /** The claims of a user that it opens, in id tokens and at userinfo. */
  readonly claims?: readonly string[];
}

export type ClaimPlace = 'access_token' | 'id_token' | 'userinfo';

/** Where one of a user's claims is to be found. */
export interface ClaimRule {
  /** The scope that opens it; every login does unless told. */
  readonly scope?: string;
  /** `id_token` and `userinfo` unless told. */
  readonly in?: readonly ClaimPlace[];
}

/** What the login page offers besides a name and a password. */
export interface LoginOffers {
  /** Known users, for one click without a password. */
  readonly users: boolean;
  /** A box for claims that the user gets besides. */
  readonly claims: boolean;
}

/** Seconds. */
export interface Lifetimes {
  readonly code: number;
  readonly accessToken: number;
  readonly idToken: number;
  readonly refreshToken: number;
}

export type Endpoint = 'authorization' | 'token' | 'userinfo' | 'introspection' | 'revocation' | 'end_session' | 'jwks';

/** A request on its way to the provider. */
export interface RealmRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** The query of a GET or the form of a POST; changes reach the provider. */
  readonly params: URLSearchParams;
  /** The query of a POST, which the provider does not read. */
  readonly query: string;
  readonly provider: Provider;
  /** Header fields by their lower-case names; changes reach the provider. */
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** What is particular to an access token or id token. */
export interface TokenFacts {
  readonly clientId: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch. */
  readonly authTime: number | undefined;
  /** A UUID of the user's session; undefined without a user. */
  readonly sessionState: string | undefined;
}

export type PageKind = 'login' | 'consent' | 'message';

/** How a realm behaves. Only the first block is needed. */
export interface RealmSettings {
  /** Public URL, without a slash at its end; paths below it are the realm's own. */
  readonly issuer: string;
  /** Where the issuer lies in the requests that reach `handle`, such as `/auth/realms/third-party`. */
  readonly path: string;
  /** Unique for each realm and variant of the mock: cookies of several live on one host. */
  readonly cookieName: string;
  readonly clients: readonly ClientEntry[];
  readonly accounts: readonly AccountEntry[];
  readonly scopes: readonly ScopeEntry[];

  /** Heading of the login page. */
  readonly title?: string;
  readonly lifetimes?: Partial<Lifetimes>;
  /** The development keys that are published; the first one signs, until others are put in their place. */
  readonly keys?: readonly KeyName[];
  /** Paths below the issuer that differ from Keycloak's. */
  readonly paths?: Partial<Record<Endpoint, string>>;
  /** Responds with an id_token whether or not the scope `openid` was asked for. */
  readonly idTokenAlways?: boolean;
  /** A refresh replaces the refresh token, and the use of a replaced one ends the family; true unless told. */
  readonly rotateRefreshTokens?: boolean;
  /** Takes any client_id, with any secret and any redirect URI on the loopback interface. */
  readonly anyClient?: boolean;
  readonly loginOffers?: LoginOffers;
  /** Rules for claims of users by name; a claim without one that no scope names is opened by every login. */
  readonly claimRules?: Readonly<Record<string, ClaimRule>>;
  /** Skips the consent page. */
  readonly consentImplied?: boolean;
  /** Claims by scope that userinfo and id tokens may hold, besides `sub`. */
  readonly claims?: Readonly<Record<string, readonly string[]>>;
  /** The claims of an access token, given the usual ones (RFC 9068). */
  accessTokenClaims?(usual: Record<string, unknown>, facts: TokenFacts): Record<string, unknown>;
  /** More claims of an id token. */
  idTokenClaims?(facts: TokenFacts): Record<string, unknown>;

  /** Sees each request before the provider does. */
  onRequest?(request: RealmRequest): void | Promise<void>;
  /** Sees each response after the provider and before it leaves. */
  onResponse?(ctx: KoaContextWithOIDC, endpoint: Endpoint): void | Promise<void>;
  /** Models whose entries can be used again, such as `RefreshToken`. */
  readonly reusable?: readonly string[];
}

export const usualLifetimes: Lifetimes = { code: 60, accessToken: 300, idToken: 300, refreshToken: 2_592_000 };

/** Keycloak's paths below a realm (keycloak/keycloak, `OIDCLoginProtocolService.java`). */
export const keycloakPaths: Readonly<Record<Endpoint, string>> = {
  authorization: '/protocol/openid-connect/auth',
  token: '/protocol/openid-connect/token',
  userinfo: '/protocol/openid-connect/userinfo',
  introspection: '/protocol/openid-connect/token/introspect',
  revocation: '/protocol/openid-connect/revoke',
  end_session: '/protocol/openid-connect/logout',
  jwks: '/protocol/openid-connect/certs',
};
