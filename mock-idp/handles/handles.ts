import { provocationIn } from '../frame/control.ts';
import type { ProvocationOrder } from '../frame/provocations.ts';
import type { KnownClient, KnownUser, RunningSystem } from '../frame/system.ts';
import type { MockCore } from './core.ts';
import { type JournalHandle, journalHandle } from './wait.ts';

/** What a test wants to know of one system. */
export interface SystemHandle {
  readonly users: readonly KnownUser[];
  readonly clients: readonly KnownClient[];
}

export interface WazoHandle extends SystemHandle {
  /** Base URL of wazo-auth's API. */
  readonly url: string;
}

export interface SipgateHandle extends SystemHandle {
  /** Issuer of the realm third-party. */
  readonly issuer: string;
  issuerOf(realm: string): string;
}

export interface KazooHandle extends SystemHandle {
  /** Base URL of Crossbar's API. */
  readonly url: string;
}

export interface KaleyraHandle extends SystemHandle {
  authUrl(profile: string): string;
  callbackUrl(profile: string): string;
}

export interface AuthleteHandle extends SystemHandle {
  /** The developer authentication callback endpoint. */
  readonly url: string;
}

/** An access token or id token of a realm. */
export interface TokenMint {
  readonly system: 'sipgate';
  readonly type: 'access_token' | 'id_token';
  readonly realm?: string;
  readonly client: string;
  readonly user?: string;
  readonly scope?: string;
  /** Seconds; below zero for a token that is over. */
  readonly lifetime?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** An authorization code of a realm. */
export interface CodeMint {
  readonly system: 'sipgate';
  readonly type?: 'code';
  readonly realm?: string;
  readonly client: string;
  readonly user: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly nonce?: string;
}

export interface WazoMint {
  readonly system: 'wazo';
  readonly user: string;
  /** Seconds. */
  readonly expiration?: number;
  readonly client_id?: string;
  readonly offline?: boolean;
}

export interface KaleyraMint {
  readonly system: 'kaleyra';
  readonly profile: string;
  readonly client?: string;
  /** Seconds. */
  readonly lifetime?: number;
}

export interface KazooMint {
  readonly system: 'kazoo';
  readonly provider: string;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly subject?: string;
  readonly [member: string]: unknown;
}

/** Makes a code or a token without a flow. Throws an Error that says what is wrong with the order. */
export interface Mint {
  (order: TokenMint & { readonly type: 'access_token' }): Promise<{ readonly access_token: string }>;
  (order: TokenMint & { readonly type: 'id_token' }): Promise<{ readonly id_token: string }>;
  (order: CodeMint): Promise<{ readonly code: string }>;
  (order: WazoMint): Promise<{ readonly data: { readonly token: string; readonly refresh_token?: string } }>;
  (order: KaleyraMint): Promise<{ readonly token: string; readonly expiresAt: string }>;
  (order: KazooMint): Promise<{ readonly code: string; readonly subject: string }>;
}

/** A provocation that is armed. */
export interface ProvocationHandle {
  readonly id: string;
  /** How many more requests it concerns. */
  remaining(): number;
  disarm(): void;
}

/** What `provoke` takes: `times` is 1 unless told, and without `match` every request is meant. */
export type ProvocationWish = Pick<ProvocationOrder, 'action'> & Partial<ProvocationOrder>;

/** State that `restore` brings back. */
export interface Snapshot {
  restore(): void;
}

/** What a test of one's own has of a running mock. */
export interface Handles {
  readonly wazo: WazoHandle;
  readonly sipgate: SipgateHandle;
  readonly kazoo: KazooHandle;
  readonly kaleyra: KaleyraHandle;
  readonly authlete: AuthleteHandle;
  readonly journal: JournalHandle;
  readonly mint: Mint;
  /** Base URL of the same mock with one defect; `GET /_control/faults` lists them. */
  fault(id: string): string;
  /** Header fields that let a request happen at another time: `+1h`, `-90s`, `+2d`, `+3601`. Throws a RangeError for anything else. */
  at(shift: string): { readonly 'tollgate-clock': string };
  /** Arms a provocation; under a fault where one is named. Throws an Error that says what is wrong with it. */
  provoke(wish: ProvocationWish, options?: { readonly fault?: string }): ProvocationHandle;
  /** Remembers all that systems know: tokens, sessions, consents. */
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/** The handles of a running mock. */
export function handlesOf(core: MockCore): Handles {
  const { url } = core;
  const named = (name: string): SystemHandle & { readonly system: RunningSystem } => {
    const system = core.systems.get(name);
    if (!system) throw new Error(`this mock has no system ${name}`);
    return { system, users: system.users ?? [], clients: system.clients ?? [] };
  };
  const handle = <Own extends object>(name: string, own: Own): SystemHandle & Own => ({
    get users() {
      return named(name).users;
    },
    get clients() {
      return named(name).clients;
    },
    ...own,
  });
  const issuerOf = (realm: string) => `${url}/auth/realms/${realm}`;
  const mint = async (order: object) => {
    const { system } = order as { system: string };
    const make = named(system).system.mint;
    if (!make) throw new Error(`${system}: makes nothing without a flow`);
    return make(order as Record<string, unknown>);
  };
  return {
    wazo: handle('wazo', { url: `${url}/api/auth/0.1` }),
    sipgate: handle('sipgate', { issuer: issuerOf('third-party'), issuerOf }),
    kazoo: handle('kazoo', { url: `${url}/v2` }),
    kaleyra: handle('kaleyra', {
      authUrl: (profile: string) => `${url}/kaleyra/${profile}/auth`,
      callbackUrl: (profile: string) => `${url}/kaleyra/${profile}/callback`,
    }),
    authlete: handle('authlete', { url: `${url}/authlete/authentication` }),
    journal: journalHandle(core.record),
    mint: mint as Mint,
    fault: (id) => `${url}/~fault/${id}`,
    at: (shift) => ({ 'tollgate-clock': secondsIn(shift) }),
    provoke: (wish, { fault } = {}) => armed(core, wish, fault ?? null),
    snapshot: () => ({ restore: core.remember() }),
    restore: (snapshot) => snapshot.restore(),
  };
}

function armed({ provocations }: MockCore, wish: ProvocationWish, fault: string | null): ProvocationHandle {
  const { id } = provocations.arm(provocationIn({ ...wish }), fault);
  return {
    id,
    remaining: () => provocations.list(fault).find((one) => one.id === id)?.remaining ?? 0,
    disarm: () => void provocations.disarm(id, fault),
  };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsIn(shift: string): string {
  const [, sign, count, unit = 's'] = /^([+-])(\d+(?:\.\d+)?)([smhd])?$/.exec(shift) ?? [];
  if (sign === undefined) throw new RangeError(`at(${JSON.stringify(shift)}): expected +1h, -90s, +2d or +3601`);
  return `${sign}${Math.round(Number(count) * (unitSeconds[unit] ?? 1) * 1000) / 1000}`;
}
