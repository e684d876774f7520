import { step } from '../../frame/step.ts';
import type { Account, Accounts, App } from './accounts.ts';
import { isSuperDuper } from './caller.ts';
import { publicPem } from './jwt.ts';
import { listPage } from './listing.ts';
import { checkMembers, type Rule } from './request.ts';
import { badIdentifier, forbidden, type Success } from './responses.ts';
import type { Call, Caller, Service } from './service.ts';
import { revision } from './store.ts';

/** GET /v2/auth/apps: the applications that the account's reseller has registered. */
export async function listApps(call: Call): Promise<Success> {
  const { ctx, service, params } = call;
  const caller = await call.caller();
  const { accounts } = service;
  const named = accountNamedBy(String(ctx.query.account_id ?? ''), params.account ?? '');
  const account = named === '' ? caller.account : accountFor(service, caller, named);
  const owner = ownerOfApps(accounts, account);
  const apps = appsIn(service).filter((app) => app.account === owner.name);
  return {
    ...listPage(
      ctx,
      apps.map((app) => ({ ...publicApp(service, app), provider: app.provider })),
    ),
    contract: 'apps-response',
  };
}

/** The id of the account whose list is asked for: that in the query comes before that in the path; empty where neither names one. */
export const accountNamedBy = step((query: string, path: string): string => query || path);

/** Whose applications an account sees: those of its reseller. */
export const ownerOfApps = step((accounts: Accounts, account: Account): Account => accounts.resellerOf(account));

function accountFor(service: Service, caller: Caller, id: string): Account {
  const account = service.accounts.accountById(id);
  if (!account || !service.accounts.isWithin(caller.account, id)) throw forbidden();
  return account;
}

function stored(service: Service, kind: 'app' | 'provider', id: string): Record<string, unknown> | null | undefined {
  return service.store().changed.get(`${kind}/${id}`);
}

/** The applications that are there, as they were changed. */
export function appsIn(service: Service): readonly App[] {
  return service.accounts.apps.flatMap((app) => {
    const changed = stored(service, 'app', app.id);
    if (changed === null) return [];
    const { secret = app.secret, provider = app.provider } = (changed ?? {}) as Partial<App>;
    return [{ ...app, secret, provider }];
  });
}

/** What anybody may see of an application: never its secret. */
export const publicApp = step((service: Service, { id, name }: App): { readonly id: string } => {
  const { client_id: _client, provider: _provider, secret: _secret, ...changed } = stored(service, 'app', id) ?? {};
  return { ...(name !== undefined && { name }), ...changed, id };
});

function appAt({ service, params }: Call): App {
  const id = params.id ?? '';
  const app = appsIn(service).find((one) => one.id === id);
  if (!app) throw badIdentifier(id);
  return app;
}

/** GET /v2/auth/apps/{id}. */
export async function getApp(call: Call): Promise<Success> {
  await call.caller();
  const data = publicApp(call.service, appAt(call));
  return { data, page_size: 1, revision: revision(), contract: 'app-response' };
}

const text: Rule = { required: true, type: 'string' };

/** The schema auth.app. */
export const appRules: Readonly<Record<string, Rule>> = {
  client_id: text,
  provider: text,
  secret: text,
  email: { type: 'string' },
};

/** POST /v2/auth/apps/{id}: for super duper administrators, who also bring back one that was deleted. */
export async function postApp(call: Call): Promise<Success> {
  const caller = await call.caller();
  const id = call.params.id ?? '';
  const app = call.service.accounts.apps.find((one) => one.id === id);
  if (!app) throw badIdentifier(id);
  if (!isSuperDuper(caller)) throw forbidden();
  checkMembers(call.envelope.data, appRules);
  change(call, 'app', id);
  return { data: publicApp(call.service, app), revision: revision(), contract: 'app-response' };
}

/** DELETE /v2/auth/apps/{id}. */
export async function deleteApp(call: Call): Promise<Success> {
  const caller = await call.caller();
  const app = appAt(call);
  if (!isSuperDuper(caller)) throw forbidden();
  const data = publicApp(call.service, app);
  call.service.store().changed.set(`app/${app.id}`, null);
  return { data, contract: 'app-response' };
}

function change({ service, envelope: { data } }: Call, kind: 'app' | 'provider', id: string): void {
  const { id: _, ...members } = data;
  service.store().changed.set(`${kind}/${id}`, members);
}

/** GET /v2/auth/providers. */
export async function listProviders(call: Call): Promise<Success> {
  await call.caller();
  const { ctx, service } = call;
  const items = [...service.providers()].flatMap(([id, { provider_type, listed }]) =>
    stored(service, 'provider', id) === null ? [] : [{ id, provider_type, ...listed }],
  );
  return { ...listPage(ctx, items), contract: 'providers-response' };
}

function providerAt({ service, params }: Call): Record<string, unknown> {
  const id = params.id ?? '';
  const found = service.providers().get(id);
  const changed = stored(service, 'provider', id);
  if (!found || changed === null) throw badIdentifier(id);
  return { ...found.document, ...changed, id };
}

/** GET /v2/auth/providers/{id}. */
export async function getProvider(call: Call): Promise<Success> {
  await call.caller();
  const data = providerAt(call);
  return { data, revision: revision(), contract: data.access_code_url ? 'provider-response' : undefined };
}

/** The schema auth.provider. */
export const providerRules: Readonly<Record<string, Rule>> = { id: text };

/** POST /v2/auth/providers/{id}: for super duper administrators, who also bring back one that was deleted. */
export async function postProvider(call: Call): Promise<Success> {
  const caller = await call.caller();
  const id = call.params.id ?? '';
  if (!call.service.providers().has(id)) throw badIdentifier(id);
  if (!isSuperDuper(caller)) throw forbidden();
  checkMembers(call.envelope.data, providerRules);
  change(call, 'provider', id);
  return { data: providerAt(call), revision: revision() };
}

/** DELETE /v2/auth/providers/{id}: for super duper administrators. */
export async function deleteProvider(call: Call): Promise<Success> {
  const caller = await call.caller();
  const data = providerAt(call);
  if (!isSuperDuper(caller)) throw forbidden();
  call.service.store().changed.set(`provider/${data.id}`, null);
  return { data };
}

/** GET /v2/auth/keys: the id of the one key that signs. */
export async function listKeys(call: Call): Promise<Success> {
  if (!mayReadKeys(await call.caller())) throw forbidden();
  return { data: [call.service.store().keyId], page_size: 1, contract: 'keys-response' };
}

/** Keys are shown to administrators (cb_auth.erl). */
export const mayReadKeys = step(({ user }: Caller): boolean => user?.priv_level === 'admin');

/** GET /v2/auth/keys/{id}: the public key in the envelope, or as a PEM file where that is what the caller accepts. */
export async function getKey(call: Call): Promise<Success> {
  if (!mayReadKeys(await call.caller())) throw forbidden();
  const { ctx, service, envelope, params } = call;
  const store = service.store();
  if (params.id !== store.keyId) throw badIdentifier(params.id ?? '');
  const text = publicPem(store);
  if (acceptsPemFile(envelope.accept ?? ctx.get('Accept'))) {
    const headers = { 'Content-Disposition': 'attachment; filename=public_key.pem' };
    return { raw: { type: 'application/x-pem-file', text }, headers };
  }
  return { data: { public_key_pem: text }, page_size: 1, revision: revision(), contract: 'key-response' };
}

/** Whether a caller that accepts this wants the key as a file. */
export const acceptsPemFile = step((accept: string): boolean => /application\/x-pem-file/i.test(accept));
