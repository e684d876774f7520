import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { uuidOf } from '../../oidc/library.ts';
import { challengeOf } from '../../oidc/pkce.ts';
import type { Endpoint, RealmRequest, RealmSettings, TokenFacts } from '../../oidc/settings.ts';

/** How the realms word their tokens and responses. */
export interface Preset {
  readonly settings: Pick<
    RealmSettings,
    'idTokenAlways' | 'rotateRefreshTokens' | 'accessTokenClaims' | 'idTokenClaims' | 'reusable'
  >;
  onRequest(request: RealmRequest): void;
  onResponse(ctx: KoaContextWithOIDC, endpoint: Endpoint): void;
}

export type PresetName = 'document' | 'keycloak';

/** The claims of the document's sample tokens, in their order; scopes are realm roles. */
function documentAccess(usual: Record<string, unknown>, facts: TokenFacts): Record<string, unknown> {
  const { clientId, scopes, authTime, sessionState } = facts;
  const { jti, exp, iat, iss, sub } = usual;
  return {
    jti,
    exp,
    nbf: 0,
    iat,
    iss,
    aud: clientId,
    sub,
    typ: 'Bearer',
    azp: clientId,
    ...(authTime !== undefined && { auth_time: authTime }),
    ...(sessionState !== undefined && { session_state: sessionState, acr: '1' }),
    client_session: uuidOf(`${sessionState ?? jti} ${clientId}`),
    'allowed-origins': [],
    realm_access: { roles: scopes },
    resource_access: {},
  };
}

function documentId({ clientId, sessionState }: TokenFacts): Record<string, unknown> {
  return { jti: randomUUID(), nbf: 0, typ: 'ID', azp: clientId, session_state: sessionState ?? '', acr: '1' };
}

const document: Preset = {
  settings: {
    idTokenAlways: true,
    rotateRefreshTokens: true,
    accessTokenClaims: documentAccess,
    idTokenClaims: documentId,
  },
  onRequest() {},
  onResponse(ctx, endpoint) {
    if (endpoint !== 'token') return;
    ctx.set('Pragma', 'no-cache');
    if (ctx.status !== 200) return;
    const { scope, token_type: _, ...members } = ctx.body as Record<string, unknown>;
    const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
    // A refresh without a scope asks for what was granted before.
    const asked =
      code?.scope ?? ctx.oidc.params?.scope ?? (ctx.oidc.params?.grant_type === 'refresh_token' ? refresh?.scope : '');
    const isTold = sameScopes(String(asked ?? ''), String(scope ?? ''));
    ctx.body = {
      session_state: sessionOf(ctx),
      token_type: 'bearer',
      ...members,
      'not-before-policy': 0,
      ...(!isTold && { scope }),
    };
  },
};

/** Whether two lists name the same scopes, the `openid` that the realm adds by itself aside. */
function sameScopes(one: string, other: string): boolean {
  const listed = (text: string) =>
    [...new Set(text.split(' '))].filter((scope) => !['', 'openid'].includes(scope)).sort();
  return listed(one).join(' ') === listed(other).join(' ');
}

/** Whether a challenge is the verifier itself, which Keycloak takes, and takes for granted where no method is named. */
function isPlain(params: URLSearchParams): boolean {
  return params.has('code_challenge') && (params.get('code_challenge_method') ?? 'plain') === 'plain';
}

/** Keycloak's own words for what oidc-provider calls otherwise (26.7; see docs/sipgate.md). */
const keycloakWords: Readonly<Record<string, string>> = {
  'authorization_code invalid_grant': 'Code not valid',
  'refresh_token invalid_grant': 'Invalid refresh token',
  'password invalid_grant': 'Invalid user credentials',
};

const keycloak: Preset = {
  settings: {
    idTokenAlways: false,
    rotateRefreshTokens: true,
    reusable: ['RefreshToken'],
    accessTokenClaims(usual, facts) {
      const { clientId, scopes, authTime, sessionState } = facts;
      const { jti, exp, iat, iss, sub } = usual;
      return {
        exp,
        iat,
        ...(authTime !== undefined && { auth_time: authTime }),
        jti: `onrtac:${jti}`,
        iss,
        aud: 'account',
        sub,
        typ: 'Bearer',
        azp: clientId,
        ...(sessionState !== undefined && { sid: sessionState, acr: '1' }),
        'allowed-origins': [],
        realm_access: { roles: ['offline_access', 'uma_authorization'] },
        scope: scopes.join(' '),
      };
    },
    idTokenClaims: ({ clientId, sessionState }) => ({
      jti: randomUUID(),
      typ: 'ID',
      azp: clientId,
      sid: sessionState ?? '',
      acr: '1',
    }),
  },
  onRequest({ endpoint, params, headers }) {
    const scopes = (params.get('scope') ?? '').split(' ');
    if (endpoint === 'authorization' && !scopes.includes('openid')) params.delete('nonce');
    if (endpoint === 'authorization' && isPlain(params)) {
      params.set('code_challenge', challengeOf(params.get('code_challenge') ?? ''));
      params.set('code_challenge_method', 'S256');
    }
    if (endpoint === 'token' && params.get('client_secret') && headers.authorization) delete headers.authorization;
    if (endpoint === 'token' && params.get('code') === '') params.set('code', 'empty');
  },
  onResponse(ctx, endpoint) {
    if (endpoint === 'authorization' && ctx.status === 303) ctx.status = 302;
    if (endpoint !== 'token') return;
    ctx.set('Pragma', 'no-cache');
    if (ctx.status === 200) {
      const { scope, ...members } = ctx.body as Record<string, unknown>;
      const oidc = members.id_token === undefined ? '' : 'openid ';
      ctx.body = {
        ...members,
        token_type: 'Bearer',
        'not-before-policy': 0,
        session_state: sessionOf(ctx),
        scope: `${oidc}${scope ?? ''}`.trim(),
      };
      return;
    }
    const { error, error_description } = ctx.body as Record<string, string>;
    ctx.remove('WWW-Authenticate');
    if (error === 'invalid_client') {
      const known = ctx.oidc.entities.Client !== undefined;
      const description = 'Invalid client or Invalid client credentials';
      ctx.body = { error: known ? 'unauthorized_client' : error, error_description: description };
      return;
    }
    const words = keycloakWords[`${String(ctx.oidc.params?.grant_type)} ${error}`];
    ctx.body = { error, error_description: words ?? error_description };
  },
};

function sessionOf(ctx: KoaContextWithOIDC): string {
  const { AuthorizationCode: code, RefreshToken: refreshToken, AccessToken: access } = ctx.oidc.entities;
  const uid = access?.sessionUid ?? refreshToken?.sessionUid ?? code?.sessionUid ?? access?.grantId;
  return uuidOf(uid ?? ctx.oidc.entities.ClientCredentials?.jti ?? '');
}

export const presets: Readonly<Record<PresetName, Preset>> = { document, keycloak };
