import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { type AuthRequest, authenticate, readAuthRequest } from './credentials.ts';
import { faulty } from './faults.ts';
import type { Profile } from './profiles.ts';
import { Refused, tokenError } from './refused.ts';
import { expiryOf, shaped } from './shape.ts';
import type { Store } from './store.ts';
import { makeToken } from './token.ts';

/** The customer's auth URL: a token for good credentials, in the shape of the profile. */
export async function auth(ctx: Context, profile: Profile, store: Store): Promise<void> {
  const { method } = profile.auth;
  if (ctx.method !== method && !(ctx.method === 'GET' && faulty('kaleyra.credentials-in-url'))) {
    throw new Refused(405, { error: 'invalid_request' }, { Allow: method });
  }
  const request = readAuthRequest(ctx);
  needHeaders(ctx, profile);
  const unknown = [...request.parameters.keys()].some((name) => name.startsWith('x_'));
  if (unknown && faulty('kaleyra.unknown-parameter-refused')) throw tokenError('invalid_request', 'unknown parameter');
  const client = authenticate(request, profile);
  checkGrant(request, profile);
  const token = await tokenFor(profile, client.id, store);
  store.add(token, {
    profile: profile.name,
    client: client.id,
    expiresAt: faulty('kaleyra.never-expires') ? Number.POSITIVE_INFINITY : now() + profile.lifetime * 1000,
  });
  sendToken(ctx, profile, token);
}

function needHeaders(ctx: Context, { auth: { headers } }: Profile): void {
  if (faulty('kaleyra.extra-headers-refused') && Object.keys(headers).some((name) => ctx.get(name) !== '')) {
    throw tokenError('invalid_request', 'an unexpected header field');
  }
  const missing = Object.entries(headers).find(([name, value]) => ctx.get(name) !== value);
  if (missing && !faulty('kaleyra.extra-headers-refused'))
    throw tokenError('invalid_request', `header ${missing[0]} is missing`);
}

/** Whether a defective customer takes a grant that it does not support. */
function isTolerated(grant: string, parameters: AuthRequest['parameters']): boolean {
  if (grant === 'refresh_token') return faulty('kaleyra.refresh-issues');
  if (grant === 'urn:ietf:params:oauth:grant-type:device_code') return faulty('kaleyra.device-issues');
  if (grant !== 'authorization_code') return grant.startsWith('urn:tollgate') && faulty('kaleyra.unknown-grant-issues');
  return parameters.has('code_verifier') ? faulty('kaleyra.pkce-issues') : faulty('kaleyra.authorization-code-issues');
}

function checkGrant({ parameters }: AuthRequest, { auth: { grants }, users }: Profile): void {
  const grant = parameters.get('grant_type');
  if (grant === undefined) {
    if (faulty('kaleyra.grant-type-optional')) return;
    throw tokenError('invalid_request', 'grant_type is missing');
  }
  if (!grants.includes(grant)) {
    if (isTolerated(grant, parameters)) return;
    const error = faulty('kaleyra.unsupported-grant-as-invalid-request') ? 'invalid_request' : 'unsupported_grant_type';
    throw tokenError(error, 'client_credentials and password are supported');
  }
  if (grant === 'client_credentials') {
    if (faulty('kaleyra.client-credentials-refused')) throw tokenError('unauthorized_client', 'not for you');
    return;
  }
  const name = parameters.get('username');
  const password = parameters.get('password');
  if (faulty('kaleyra.password-grant-refused')) throw tokenError('unauthorized_client', 'not for you');
  if (name === undefined || password === undefined) {
    if (name !== undefined && faulty('kaleyra.missing-password-accepted')) return;
    throw tokenError('invalid_request', 'username and password are needed');
  }
  const user = users.find((one) => one.name === name);
  if (user && (user.password === password || faulty('kaleyra.wrong-password-accepted'))) return;
  if (!user && faulty('kaleyra.unknown-user-accepted')) return;
  const error = faulty('kaleyra.wrong-password-as-invalid-client') ? 'invalid_client' : 'invalid_grant';
  throw tokenError(error, 'unknown user or wrong password');
}

async function tokenFor(profile: Profile, client: string, store: Store): Promise<string> {
  const [own] = profile.clients;
  const shared =
    faulty('kaleyra.token-shared-by-clients') && client !== own?.id ? store.last(own?.id ?? '') : undefined;
  return shared ?? makeToken(profile, client);
}

function sendToken(ctx: Context, profile: Profile, token: string): void {
  const { response, lifetime } = profile;
  const expiry = faulty('kaleyra.expiry-unusable') ? 'soon' : expiryOf(response, lifetime);
  const body = shaped(misplaced(response), faulty('kaleyra.token-in-list') ? [token] : token, expiry);
  if (faulty('kaleyra.expires-in-as-text')) body.expires_in = '7';
  if (faulty('kaleyra.refresh-token-given')) body.refresh_token = 'a-refresh-token-that-nobody-may-use';
  ctx.status = faulty('kaleyra.token-status-201') ? 201 : 200;
  if (!faulty('kaleyra.token-cacheable')) ctx.set('Cache-Control', 'no-store');
  if (!faulty('kaleyra.no-pragma')) ctx.set('Pragma', 'no-cache');
  if (faulty('kaleyra.token-as-text-plain')) {
    ctx.body = JSON.stringify(body);
    return;
  }
  ctx.state.contract = 'token-response';
  ctx.body = body;
}

/** The shape, with its paths where this request's fault wants them. */
function misplaced(shape: Profile['response']): Profile['response'] {
  if (faulty('kaleyra.token-elsewhere')) return { ...shape, tokenFieldPath: 'the_token' };
  return faulty('kaleyra.expiry-elsewhere') ? { ...shape, expirationFieldPath: 'expires_at_the_latest' } : shape;
}
