import type { Tenant, User } from './accounts.ts';
import { authorize } from './authorize.ts';
import { isFound, listQuery, paged } from './list-query.ts';
import { visibleUser } from './refresh-list.ts';
import { apiError, sendJson } from './responses.ts';
import type { Call } from './service.ts';

/** HEAD /status. */
export function status({ ctx }: Call): void {
  ctx.status = 200;
}

/** GET /backends. */
export function backends({ ctx }: Call): void {
  sendJson(ctx, { data: ['ldap_user', 'wazo_user'] });
}

/** GET /idp: how users may log in. */
export function listIdps(call: Call): void {
  authorize(call, 'auth.idp.read');
  const items = ['default', 'native', 'ldap', 'saml'];
  sendJson(call.ctx, { total: items.length, filtered: items.length, items });
}

/** GET /users/{uuid}. */
export function getUser(call: Call): void {
  const uuid = call.params.user ?? '';
  sendJson(call.ctx, userView(visibleUser(call, authorize(call, `auth.users.${uuid}.read`), uuid)));
}

/** GET /users: the users of a tenant, with `?recurse=true` of those below it too. */
export function listUsers(call: Call): void {
  const { tenant, tenants } = authorize(call, 'auth.users.read');
  const sortKeys = {
    username: ({ username }: User) => username.toLowerCase(),
    firstname: ({ firstname }: User) => (firstname ?? '').toLowerCase(),
    lastname: ({ lastname }: User) => (lastname ?? '').toLowerCase(),
  };
  const query = listQuery(call.ctx.query, Object.keys(sortKeys));
  const all = call.service.accounts.users.filter(({ tenant_uuid }) =>
    query.recurse ? tenants.has(tenant_uuid) : tenant_uuid === tenant,
  );
  const found = all.filter(({ username, firstname, lastname, emails }) =>
    [username, firstname, lastname, ...emails.map(({ address }) => address)].some((text) =>
      isFound(text ?? '', query.search),
    ),
  );
  const items = paged(found, { ...query, order: query.order ?? 'username' }, sortKeys).map(userView);
  sendJson(call.ctx, { total: all.length, filtered: found.length, items });
}

/** A user as the API shows one: without the password and what policies grant. */
function userView(user: User) {
  const { uuid, username, firstname, lastname, purpose, enabled, tenant_uuid, authentication_method, emails } = user;
  return { uuid, username, firstname, lastname, purpose, enabled, tenant_uuid, authentication_method, emails };
}

/** GET /tenants: the tenant of the request and all below it. */
export function listTenants(call: Call): void {
  const { tenants } = authorize(call, 'auth.tenants.read');
  const sortKeys = { name: ({ name }: Tenant) => name.toLowerCase(), slug: ({ slug }: Tenant) => slug };
  const query = listQuery(call.ctx.query, Object.keys(sortKeys));
  const all = call.service.accounts.tenants.filter(({ uuid }) => tenants.has(uuid));
  const found = all.filter(({ name, slug }) => [name, slug].some((text) => isFound(text, query.search)));
  const items = paged(found, { ...query, order: query.order ?? 'name' }, sortKeys).map(tenantView);
  sendJson(call.ctx, { total: all.length, filtered: found.length, items });
}

/** GET /tenants/{uuid}. */
export function getTenant(call: Call): void {
  const uuid = call.params.tenant ?? '';
  const { tenants } = authorize(call, `auth.tenants.${uuid}.read`);
  const tenant = call.service.accounts.tenants.find((one) => one.uuid === uuid && tenants.has(uuid));
  if (!tenant) throw apiError(404, 'unknown-tenant', `No such tenant: "${uuid}"`, { uuid }, 'tenants');
  sendJson(call.ctx, tenantView(tenant));
}

/** A tenant as the API shows one; the topmost is its own parent. */
function tenantView({ uuid, parent_uuid, name, slug }: Tenant) {
  const address = { line_1: null, line_2: null, city: null, state: null, country: null, zip_code: null };
  const empty = { contact: null, phone: null, domain_names: [], address };
  return { uuid, parent_uuid: parent_uuid ?? uuid, name, slug, ...empty };
}
