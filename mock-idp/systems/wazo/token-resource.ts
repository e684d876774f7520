import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { grants } from './acl.ts';
import { bodyObject, jsonBody } from './body.ts';
import { ownerOf } from './create-token.ts';
import { repr } from './python.ts';
import { type Refused, sendJson, tokenError } from './responses.ts';
import type { Call } from './service.ts';
import { type AccessToken, dropAccess, liveAccess } from './store.ts';
import { type TokenData, tokenData } from './token-data.ts';
import { notNull, wrongType } from './token-request.ts';

/** GET and HEAD /token/{token}: looks a token up; nobody has to be logged in for it. */
export const getToken = step((call: Call): void => {
  const { ctx, service } = call;
  const token = tokenAt(call);
  checkQuery(call, token);
  if (ctx.method === 'HEAD') ctx.status = 204;
  else sendJson(ctx, { data: lookedUp(token, ownerOf(service, token)) });
});

/** A token as a look-up shows it: with whole seconds. */
export const lookedUp = step(
  (token: AccessToken, owner: User): TokenData =>
    tokenData(token, owner, { issuedAt: Math.floor(token.issuedAt / 1000) * 1000, expiresAt: token.expiresAt }),
);

/** DELETE /token/{token}: ends a token; says success whatever there was. */
export const deleteToken = step((call: Call): void => {
  dropAccess(call.service.store(), idIn(call));
  sendJson(call.ctx, { data: { message: 'success' } });
});

/** POST /token/{token}/scopes/check: which of some accesses a token has. */
export const checkScopes = step((call: Call): void => {
  const { scopes, tenant_uuid } = scopesRequest(call.ctx.get('Content-Type'));
  const token = tokenAt(call);
  checkTenant(call, token, tenant_uuid ?? '');
  sendJson(call.ctx, { scopes: Object.fromEntries(scopes.map((access) => [access, has(call, token, access)])) });
});

/** The value of a token in a path. */
export function idIn({ params }: Call): string {
  return params.token ?? '';
}

function tokenAt(call: Call): AccessToken {
  const token = tokenNamed(call);
  if (!token) throw noSuchToken();
  return token;
}

/** The live token that a path names. */
export const tokenNamed = step((call: Call): AccessToken | undefined => liveAccess(call.service.store(), idIn(call)));

/** The response where a path names no live token. */
export function noSuchToken(): Refused {
  return tokenError(404, 'No such token');
}

function checkQuery(call: Call, token: AccessToken): void {
  const { scope, tenant } = call.ctx.query;
  const [access] = [scope].flat();
  if (access !== undefined && !has(call, token, access)) throw scopeDenied(access);
  checkTenant(call, token, String([tenant].flat()[0] ?? ''));
}

/** The response to a look-up with a scope that the token does not have. */
export const scopeDenied = step((access: string): Refused => tokenError(403, `Unauthorized for ${ascii(access)}`));

function checkTenant(call: Call, token: AccessToken, tenant: string): void {
  if (tenant && !seesTenant(call, token, tenant)) throw tokenError(403, `Unauthorized for tenant ${tenant}`);
}

/** Whether a tenant is that of the token's user or below it. */
export const seesTenant = step(({ service }: Call, token: AccessToken, tenant: string): boolean =>
  service.accounts.tenantTree(ownerOf(service, token).tenant_uuid).has(tenant),
);

/** Whether a token has an access. */
export const has = step(({ service }: Call, token: AccessToken, access: string): boolean =>
  grants(token.acl, access, { userUuid: ownerOf(service, token).uuid, sessionUuid: token.sessionUuid }),
);

/** The text without accents, and without what then still lies beyond ASCII. */
function ascii(text: string): string {
  return text.normalize('NFKD').replace(/[^\0-\x7f]/g, '');
}

interface ScopesRequest {
  readonly scopes: readonly string[];
  readonly tenant_uuid: string | null;
}

/** Reads and checks the body of a check of scopes. Throws the 400 response for a bad one. */
export const scopesRequest = step((contentType: string): ScopesRequest => {
  const { scopes, tenant_uuid = null } = bodyObject(jsonBody(contentType));
  const read = readScopes(scopes);
  const isTenant = tenant_uuid === null || typeof tenant_uuid === 'string';
  if ('value' in read && isTenant) return { scopes: read.value, tenant_uuid };
  const errors = { ...('error' in read && { scopes: read.error }), ...(!isTenant && { tenant_uuid: notText }) };
  throw tokenError(400, repr(errors));
});

const notText = wrongType('Not a valid string.', 'string').error;

type ReadScopes = { readonly value: readonly string[] } | { readonly error: unknown };

/** The accesses that a check of scopes asks for. Without any the real server fails with 500; a careful one refuses. */
export const readScopes = step((scopes: unknown): ReadScopes => {
  if (scopes === null) return notNull;
  if (!Array.isArray(scopes)) return wrongType('Not a valid list.', 'list');
  const wrong = scopes.flatMap((scope, i) => {
    if (typeof scope === 'string') return [];
    return [[i, scope === null ? notNull.error : notText] as const];
  });
  return wrong.length > 0 ? { error: new Map(wrong) } : { value: scopes };
});
