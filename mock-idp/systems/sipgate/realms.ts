import { readFileSync } from 'node:fs';
import type { Context } from 'koa';
import { ConfigError } from '../../frame/config.ts';
import { sentMessage } from '../../frame/message.ts';
import { scene } from '../../frame/scene.ts';
import { type Restore, snapshotOf } from '../../frame/snapshot.ts';
import { step } from '../../frame/step.ts';
import type { KeyName } from '../../oidc/keys.ts';
import { createRealm, type Realm } from '../../oidc/realm.ts';
import type {
  AccountEntry,
  ClaimRule,
  ClientEntry,
  Lifetimes,
  LoginOffers,
  RealmSettings,
  ScopeEntry,
} from '../../oidc/settings.ts';
import type { AppConfig } from './app/settings.ts';
import { type PresetName, presets } from './presets.ts';

/** A client of a realm. */
export interface RealmClient extends ClientEntry {
  readonly realm: string;
}

/** The sipgate member of the mock's configuration (config.schema.json). */
export interface SipgateConfig {
  readonly preset?: PresetName;
  readonly users?: readonly (Omit<AccountEntry, 'sub'> & { readonly sub?: string })[];
  readonly clients?: readonly RealmClient[];
  readonly lifetimes?: Partial<Lifetimes>;
  /** Scopes added to those of fixtures/sipgate/scopes.json. */
  readonly scopes?: readonly ScopeEntry[];
  /** Rules for claims of users, by name. */
  readonly claims?: Readonly<Record<string, ClaimRule>>;
  /** Realms besides third-party and sipgate-apps; those of clients need not be named. */
  readonly realms?: readonly string[];
  readonly keys?: readonly KeyName[];
  readonly acceptAnyClient?: boolean;
  readonly loginPage?: Partial<LoginOffers>;
  /** The application that logs its users in. */
  readonly app?: AppConfig;
}

/** All that the realms are made of. */
export interface RealmData {
  readonly preset: PresetName;
  readonly users: readonly AccountEntry[];
  readonly clients: readonly RealmClient[];
  readonly scopes: readonly ScopeEntry[];
  readonly lifetimes: Partial<Lifetimes>;
  readonly claims: Readonly<Record<string, ClaimRule>>;
  /** Names of the realms. */
  readonly realms: readonly string[];
  readonly keys: readonly KeyName[];
  readonly acceptAnyClient: boolean;
  readonly loginOffers: LoginOffers;
}

const realmNames = ['third-party', 'sipgate-apps'];

const fixtures = new URL('../../../fixtures/sipgate/', import.meta.url);
const accountStore = 'f:6f0d5a1e-0d5b-4b9c-9a39-6c3f5a2c7b11';

/** The realms' data: that of fixtures/sipgate, with what the configuration adds or replaces. */
export function loadRealmData({
  preset = 'document',
  users = [],
  clients = [],
  lifetimes = {},
  scopes = [],
  claims = {},
  realms = [],
  keys = ['first'],
  acceptAnyClient = false,
  loginPage = {},
}: SipgateConfig): RealmData {
  const { users: known, clients: registered } = readJson('realms.json') as Pick<RealmData, 'users' | 'clients'>;
  const more = users.map((user, index) => ({ ...user, sub: user.sub ?? `${accountStore}:${2_000_001 + index}` }));
  return {
    preset,
    users: merged(known, more, ({ username }) => username),
    clients: merged(registered, clients, ({ client_id }) => client_id),
    scopes: merged(readJson('scopes.json') as readonly ScopeEntry[], scopes, ({ name }) => name),
    lifetimes,
    claims,
    realms: [...new Set([...realmNames, ...realms, ...clients.map(({ realm }) => realm)])],
    keys,
    acceptAnyClient,
    loginOffers: { users: true, claims: true, ...loginPage },
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, fixtures), 'utf8'));
}

function merged<Item>(known: readonly Item[], more: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map([...known, ...more].map((item) => [keyOf(item), item])).values()];
}

/** The realms of one variant of the mock. */
export interface Realms {
  readonly names: readonly string[];
  get(name: string): Promise<Realm>;
  all(): Promise<readonly Realm[]>;
  /** Those that have been asked for. */
  made(): Promise<readonly Realm[]>;
  snapshot(): Restore;
}

/** Realms that are made when they are first asked for. `url` gives the public base URL as the current request sees it. */
export function createRealms(data: RealmData, url: () => string): Realms {
  const made = new Map<string, Promise<Realm>>();
  const get = (name: string) => {
    const realm = made.get(name) ?? createRealm(settingsOf(name, data, url));
    made.set(name, realm);
    return realm;
  };
  const ready = new Set<Realm>();
  return {
    names: data.realms,
    async get(name) {
      const realm = await get(name);
      ready.add(realm);
      return realm;
    },
    all: () => Promise.all(data.realms.map(get)),
    made: () => Promise.all(made.values()),
    snapshot: () => snapshotOf([made, ready, ...ready]),
  };
}

/** Throws a ConfigError for what oidc-provider does not take, before anybody asks for it. */
export async function checkRealms(data: RealmData): Promise<void> {
  for (const name of data.realms) {
    try {
      await createRealm(settingsOf(name, data, () => 'http://127.0.0.1'));
    } catch (error) {
      const { error_description: description, message } = error as Error & { error_description?: string };
      throw new ConfigError(`/sipgate: realm ${name}: ${description ?? message}`);
    }
  }
}

/** How a realm behaves: as the preset says, with its own clients and everybody's users. */
export const settingsOf = step((name: string, data: RealmData, url: () => string): RealmSettings => {
  const preset = presets[data.preset];
  const path = `/auth/realms/${name}`;
  return {
    get issuer() {
      return url() + path;
    },
    path,
    cookieName: `${name}_${(scene().variant ?? 'sound').replaceAll(/[^\w-]/g, '_')}`,
    title: name,
    clients: data.clients.filter(({ realm }) => realm === name),
    accounts: data.users,
    scopes: data.scopes,
    claimRules: data.claims,
    keys: data.keys,
    anyClient: data.acceptAnyClient,
    loginOffers: data.loginOffers,
    claims: { openid: [], profile: ['name'], email: ['email', 'email_verified'] },
    lifetimes: data.lifetimes,
    ...preset.settings,
    onRequest: preset.onRequest,
    onResponse(ctx, endpoint) {
      preset.onResponse(ctx, endpoint);
      if (endpoint !== 'token' || ctx.status !== 200) return;
      const isRefresh = ctx.oidc.params?.grant_type === 'refresh_token';
      ctx.body = sentMessage(isRefresh ? 'refreshed-response' : 'token-response', ctx.body);
    },
  };
});

/** Serves what lies below a realm's path. */
export const serveRealm = step(async (ctx: Context, realms: Realms): Promise<void> => {
  const [, name = ''] = /^\/auth\/realms\/([^/]+)/.exec(ctx.path) ?? [];
  if (realms.names.includes(name)) return (await realms.get(name)).handle(ctx);
  ctx.status = 404;
  ctx.body = { error: 'Realm does not exist' };
});
