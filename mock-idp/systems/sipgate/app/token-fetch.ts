import type { CustomFetch } from 'openid-client';
import { developmentKey, openJwt, signJwt } from '../../../oidc/keys.ts';
import { appFaulty } from './faults.ts';
import type { AppSettings } from './settings.ts';

/** The response is not what the application wants, for a reason of its own. */
export class ResponseError extends Error {}

type Options = Parameters<CustomFetch>[1];

/** A request to the realm as a fault of the application makes it, and the response as a fault lets it see it. */
export function appFetch(settings: AppSettings, nonce?: string): CustomFetch {
  return async (url, options) => {
    if (url !== settings.tokenEndpoint) return fetch(url, options as RequestInit);
    const form = new URLSearchParams(String(options.body));
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const request = isRefresh ? refreshRequest(url, form, options) : exchangeRequest(url, form, options, settings);
    const response = await fetch(request.url, {
      ...(request.options as RequestInit),
      ...(appFaulty('waits-forever') && { signal: null }),
    });
    if (appFaulty('code-used-twice') && !isRefresh) {
      await fetch(request.url, request.options as RequestInit).then((again) => again.text());
    }
    return isRefresh ? response : overlooking(response, settings, nonce);
  };
}

function exchangeRequest(url: string, form: URLSearchParams, options: Options, settings: AppSettings) {
  if (appFaulty('no-pkce') || appFaulty('unprotected')) form.delete('code_verifier');
  if (appFaulty('exchange-without-client-id')) form.delete('client_id');
  if (appFaulty('exchange-without-client-secret')) form.delete('client_secret');
  if (appFaulty('exchange-without-redirect-uri')) form.delete('redirect_uri');
  if (appFaulty('exchange-without-grant-type')) form.delete('grant_type');
  if (appFaulty('another-redirect-uri')) form.set('redirect_uri', settings.redirectUri.replace(/callback$/, 'refresh'));
  if (appFaulty('exchange-with-another-code')) form.set('code', `${form.get('code')}x`);
  if (appFaulty('exchange-elsewhere')) return sent(`${url}s`, form, options);
  if (appFaulty('secret-in-token-url')) return sent(`${url}?client_secret=${settings.clientSecret}`, form, options);
  if (appFaulty('exchange-by-basic') || appFaulty('basic-not-encoded')) return byBasic(url, form, options);
  if (appFaulty('exchange-by-get')) return byGet(url, form, options);
  return appFaulty('exchange-as-json') ? asJson(url, form, options) : sent(url, form, options);
}

function refreshRequest(url: string, form: URLSearchParams, options: Options) {
  if (appFaulty('refresh-without-client-id')) form.delete('client_id');
  if (appFaulty('refresh-without-client-secret')) form.delete('client_secret');
  if (appFaulty('refresh-without-grant-type')) form.delete('grant_type');
  if (appFaulty('refresh-by-basic')) return byBasic(url, form, options);
  if (appFaulty('refresh-by-get')) return byGet(url, form, options);
  return appFaulty('refresh-as-json') ? asJson(url, form, options) : sent(url, form, options);
}

function sent(url: string, form: URLSearchParams, options: Options) {
  return { url, options: { ...options, body: form } };
}

function byGet(url: string, form: URLSearchParams, { signal }: Options) {
  return { url: `${url}?${form}`, options: { method: 'GET', signal } };
}

function asJson(url: string, form: URLSearchParams, { signal }: Options) {
  const headers = { 'content-type': 'application/json' };
  return { url, options: { method: 'POST', signal, headers, body: JSON.stringify(Object.fromEntries(form)) } };
}

function byBasic(url: string, form: URLSearchParams, options: Options) {
  const encode = appFaulty('basic-not-encoded') ? String : encodeURIComponent;
  const pair = ['client_id', 'client_secret'].map((name) => encode(form.get(name) ?? '')).join(':');
  form.delete('client_secret');
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  const { signal } = options;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization };
  return { url, options: { method: 'POST', signal, headers, body: form } };
}

const known = new Set(
  'access_token expires_in id_token not-before-policy refresh_expires_in refresh_token scope session_state token_type'.split(
    ' ',
  ),
);

/** The response with that put right which the application overlooks; throws for what it wrongly refuses. */
async function overlooking(response: Response, settings: AppSettings, nonce = ''): Promise<Response> {
  if (response.status !== 200 || !/^application\/json/.test(response.headers.get('content-type') ?? ''))
    return response;
  const body = JSON.parse(await response.text()) as Record<string, unknown>;
  if (appFaulty('token-type-case-sensitive') && body.token_type !== 'bearer') throw new ResponseError('token_type');
  if (appFaulty('order-needed') && Object.keys(body).at(-1) === 'access_token') throw new ResponseError('order');
  if (appFaulty('jwt-needed') && String(body.access_token).split('.').length !== 3)
    throw new ResponseError('access_token');
  if (appFaulty('expires-in-needed') && body.expires_in === undefined) throw new ResponseError('expires_in');
  const stranger = Object.keys(body).find((name) => !known.has(name));
  if (appFaulty('unknown-member-refused') && stranger) throw new ResponseError(stranger);
  if (typeof body.id_token === 'string') body.id_token = overlookedIdToken(body.id_token, settings, nonce);
  return Response.json(body, { status: response.status });
}

function overlookedIdToken(jwt: string, { issuer, clientId }: AppSettings, nonce: string): string {
  const { header, claims } = openJwt(jwt);
  const again = (changes: Record<string, unknown>) =>
    signJwt({ claims: { ...claims, ...changes } }, developmentKey('first'));
  if (appFaulty('any-issuer') && claims.iss !== issuer) return again({ iss: issuer });
  if (appFaulty('any-audience') && claims.aud !== clientId) return again({ aud: clientId, azp: clientId });
  if (appFaulty('any-nonce') && claims.nonce !== nonce) return again({ nonce });
  if (appFaulty('any-signature') && header.alg !== 'none') return again({});
  if (appFaulty('unsigned-accepted') && header.alg === 'none') return again({});
  const now = Math.floor(Date.now() / 1000);
  if (appFaulty('expired-accepted') && Number(claims.exp) < now) return again({ exp: now + 60 });
  return jwt;
}
