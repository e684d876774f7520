import { step } from '../../frame/step.ts';
import type { Account, Accounts, App, User } from './accounts.ts';
import { authInfo } from './auth-info.ts';
import { appsIn } from './documents.ts';
import { type Claims, signToken } from './jwt.ts';
import { checkMembers, type Rule } from './request.ts';
import { notConfirmed, type Success } from './responses.ts';
import type { Call, Service } from './service.ts';
import { type SignOn, signOn } from './sign-on.ts';
import { keepLink, type Link } from './store.ts';

/** What a browser brings back from a provider. */
interface Callback {
  readonly provider: string;
  readonly code: string;
  readonly client_id: string;
  readonly redirect_uri: string;
}

const text: Rule = { required: true, type: 'string', minLength: 1 };

/** The schema auth.callback (applications/crossbar/priv/couchdb/schemas/auth.callback.json); nothing may be empty. */
export const callbackRules: Readonly<Record<string, Rule>> = {
  provider: text,
  code: text,
  client_id: text,
  redirect_uri: text,
  state: { type: 'string' },
};

/** PUT /v2/auth/callback: what a provider gave to a user's browser becomes a token. */
export async function putCallback({ service, envelope: { data } }: Call): Promise<Success> {
  checkMembers(data, callbackRules);
  const given = data as unknown as Callback;
  const app = appOf({ ...service.accounts, apps: appsIn(service) }, given);
  const login = app && (await signOn(service, app, { code: given.code, redirectUri: given.redirect_uri }));
  if (!login) throw notConfirmed();
  return loggedIn(service, app, login);
}

/** The application of the client_id, which must be one of the provider that the caller names. */
export const appOf = step(({ apps }: Accounts, { client_id, provider }: Callback): App | undefined =>
  apps.find((app) => app.id === client_id && app.provider === provider),
);

/** Remembers the login as a link, and gives a token for whom the link belongs to: for nobody yet where it is unlinked. */
async function loggedIn(service: Service, app: App, login: SignOn): Promise<Success> {
  const { accounts, settings } = service;
  const store = service.store();
  const id = `${app.user_prefix}-${login.identity}`;
  const { account_id, owner_id } = store.links.get(id) ?? {};
  const link = { id, app: app.id, provider: app.provider, ...login.person, account_id, owner_id };
  keepLink(store, link);
  const linked = linkedTo(accounts, link);
  const subject = linked ? { account_id: linked.account.id, ...(linked.user && { owner_id: linked.user.id }) } : {};
  const auth_token = await signToken(store, subject, claimsOf(link, login), settings.tokenLifetime);
  if (!linked) return { data: {}, page_size: 1, auth_token, contract: 'unlinked-response' };
  return {
    data: authInfo(accounts, linked.account, linked.user),
    page_size: 1,
    auth_token,
    contract: 'linked-response',
  };
}

interface Linked {
  readonly account: Account;
  readonly user?: User;
}

/** Whom a link belongs to: a user, or an account whose API key made the link. */
export const linkedTo = step((accounts: Accounts, { account_id, owner_id }: Link): Linked | undefined => {
  const user = accounts.userById(owner_id ?? '');
  const account = user ? accounts.accountOf(user) : accounts.accountById(account_id ?? '');
  return account && { account, user };
});

/** What a token says of the login that it was made for. */
export const claimsOf = step(
  ({ id, app, provider }: Link, { person: { email, scope, display_name } }: SignOn): Claims => ({
    method: 'cb_auth',
    auth_id: id,
    auth_app_id: app,
    auth_provider: provider,
    email,
    scope,
    displayName: display_name,
  }),
);
