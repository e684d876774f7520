import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { grants } from './acl.ts';
import { ownerOf } from './create-token.ts';
import { apiError, type Refused } from './responses.ts';
import type { Call } from './service.ts';
import { type AccessToken, liveAccess } from './store.ts';

/** Who makes a request to a guarded resource. */
export interface Caller {
  readonly user: User;
  /** The tenant the request is about: the one of `Wazo-Tenant`, or the caller's own. */
  readonly tenant: string;
  /** That tenant and all below it: whose things the caller may see. */
  readonly tenants: ReadonlySet<string>;
}

/**
 * Lets a request to a guarded resource through when its X-Auth-Token is a live access token with the required access.
 * Throws the 401 response otherwise (xivo-lib-python, `xivo/http_exceptions.py`).
 */
export const authorize = step((call: Call, required: string): Caller => {
  const value = tokenIn(call);
  const token = accessToken(call, value);
  if (!token) throw unauthorized(call, value, required);
  const owner = ownerOf(call.service, token);
  if (!grants(token.acl, required, { userUuid: owner.uuid, sessionUuid: token.sessionUuid })) {
    const details = { invalid_token: value, reason: 'missing_permission_or_invalid_tenant', required_access: required };
    const tenant_uuid = call.ctx.get('Wazo-Tenant') || null;
    throw apiError(401, 'unauthorized', 'Unauthorized', { ...details, tenant_uuid });
  }
  const { accounts } = call.service;
  const tenant = call.ctx.get('Wazo-Tenant') || owner.tenant_uuid;
  if (accounts.tenantTree(owner.tenant_uuid).has(tenant)) {
    return { user: owner, tenant, tenants: accounts.tenantTree(tenant) };
  }
  throw apiError(401, 'unauthorized-tenant', 'Unauthorized tenant', { tenant_uuid: tenant });
});

/** The access token that a request brings: the one in X-Auth-Token. */
export const tokenIn = step(({ ctx }: Call): string => ctx.get('X-Auth-Token'));

/** The access token of this value, when it opens guarded resources. */
export const accessToken = step(({ service }: Call, value: string): AccessToken | undefined =>
  liveAccess(service.store(), value),
);

/** The response to a request without a live access token. */
export const unauthorized = step((_call: Call, value: string, required: string): Refused => {
  const details = { invalid_token: value, reason: 'not_found_or_expired', required_access: required };
  return apiError(401, 'unauthorized', 'Unauthorized', details);
});
