import type { Context } from 'koa';
import { step } from '../../frame/step.ts';
import type { Realm } from '../../oidc/realm.ts';
import type { Realms } from './realms.ts';

/** The resources, with the scope that opens each. */
const resources: Readonly<Record<string, { readonly scope: string; readonly body: unknown }>> = {
  '/sipgate-api/v2/balance': { scope: 'balance:read', body: { amount: 1234500, currency: 'EUR' } },
  '/sipgate-api/v2/account': { scope: 'account:read', body: { company: 'Example GmbH', mainProductType: 'BASIC' } },
};

export const resourcePaths: readonly string[] = Object.keys(resources);

/** Whether the path is one of the resources. */
export function isResource(path: string): boolean {
  return Object.hasOwn(resources, path);
}

/** Serves a resource to whoever has a token of one of the realms with its scope (RFC 6750). */
export async function serveResource(ctx: Context, { all }: Realms): Promise<void> {
  const { status, challenge, body } = await responseFor(ctx, await all());
  ctx.set('Cache-Control', 'no-store');
  if (challenge !== undefined) ctx.set('WWW-Authenticate', challenge);
  ctx.status = status;
  ctx.body = body;
}

/** A resource's response before it is sent. */
export interface ResourceResponse {
  readonly status: number;
  /** `WWW-Authenticate`. */
  readonly challenge?: string | undefined;
  readonly body: unknown;
}

async function responseFor(ctx: Context, realms: readonly Realm[]): Promise<ResourceResponse> {
  const { scope, body } = resources[ctx.path] ?? { scope: '', body: undefined };
  const token = tokenIn(ctx.get('Authorization'), ctx.URL.searchParams);
  const scopes = token === undefined ? undefined : await scopesOf(token, realms);
  const refused = whyRefused(token, scopes, scope);
  return refused ? refusal(refused, token, scope) : { status: 200, body };
}

/** The token in the Authorization header (RFC 6750 §2.1); one in the query does not count. */
export const tokenIn = step((authorization: string, _query: URLSearchParams): string | undefined => {
  const [, scheme = '', token] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  return scheme.toLowerCase() === 'bearer' ? token : undefined;
});

/** What an access token of one of the realms is good for at this request's time; undefined where it is not good. */
export const scopesOf = step(
  async (token: string, realms: readonly Realm[]): Promise<ReadonlySet<string> | undefined> => {
    for (const realm of realms) {
      const holder = await realm.holderOf(token);
      if (holder) return holder.scopes;
    }
    return undefined;
  },
);

/** Why a resource does not open. */
export type Reason = 'no token' | 'bad token' | 'other scope';

/** What speaks against opening a resource; the scope `all` opens every one. */
export const whyRefused = step(
  (token: string | undefined, scopes: ReadonlySet<string> | undefined, needed: string): Reason | undefined => {
    if (token === undefined) return 'no token';
    if (!scopes) return 'bad token';
    return scopes.has(needed) || scopes.has('all') ? undefined : 'other scope';
  },
);

const reasons: Readonly<Record<Reason, { readonly status: number; readonly error?: string; readonly text?: string }>> =
  {
    'no token': { status: 401 },
    'bad token': { status: 401, error: 'invalid_token', text: 'the access token is expired, revoked or unknown' },
    'other scope': { status: 403, error: 'insufficient_scope', text: 'the scope $ is needed' },
  };

/** A refusal with its challenge (RFC 6750 §3), which says no reason to whoever brought no token. */
export const refusal = step((reason: Reason, _token: string | undefined, needed: string): ResourceResponse => {
  const { status, error, text } = reasons[reason];
  const challenge = 'Bearer realm="sipgate"';
  if (error === undefined) return { status, challenge, body: { error: 'unauthorized' } };
  const error_description = text?.replace('$', needed);
  return {
    status,
    challenge: `${challenge}, error="${error}", error_description="${error_description}"`,
    body: { error, error_description },
  };
});
