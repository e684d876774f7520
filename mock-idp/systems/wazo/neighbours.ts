import { authorize } from './authorize.ts';
import { visibleUser } from './refresh-list.ts';
import { sendJson } from './responses.ts';
import type { Call } from './service.ts';

/** HEAD /status. */
export function status({ ctx }: Call): void {
  ctx.status = 200;
}

/** GET /backends. */
export function backends({ ctx }: Call): void {
  sendJson(ctx, { data: ['ldap_user', 'wazo_user'] });
}

/** GET /users/{uuid}. */
export function getUser(call: Call): void {
  const uuid = call.params.user ?? '';
  const user = visibleUser(call, authorize(call, `auth.users.${uuid}.read`), uuid);
  const { username, firstname, lastname, purpose, enabled, tenant_uuid, authentication_method, emails } = user;
  sendJson(call.ctx, {
    uuid: user.uuid,
    username,
    firstname,
    lastname,
    purpose,
    enabled,
    tenant_uuid,
    authentication_method,
    emails,
  });
}
