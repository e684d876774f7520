import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { oldestAbove } from '../../../frame/bounded.ts';
import { scene } from '../../../frame/scene.ts';
import { MintError, type SystemContext } from '../../../frame/system.ts';
import { createRealm, type Realm } from '../../../oidc/realm.ts';
import type { AccountEntry, ClientEntry } from '../../../oidc/settings.ts';
import { stranger } from './foreign-issuer.ts';
import { kinds, type Person, providerBase, ssoPath } from './providers.ts';
import { isProvocation, type ProvocationName, provocations, provokeEarly, provokeLate } from './provocations.ts';

type Members = Record<string, unknown>;

/** Who can log in at every provider, and with which applications. */
export interface IdpSettings {
  readonly clients: readonly (ClientEntry & { readonly provider: string })[];
  readonly people: readonly (Person & { readonly username: string; readonly password: string })[];
}

/** What the providers of one fault's mock remember. */
interface State {
  readonly realms: Map<string, Promise<Realm>>;
  readonly accounts: AccountEntry[];
  /** Codes with a provocation or under another name, by what the target is given. */
  readonly codes: Map<string, { readonly code: string; readonly provoke?: ProvocationName }>;
  /** Provocations by the access token that a provoked code has given. */
  readonly provoked: Map<string, ProvocationName>;
}

/** The providers google, office365 and salesforce, each an OpenID provider with its own paths and field names. */
export interface IdentityProvider {
  readonly middleware: Middleware;
  /** Makes a code (or a token of a foreign issuer) for `POST /_control/mint`. Throws a MintError for a bad order. */
  mint(order: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const most = 5_000;

/** Sets the providers up; each OpenID provider is made at first use. */
export function createIdentityProvider(
  { url, perVariant }: SystemContext,
  { clients, people }: IdpSettings,
): IdentityProvider {
  const state = perVariant<State>(() => ({
    realms: new Map(),
    accounts: people.map(accountOf),
    codes: new Map(),
    provoked: new Map(),
  }));

  /** The realm of a provider: that of the installed clients, or the one of a client that an order has named. */
  function realmOf(provider: string, extra?: ClientEntry): Promise<Realm> {
    const { realms, accounts } = state();
    const key = extra ? `${provider} ${extra.client_id}` : provider;
    const known = realms.get(key);
    if (known) return known;
    const { paths, scope } = kinds[provider] as (typeof kinds)[string];
    const made = createRealm({
      issuer: providerBase(url(), provider),
      path: `${ssoPath}/${provider}`,
      cookieName: `kazoo_${provider}_${(scene().variant ?? '').replaceAll('.', '_')}`,
      title: `Sign in at "${provider}"`,
      clients: extra ? [extra] : clients.filter((client) => client.provider === provider),
      accounts,
      scopes: scope.split(' ').map((name) => ({ name })),
      claims: { email: ['email', 'email_verified'], profile: ['name'] },
      idTokenAlways: true,
      consentImplied: true,
      lifetimes: { code: 600, accessToken: 3600 },
      paths: { authorization: paths.authorize, token: paths.token, jwks: paths.jwks, userinfo: '/userinfo' },
      onRequest({ endpoint, params }) {
        const order = endpoint === 'token' ? state().codes.get(params.get('code') ?? '') : undefined;
        if (order) params.set('code', order.code);
      },
      onResponse(ctx, endpoint) {
        const given = String(new URLSearchParams(scene().body.toString('utf8')).get('code'));
        const provoke = state().codes.get(given)?.provoke;
        if (endpoint !== 'token' || ctx.status !== 200 || !provoke) return;
        const body = ctx.body as Members;
        keep(state().provoked, String(body.access_token), provoke);
        ctx.body = provokeLate(provoke, 'token', body);
      },
    });
    realms.set(key, made);
    return made;
  }

  /** The realm whose client a request is about. */
  async function realmFor(provider: string, clientId: string): Promise<Realm> {
    return (await state().realms.get(`${provider} ${clientId}`)) ?? realmOf(provider);
  }

  async function serve(ctx: Context, provider: string, path: string): Promise<void> {
    const { paths } = kinds[provider] as (typeof kinds)[string];
    const form = new URLSearchParams(ctx.method === 'POST' ? scene().body.toString('utf8') : ctx.querystring);
    const realm = await realmFor(provider, form.get('client_id') ?? '');
    if (path === paths.profile) return serveProfile(ctx, provider);
    if (path === paths.tokenInfo) return serveTokenInfo(ctx, provider);
    const provoke = path === paths.token ? state().codes.get(form.get('code') ?? '')?.provoke : undefined;
    if (await provokeEarly(ctx, provoke, 'token')) return;
    await realm.handle(ctx);
  }

  /** Whom an access token of the provider stands for. */
  async function holderOf(provider: string, accessToken: string) {
    const { realms, accounts } = state();
    for (const [key, made] of realms) {
      if (key.split(' ')[0] !== provider) continue;
      const holder = await (await made).holderOf(accessToken);
      const account = holder && accounts.find(({ sub }) => sub === holder.sub);
      if (account) return { ...holder, account };
    }
    return undefined;
  }

  async function serveProfile(ctx: Context, provider: string): Promise<void> {
    const accessToken = /^Bearer (.+)$/i.exec(ctx.get('Authorization'))?.[1] ?? '';
    const provoke = state().provoked.get(accessToken);
    if (await provokeEarly(ctx, provoke, 'profile')) return;
    const holder = await holderOf(provider, accessToken);
    if (!holder) return refuse(ctx, 401, 'invalid_token');
    ctx.body = provokeLate(provoke, 'profile', kinds[provider]?.profile(personOf(holder.account)) ?? {});
  }

  async function serveTokenInfo(ctx: Context, provider: string): Promise<void> {
    const holder = await holderOf(provider, String(ctx.query.access_token ?? ''));
    if (!holder) return refuse(ctx, 400, 'invalid_token');
    const { email, subject } = personOf(holder.account);
    const audience = holder.clientId;
    const scope = [...holder.scopes].join(' ');
    ctx.body = {
      issued_to: audience,
      audience,
      user_id: subject,
      scope,
      email,
      verified_email: true,
      access_type: 'online',
    };
  }

  async function mint(order: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (order.foreign !== undefined) return stranger.mint(url(), order);
    const {
      system: _,
      provider,
      client_id,
      client_secret,
      redirect_uri,
      subject = randomUUID(),
      code,
      provoke,
      ...rest
    } = order;
    const [unknown] = Object.keys(rest);
    const takes = 'provider, client_id, client_secret, redirect_uri, subject, code, provoke';
    if (unknown !== undefined) throw new MintError(`${unknown}: no such member; kazoo takes ${takes}`);
    if (typeof provider !== 'string' || !Object.hasOwn(kinds, provider)) {
      throw new MintError(
        `provider: expected one of ${Object.keys(kinds).join(', ')}, got ${JSON.stringify(provider)}`,
      );
    }
    for (const [name, value] of Object.entries({ client_id, redirect_uri, subject })) {
      if (typeof value !== 'string' || value === '') throw new MintError(`${name}: expected text`);
    }
    if (provoke !== undefined && !isProvocation(provoke)) {
      throw new MintError(
        `provoke: expected one of ${Object.keys(provocations).join(', ')}, got ${JSON.stringify(provoke)}`,
      );
    }
    const account = enrol(String(subject));
    const realm = await realmOf(
      provider,
      extraClient(provider, String(client_id), client_secret, String(redirect_uri)),
    );
    const made = await realm
      .mintCode({
        clientId: String(client_id),
        username: account.username,
        redirectUri: String(redirect_uri),
        scope: kinds[provider]?.scope ?? '',
      })
      .catch((error: Error) => {
        throw new MintError(`client_id: ${error.message}; with client_secret it is made known`);
      });
    const given = typeof code === 'string' ? code : made;
    if (given !== made || provoke !== undefined) keep(state().codes, given, { code: made, provoke });
    return { code: given, subject, email: account.claims?.email };
  }

  /** The client of an order, where it is none of the installed ones. */
  function extraClient(
    provider: string,
    client_id: string,
    secret: unknown,
    redirect: string,
  ): ClientEntry | undefined {
    const installed = clients.some((one) => one.provider === provider && one.client_id === client_id);
    if (installed || typeof secret !== 'string') return undefined;
    return { client_id, client_secret: secret, redirect_uris: [redirect], any_loopback_redirect: true };
  }

  /** The account of a subject, made when there is none. */
  function enrol(subject: string): AccountEntry {
    const { accounts } = state();
    const known = accounts.find(({ sub }) => sub === subject);
    if (known) return known;
    const mark = /^[\w.-]{1,40}$/.test(subject) ? subject : hash('sha256', subject, 'hex').slice(0, 12);
    const name = `Visitor ${mark}`;
    const email = `${mark}@visitors.tollgate.example`;
    const account = accountOf({ subject, name, email, username: subject, password: randomBytes(16).toString('hex') });
    accounts.push(account);
    if (accounts.length > most) accounts.splice(people.length, 1);
    return account;
  }

  return {
    mint,
    async middleware(ctx, next) {
      if (await stranger.serve(ctx, url())) return undefined;
      const [, provider = '', path = '/'] = /^\/sso\/([^/]+)(\/.*)?$/.exec(ctx.path) ?? [];
      if (!Object.hasOwn(kinds, provider)) return next();
      return serve(ctx, provider, path);
    },
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  for (const oldest of oldestAbove(map, most)) map.delete(oldest);
}

function accountOf({ subject, name, email, username, password }: IdpSettings['people'][number]): AccountEntry {
  return { username, password, sub: subject, claims: { name, email, email_verified: true } };
}

function personOf({ sub, claims }: AccountEntry): Person {
  return { subject: sub, name: String(claims?.name), email: String(claims?.email) };
}

function refuse(ctx: Context, status: number, error: string): void {
  ctx.status = status;
  ctx.body = { error };
}
