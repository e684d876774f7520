import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { Profile } from './profiles.ts';
import { Refused } from './refused.ts';
import type { Store } from './store.ts';

/** The customer's callback URL: takes callbacks that bring a live token (RFC 6750 §2.1). */
export function callback(ctx: Context, profile: Profile, store: Store): void {
  const { method } = profile.callback;
  if (ctx.method !== method) throw new Refused(405, { error: 'invalid_request' }, { Allow: method });
  const token = tokenOf(authorizationsOf(ctx), new URLSearchParams(ctx.querystring));
  if (!isLive(token, profile, store)) throw bearerError('invalid_token', 'the token is unknown or over');
  ctx.status = 200;
  ctx.body = { received: true };
}

/** Every Authorization header of the request. */
function authorizationsOf({ req: { rawHeaders } }: Context): string[] {
  const isOne = (index: number) => index % 2 === 0 && rawHeaders[index]?.toLowerCase() === 'authorization';
  return rawHeaders.flatMap((_, index) => (isOne(index) ? [rawHeaders[index + 1] ?? ''] : []));
}

/** The token in the Authorization header; throws a Refused where there is none or more than one. The query does not count. */
export const tokenOf = step((authorizations: readonly string[], _query: URLSearchParams): string => {
  if (authorizations.length > 1) throw bearerError('invalid_request', 'the token came more than once');
  const [, scheme = '', token = ''] = /^(\S+)(?: +(.*))?$/.exec(authorizations[0] ?? '') ?? [];
  if (!isBearer(scheme)) throw bearerError();
  if (!isToken(token)) throw bearerError('invalid_token', 'that is not a token');
  return token;
});

/** Whether it is the scheme of RFC 6750, in any case (RFC 9110 §11.1). */
export const isBearer = step((scheme: string): boolean => scheme.toLowerCase() === 'bearer');

/** Whether a text can be a token: `b64token` of RFC 6750 §2.1. */
export const isToken = step((text: string): boolean => /^[\w.~+/-]+=*$/.test(text));

/** Whether this customer has issued the token to its first client, and it is not over. */
export const isLive = step((token: string, { name, clients: [own] }: Profile, store: Store): boolean => {
  const issued = store.get(token);
  return issued?.profile === name && issued.client === own?.id && issued.expiresAt > now();
});

/** An error response of a protected resource (RFC 6750 §3); without a code where no token was brought. */
export const bearerError = step((error?: 'invalid_request' | 'invalid_token', description?: string): Refused => {
  const code = error ? `, error="${error}", error_description="${description}"` : '';
  return new Refused(error === 'invalid_request' ? 400 : 401, error && { error }, {
    'WWW-Authenticate': `Bearer realm="callbacks"${code}`,
  });
});
