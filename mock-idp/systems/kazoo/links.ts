import { step } from '../../frame/step.ts';
import { listPage } from './listing.ts';
import { badIdentifier, forbidden, type Success } from './responses.ts';
import type { Call, Caller } from './service.ts';
import { type Link, revision, type Store } from './store.ts';

/** GET /v2/auth/links: the links of the caller. */
export async function listLinks(call: Call): Promise<Success> {
  const caller = await call.caller();
  const items = linksOf(call.service.store(), caller).map(({ id, app, provider, scope, email }) => ({
    id,
    app,
    provider,
    scopes: scopesOf(scope),
    ...(email !== undefined && { email }),
  }));
  return { ...listPage(call.ctx, items), contract: 'links-response' };
}

/** The links that belong to the caller. */
export const linksOf = step((store: Store, caller: Caller): readonly Link[] =>
  [...store.links.values()].filter((link) => belongsTo(link, caller)),
);

function belongsTo({ account_id, owner_id }: Link, { account, user }: Caller): boolean {
  return account_id === account.id && owner_id === user?.id;
}

function scopesOf(scope: string): readonly string[] {
  return scope.split(/[ ,;]+/).filter((one) => one !== '');
}

/** The link at the path. Throws the 404 response where there is none, and the 403 response where it is somebody else's. */
export const linkFor = step((call: Call, caller: Caller): Link => {
  const id = call.params.id ?? '';
  const link = call.service.store().links.get(id);
  if (!link) throw badIdentifier(id);
  const free = link.account_id === undefined;
  if (!free && !belongsTo(link, caller)) throw forbidden();
  return link;
});

function shown(link: Link): Success {
  const { id, email, verified_email, scope, profile, display_name } = link;
  const data = {
    ...(email !== undefined && { email }),
    ...(verified_email !== undefined && { verified_email }),
    scope,
    scopes: scopesOf(scope),
    profile,
    ...(display_name !== undefined && { display_name }),
    id,
  };
  return { data, revision: revision(), contract: 'link-response' };
}

/** GET /v2/auth/links/{id}. */
export async function getLink(call: Call): Promise<Success> {
  return shown(linkFor(call, await call.caller()));
}

/** PUT /v2/auth/links/{id}: the link belongs to the caller from now on, unless it belongs to somebody else. */
export async function putLink(call: Call): Promise<Success> {
  const caller = await call.caller();
  const link = linkFor(call, caller);
  link.account_id = caller.account.id;
  link.owner_id = caller.user?.id;
  return shown(link);
}

/** DELETE /v2/auth/links/{id}: the next login through it is that of an unlinked user. */
export async function deleteLink(call: Call): Promise<Success> {
  const link = linkFor(call, await call.caller());
  call.service.store().links.delete(link.id);
  return shown(link);
}
