import { readFileSync } from 'node:fs';
import { ConfigError } from '../../frame/config.ts';
import { mayBeFaulty, scene } from '../../frame/scene.ts';
import { type Restore, snapshotOf } from '../../frame/snapshot.ts';
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
import { faulty } from './faults.ts';
import { createMemory, type Memory } from './memory.ts';
import { type PresetName, presets } from './presets.ts';
import { distortRequest } from './request-defects.ts';
import { distortResponse } from './response-defects.ts';

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

/** The realms of one fault's mock. */
export interface Realms {
  readonly names: readonly string[];
  get(name: string): Promise<Realm>;
  all(): Promise<readonly Realm[]>;
  /** Those that have been asked for. */
  made(): Promise<readonly Realm[]>;
  readonly memory: Memory;
  snapshot(): Restore;
}

/** Realms that are made when they are first asked for. `url` gives the public base URL, fault prefix included. */
export function createRealms(data: RealmData, url: () => string): Realms {
  const made = new Map<string, Promise<Realm>>();
  const memory = createMemory();
  const get = (name: string) => {
    const realm = made.get(name) ?? createRealm(settingsOf(name, data, url, memory));
    made.set(name, realm);
    return realm;
  };
  const ready = new Set<Realm>();
  return {
    names: data.realms,
    memory,
    async get(name) {
      const realm = await get(name);
      ready.add(realm);
      return realm;
    },
    all: () => Promise.all(data.realms.map(get)),
    made: () => Promise.all(made.values()),
    snapshot: () => snapshotOf([memory, made, ready, ...ready]),
  };
}

/** Throws a ConfigError for what oidc-provider does not take, before anybody asks for it. */
export async function checkRealms(data: RealmData): Promise<void> {
  const memory = createMemory();
  for (const name of data.realms) {
    try {
      await createRealm(settingsOf(name, data, () => 'http://127.0.0.1', memory));
    } catch (error) {
      const { error_description: description, message } = error as Error & { error_description?: string };
      throw new ConfigError(`/sipgate: realm ${name}: ${description ?? message}`);
    }
  }
}

function settingsOf(name: string, data: RealmData, url: () => string, memory: Memory): RealmSettings {
  const { preset: presetName, scopes, users } = data;
  const preset = presets[presetName];
  const path = `/auth/realms/${name}`;
  const own = data.clients.filter(({ realm }) => realm === name || faulty('realms-share-clients'));
  const all = ['authorization_code', 'refresh_token', 'password'];
  const settings: RealmSettings = {
    get issuer() {
      return url() + path;
    },
    path,
    cookieName: `${name}_${(scene().variant ?? 'sound').replaceAll(/[^\w-]/g, '_')}`,
    title: name,
    clients: faulty('password-grant') ? own.map((client) => ({ grant_types: all, ...client })) : own,
    accounts: users,
    scopes,
    claimRules: data.claims,
    keys: data.keys,
    anyClient: data.acceptAnyClient,
    loginOffers: data.loginOffers,
    claims: { openid: [], profile: ['name'], email: ['email', 'email_verified'] },
    ...preset.settings,
    lifetimes: { ...data.lifetimes, ...wrongLifetimes() },
    ...(faulty('refresh-token-kept') && { rotateRefreshTokens: false }),
    consentImplied: faulty('consent-never-asked'),
    afterForm: faulty('redirect-307') ? 307 : 303,
    onRequest(request) {
      preset.onRequest(request);
      return mayBeFaulty() ? distortRequest(request, settings, memory) : undefined;
    },
    onResponse(ctx, endpoint) {
      preset.onResponse(ctx, endpoint);
      if (mayBeFaulty()) distortResponse(ctx, endpoint, memory);
    },
    storeDefects: {
      reusable: (model) =>
        (faulty('code-reusable') && model === 'AuthorizationCode') ||
        (faulty('replaced-refresh-token-works') && model === 'RefreshToken') ||
        preset.settings.storeDefects?.reusable?.(model) === true,
      racy: (model) => faulty('parallel-exchanges') && model === 'AuthorizationCode',
      immortal: (model) => faulty('access-token-immortal') && model === 'AccessToken',
      survivesGrant: () => misuseIsHarmless(),
    },
    misuseEndsGrant: () => !misuseIsHarmless(),
    loggedIn: (sound, username) => {
      if (faulty('login-refused')) return undefined;
      const named = users.find((user) => user.username === username);
      if (faulty('any-password')) return named;
      return sound ?? (faulty('unknown-user-logs-in') && !named ? users[0] : undefined);
    },
    redirectUriAllowed: (uri, sound) => {
      if (faulty('any-redirect-uri')) return true;
      const registered = own.flatMap(({ redirect_uris }) => redirect_uris);
      if (faulty('redirect-uri-prefix') && !uri.includes('#')) return registered.some((one) => uri.startsWith(one));
      if (faulty('redirect-uri-fragment-dropped')) return registered.includes(uri.split('#')[0] ?? '');
      if (faulty('redirect-uri-with-code') && /[?&]code=/.test(uri)) return true;
      return sound;
    },
    consented: (granted, wanted) => (faulty('consent-once-for-all') ? new Set([...granted, ...wanted]) : granted),
    remembersConsent: () => !faulty('consent-each-time'),
    pageHeaders: (usual, page) => {
      const framable = faulty(page === 'login' ? 'login-page-framable' : 'consent-page-framable');
      const { 'X-Frame-Options': _, 'Content-Security-Policy': csp = '', ...rest } = usual;
      if (framable) return { ...rest, 'Content-Security-Policy': csp.replace(/frame-ancestors [^;]*; /, '') };
      if (page === 'login' && faulty('login-page-cached')) return { ...usual, 'Cache-Control': 'max-age=3600' };
      return usual;
    },
  };
  return settings;
}

function wrongLifetimes(): Partial<Lifetimes> {
  if (faulty('lifetime-ten-minutes')) return { accessToken: 600 };
  if (faulty('code-lives-an-hour')) return { code: 3600 };
  if (faulty('refresh-token-ends-early')) return { refreshToken: 300 };
  return {};
}

/** Whether the misuse of what the request brings does no harm to the tokens of the same grant. */
function misuseIsHarmless(): boolean {
  const isRefresh = scene().body.includes('grant_type=refresh_token');
  return isRefresh ? faulty('refresh-replay-harmless') : faulty('code-replay-harmless');
}
