import type { KoaContextWithOIDC } from 'oidc-provider';
import { sentMessage } from '../../frame/message.ts';
import { developmentKey, openJwt, signJwt, unsignedJwt } from '../../oidc/keys.ts';
import type { Endpoint } from '../../oidc/settings.ts';
import { faulty } from './faults.ts';
import { type Memory, trim } from './memory.ts';
import { digest } from './resource.ts';

type Body = Record<string, unknown>;

/** What faults change in a response before it leaves. */
export function distortResponse(ctx: KoaContextWithOIDC, endpoint: Endpoint, memory: Memory): void {
  if (endpoint === 'authorization') distortRedirect(ctx, memory);
  if (endpoint === 'jwks' && faulty('keys-unpublished')) ctx.body = { keys: [] };
  if (endpoint === 'revocation' && faulty('revocation-status-400')) ctx.status = 400;
  if (endpoint !== 'token') return;
  if (faulty('cors-for-all')) ctx.set('Access-Control-Allow-Origin', '*');
  if (ctx.status === 200) distortTokens(ctx, memory);
  else if (ctx.body) distortError(ctx);
}

function distortRedirect(ctx: KoaContextWithOIDC, { aliases }: Memory): void {
  if (faulty('cors-at-authorization')) ctx.set('Access-Control-Allow-Origin', '*');
  if (faulty('referrer-unrestricted')) ctx.remove('Referrer-Policy');
  const asked = ctx.oidc?.params ?? {};
  if (ctx.status === 400 && ctx.oidc?.entities.Client && faulty('redirect-uri-error-200')) ctx.status = 200;
  if (ctx.status === 400 && !ctx.oidc?.entities.Client && faulty('unknown-client-redirected')) {
    ctx.redirect(`${ctx.query.redirect_uri}?error=unauthorized_client`);
    return;
  }
  const location = String(ctx.response.get('Location'));
  const redirectUri = String(asked.redirect_uri ?? '');
  if (!URL.canParse(location) || !location.startsWith(redirectUri.split('#')[0] ?? '') || redirectUri === '') return;
  const url = new URL(location);
  const query = url.searchParams;
  const code = query.get('code');
  if (faulty('implicit-on') && asked.response_type === 'token') {
    const claims = { iss: ctx.oidc.issuer, exp: Math.floor(Date.now() / 1000) + 300 };
    url.search = '';
    url.hash = `access_token=${signJwt({ claims }, developmentKey('first'))}&token_type=bearer`;
  }
  if (faulty('denial-as-server-error') && query.get('error') === 'access_denied') query.set('error', 'server_error');
  if (faulty('state-missing-in-errors') && query.has('error') && query.get('error') !== 'access_denied') {
    query.delete('state');
  }
  const state = query.get('state');
  if (faulty('state-decoded') && state !== null) query.set('state', decodeURIComponent(state));
  if (faulty('state-made-up') && state === null && code) query.set('state', 'none');
  if (faulty('iss-missing')) query.delete('iss');
  if (code && (faulty('code-repeated') || faulty('code-short'))) {
    const alias = faulty('code-short') ? code.slice(0, 12) : 'again'.repeat(8);
    aliases.set(alias, code);
    query.set('code', alias);
  }
  if (faulty('redirects-elsewhere') && code) url.pathname += '/elsewhere';
  if (faulty('redirect-query-dropped')) {
    for (const name of new URL(redirectUri).searchParams.keys()) query.delete(name);
  }
  if (faulty('code-in-fragment') && code) {
    url.hash = query.toString();
    url.search = '';
  }
  ctx.set('Location', url.href);
}

function distortTokens(ctx: KoaContextWithOIDC, memory: Memory): void {
  const params = ctx.oidc.params ?? {};
  const body: Body = { ...(ctx.body as Body) };
  const client = String(ctx.oidc.client?.clientId);
  const isRefresh = params.grant_type === 'refresh_token';
  const before = memory.newestAccess.get(client);
  const named = (ctx.oidc.body as Body | undefined)?.realm !== undefined;
  if (faulty('access-token-repeated') && !isRefresh && named && before) body.access_token = before;
  if (faulty('refreshed-access-token-not-new') && isRefresh && before) body.access_token = before;
  distortJwts(body);
  ctx.body = sentMessage(isRefresh ? 'refreshed-response' : 'token-response', body);
  if (faulty('token-answer-as-text')) asText(ctx);
  if (faulty('token-answer-cached')) ctx.remove('Cache-Control');
  if (faulty('token-answer-without-pragma')) ctx.remove('Pragma');
  const { access_token, refresh_token } = body;
  if (typeof access_token === 'string') {
    memory.newestAccess.set(client, access_token);
    memory.given.add(digest(access_token));
    if (isRefresh) memory.refreshed.add(digest(access_token));
  }
  if (typeof refresh_token === 'string') {
    memory.newestRefresh.set(client, refresh_token);
    memory.refreshTokens.add(refresh_token);
  }
  trim(memory);
}

/** Faults of the id token, each by its change to the claims. */
function distortJwts(body: Body): void {
  const resign = (change: (claims: Body) => Body, key = developmentKey('first')) => {
    const { header, claims } = openJwt(String(body.id_token));
    body.id_token = signJwt({ header, claims: change(claims) }, key);
  };
  if (body.id_token !== undefined) {
    if (faulty('id-token-signed-by-another')) resign((claims) => claims, developmentKey('foreign'));
    if (faulty('id-token-unsigned')) body.id_token = unsignedJwt(openJwt(String(body.id_token)).claims);
    if (faulty('id-token-of-another-issuer')) resign((claims) => ({ ...claims, iss: 'https://attacker.example' }));
    if (faulty('id-token-for-another')) resign((claims) => ({ ...claims, aud: 'another-client' }));
    if (faulty('id-token-azp-wrong')) resign((claims) => ({ ...claims, azp: 'another-client' }));
    if (faulty('id-token-in-milliseconds')) {
      resign((claims) => ({ ...claims, iat: Number(claims.iat) * 1000, exp: Number(claims.exp) * 1000 }));
    }
    if (faulty('id-token-of-nobody')) resign(({ sub: _, ...claims }) => claims);
    if (faulty('id-token-nonce-wrong')) resign((claims) => ({ ...claims, nonce: 'another' }));
  }
  if (faulty('access-token-signed-by-another')) {
    body.access_token = signJwt(openJwt(String(body.access_token)), developmentKey('foreign'));
  }
}

function distortError(ctx: KoaContextWithOIDC): void {
  const params = ctx.oidc.params ?? {};
  const body = ctx.body as { error?: string; error_description?: string };
  const say = (error: string) => {
    ctx.body = { ...body, error };
  };
  const { error } = body;
  const grant = params.grant_type;
  if (error === 'invalid_client') {
    if (faulty('wrong-secret-403')) ctx.status = 403;
    if (faulty('wrong-secret-unauthorized-client')) say('unauthorized_client');
    if (faulty('no-basic-challenge')) ctx.remove('WWW-Authenticate');
    if (faulty('unknown-client-told') && !ctx.oidc.entities.Client) say('unauthorized_client');
  }
  if (error === 'invalid_grant' && grant === 'authorization_code' && faulty('unknown-code-told-wrong')) {
    if (!ctx.oidc.entities.AuthorizationCode) say('invalid_request');
  }
  if (error === 'invalid_grant' && grant === 'refresh_token' && faulty('refresh-refusal-told-wrong')) {
    say('invalid_request');
  }
  if (error === 'unsupported_grant_type' && faulty('unsupported-grant-type-told-wrong')) say('invalid_request');
  if (error === 'invalid_request' && faulty('missing-parameter-told-wrong')) say('invalid_grant');
  if (faulty('errors-as-text')) asText(ctx);
  if (faulty('errors-cached')) ctx.remove('Cache-Control');
}

function asText(ctx: KoaContextWithOIDC): void {
  ctx.set('Content-Type', 'text/plain; charset=utf-8');
}
