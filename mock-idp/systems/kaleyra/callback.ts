import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import type { Profile } from './profiles.ts';
import { Refused } from './refused.ts';
import type { Store } from './store.ts';

/** The customer's callback URL: takes callbacks that bring a live token (RFC 6750 §2.1). */
export function callback(ctx: Context, profile: Profile, store: Store): void {
  const { method } = profile.callback;
  if (ctx.method !== method) throw new Refused(405, { error: 'invalid_request' }, { Allow: method });
  const token = tokenOf(ctx);
  if (!isLive(token, profile, store)) throw bearerError('invalid_token', 'the token is unknown or over');
  if (ctx.querystring !== '' && faulty('kaleyra.query-refused'))
    throw bearerError('invalid_request', 'no query is expected');
  ctx.status = 200;
  ctx.body = { received: true };
}

/** The token in the Authorization header; throws a Refused where there is none or more than one. */
function tokenOf(ctx: Context): string {
  const fields = ctx.req.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization');
  if (fields.length > 1 && !faulty('kaleyra.two-tokens-accepted')) {
    throw bearerError('invalid_request', 'the token came more than once');
  }
  const inQuery = new URLSearchParams(ctx.querystring).get('access_token');
  if (inQuery !== null && fields.length === 0 && faulty('kaleyra.token-in-query-accepted')) return inQuery;
  const [, scheme = '', rest = ''] = /^(\S+)(?: +(.*))?$/.exec(ctx.get('Authorization')) ?? [];
  const isBearer = faulty('kaleyra.scheme-case-sensitive') ? scheme === 'Bearer' : scheme.toLowerCase() === 'bearer';
  if (!isBearer) throw bearerError();
  if (!/^[\w.~+/-]+=*$/.test(rest) && !faulty('kaleyra.malformed-token-accepted')) {
    throw bearerError('invalid_token', 'that is not a token');
  }
  return rest;
}

function isLive(token: string, profile: Profile, store: Store): boolean {
  const issued = store.get(token);
  const [own] = profile.clients;
  if (faulty('kaleyra.live-token-refused')) return false;
  if (!issued) return isTolerated(token, profile, store);
  const once = faulty('kaleyra.token-for-single-use') && store.use(token) > 1;
  const ofOwn = issued.client === own?.id || faulty('kaleyra.foreign-token-accepted');
  const expiresAt = faulty('kaleyra.validity-halved') ? issued.expiresAt - profile.lifetime * 500 : issued.expiresAt;
  return issued.profile === profile.name && ofOwn && !once && expiresAt > now();
}

/** Whether a defective customer takes a token that it never made. */
function isTolerated(token: string, { clients }: Profile, store: Store): boolean {
  if (!/^[\w.~+/-]+=*$/.test(token)) return faulty('kaleyra.malformed-token-accepted');
  if (clients.some(({ secret }) => secret === token)) return faulty('kaleyra.secret-as-token');
  const tampered = store.resembles(token);
  return faulty(tampered ? 'kaleyra.tampered-token-accepted' : 'kaleyra.unknown-token-accepted');
}

/** An error response of a protected resource (RFC 6750 §3); without a code where no token was brought. */
function bearerError(error?: 'invalid_request' | 'invalid_token', description?: string): Refused {
  if (error === undefined && faulty('kaleyra.anonymous-callback')) {
    return new Refused(200, { received: 'true' });
  }
  const wrong = faulty('kaleyra.invalid-token-otherwise') ? 'invalid_request' : 'invalid_token';
  const code =
    error === 'invalid_token'
      ? wrong
      : (error ?? (faulty('kaleyra.error-without-token') ? 'invalid_token' : undefined));
  const parts = [
    'realm="callbacks"',
    ...(code ? [`error="${code}"`, `error_description="${description ?? 'no token'}"`] : []),
  ];
  const status = error === 'invalid_request' ? 400 : statusOf(error);
  const challenged = !(error === undefined && faulty('kaleyra.unchallenged'));
  return new Refused(status, code ? { error: code } : undefined, {
    ...(challenged && { 'WWW-Authenticate': `Bearer ${parts.join(', ')}` }),
  });
}

function statusOf(error: 'invalid_token' | undefined): number {
  return faulty(error ? 'kaleyra.invalid-token-403' : 'kaleyra.unauthorized-403') ? 403 : 401;
}
