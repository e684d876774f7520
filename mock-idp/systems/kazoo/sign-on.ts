import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyOptions, jwtVerify } from 'jose';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { App } from './accounts.ts';
import { fetchJson } from './fetch.ts';
import type { Service } from './service.ts';
import type { Link } from './store.ts';

type Members = Readonly<Record<string, unknown>>;

/** A login that the provider has confirmed. */
export interface SignOn {
  /** Who it was, by the provider's own identifier. */
  readonly identity: string;
  readonly person: Pick<Link, 'email' | 'verified_email' | 'scope' | 'profile' | 'display_name'>;
}

/** What the browser brought back. */
interface Given {
  readonly code: string;
  readonly redirectUri: string;
}

/** The application's provider, and how long to wait for each of its responses, in milliseconds. */
interface Asked {
  readonly app: App;
  readonly provider: Members;
  readonly timeoutMs: number;
}

/**
 * Asks the provider of an application what a code is worth (kz_auth.erl): discovery, code exchange, token information,
 * keys, profile. Gives nothing when any response is missing, is not a 200, or does not hold what it must.
 */
export const signOn = step(async (service: Service, app: App, given: Given): Promise<SignOn | undefined> => {
  const provider = service.providers().get(app.provider)?.document as Members;
  const asked = { app, provider, timeoutMs: service.settings.idpTimeoutMs };
  const discovery = await fetchJson({ url: text(provider.discovery), timeoutMs: asked.timeoutMs });
  const tokens = discovery && (await exchange(asked, given));
  return tokens && confirm(asked, discovery, tokens);
});

/** Exchanges a code (RFC 6749 §4.1.3), with the client's secret in the body (§2.3.1). */
export const exchange = step(({ app, provider, timeoutMs }: Asked, given: Given): Promise<Members | undefined> => {
  const form = formOf(exchangeFields(app, given));
  return fetchJson({ url: text(provider.access_code_url), form, timeoutMs });
});

/** What an exchange sends. */
export const exchangeFields = step(
  (app: App, { code, redirectUri }: Given): Readonly<Record<string, string>> => ({
    client_id: app.id,
    redirect_uri: redirectUri,
    client_secret: app.secret,
    grant_type: 'authorization_code',
    code,
  }),
);

/** A form as application/x-www-form-urlencoded has it. */
export const formOf = step((fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString(),
);

/** Who has logged in, by the tokens of an exchange. */
export const confirm = step(
  async ({ app, provider, timeoutMs }: Asked, discovery: Members, tokens: Members): Promise<SignOn | undefined> => {
    const accessToken = text(tokens.access_token);
    if (accessToken === '') return undefined;
    const info = provider.token_info_url
      ? await fetchJson({ url: text(provider.token_info_url) + encodeURIComponent(accessToken), timeoutMs })
      : {};
    const genuine =
      tokens.id_token === undefined || (await isGenuine(text(tokens.id_token), discovery, app, timeoutMs));
    if (!info || !genuine) return undefined;

    const profile = await profileOf(provider, discovery, authorizationOf(tokens), timeoutMs);
    const identity = profile && identityIn(provider, profile);
    return identity ? { identity, person: personIn(provider, profile, tokens, info) } : undefined;
  },
);

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** OpenID Connect Core 1.0 §3.1.3.7: signature by a published key, issuer, audience, expiry. */
export const isGenuine = step(
  async (idToken: string, discovery: Members, app: App, timeoutMs: number): Promise<boolean> => {
    const jwks = await fetchJson({ url: text(discovery.jwks_uri), timeoutMs });
    if (!jwks) return false;
    const keys = createLocalJWKSet(jwks as unknown as JSONWebKeySet);
    return jwtVerify(idToken, keys, idTokenRules(discovery, app)).then(
      () => true,
      () => false,
    );
  },
);

/** What an id_token must keep to. */
export const idTokenRules = step(
  (discovery: Members, app: App): JWTVerifyOptions => ({
    algorithms: ['RS256', 'RS384', 'RS512'],
    currentDate: new Date(now()),
    issuer: text(discovery.issuer),
    audience: app.id,
    requiredClaims: ['exp', 'sub'],
  }),
);

/** How the profile is asked for (RFC 6750 §2.1). */
export const authorizationOf = step(
  ({ token_type, access_token }: Members): string => `${text(token_type) || 'Bearer'} ${access_token}`,
);

/** What the provider tells of the person, at its own address or at the one of its discovery. */
export const profileOf = step(
  (provider: Members, discovery: Members, authorization: string, timeoutMs: number): Promise<Members | undefined> => {
    const url = text(provider.profile_url) || text(discovery.userinfo_endpoint);
    return fetchJson({ url, authorization, timeoutMs });
  },
);

/** The provider's identifier of a person: one member of the profile, or several joined (kz_auth_profile.erl). */
export const identityIn = step((provider: Members, profile: Members): string | undefined => {
  const fields = Array.isArray(provider.profile_identity_fields)
    ? provider.profile_identity_fields.map(String)
    : [text(provider.profile_identity_field) || 'sub'];
  const values = fields.map((field) => profile[field]);
  return values.every((value) => typeof value === 'string' && value !== '') ? values.join('-') : undefined;
});

function personIn(provider: Members, profile: Members, tokens: Members, info: Members): SignOn['person'] {
  const email = profile[text(provider.profile_email_field) || 'email'] ?? info.email;
  const name = profile[text(provider.profile_displayName_field) || 'name'];
  const verified = info.verified_email ?? info.email_verified;
  return {
    email: typeof email === 'string' ? email : undefined,
    verified_email: typeof verified === 'boolean' ? verified : true,
    scope: text(tokens.scope) || text(info.scope),
    profile,
    display_name: typeof name === 'string' ? name : undefined,
  };
}
