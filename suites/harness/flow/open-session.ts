import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browsing, byHttp } from '../browser/browsing.ts';
import { openPeer, type PeerAddress } from '../http/peer.ts';
import { createSender } from '../http/sender.ts';
import { type Catalogue, requirementsOf } from '../model/catalogue.ts';
import { createRedactor, NO_REDACTION, type Redactor, type SecretPlaces } from '../redaction/redactor.ts';
import type { Members } from '../target/members.ts';
import { readTls } from '../target/pem.ts';
import { PROJECT_ROOT } from '../target/schema.ts';
import type { Target } from '../target/target.ts';
import { attempt } from './flow-end.ts';
import { BOUNDS, type Bounds, newMemory, type Session } from './session.ts';

export interface OpenSession extends Session {
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly bounds?: Partial<Bounds>;
  /** The target is our own mock: the report names no port of it. */
  readonly bundled?: boolean;
  readonly peer?: PeerAddress;
  /** How pages are visited that are made for people; by HTTP unless told. */
  readonly browsing?: Browsing;
  /** Nobody reads more than the verdicts: nothing is redacted, and exchanges are not recorded. */
  readonly verdictsOnly?: boolean;
  /** What may be spent in all on waiting as 429 and 503 ask, in milliseconds; 30 s unless told. */
  readonly throttleBudgetMs?: number;
}

/** A session with a target: sender, redactor and an empty memory. Reads the PEM files that the target names. */
export function openSession(target: Target, catalogue: Catalogue, options: SessionOptions = {}): OpenSession {
  const tls = readTls(target);
  const { verdictsOnly = false } = options;
  const bounds = { ...BOUNDS, quietMs: target.quietMs, ...options.bounds };
  const atEnd: (() => Promise<unknown>)[] = [];
  const sender = createSender({
    timeoutMs: target.timeoutMs,
    pace: target.pace,
    throttleBudgetMs: options.throttleBudgetMs,
    tls,
  });
  return {
    sender,
    redactor: verdictsOnly ? NO_REDACTION : redactorOf(target),
    requirements: new Map(requirementsOf(catalogue).map((requirement) => [requirement.id, requirement])),
    gate: target.gate,
    bounds,
    movableClock: target.capabilities.clock,
    baseUrl: target.baseUrl,
    bundled: options.bundled ?? false,
    tls: { ca: tls.ca !== undefined, cert: tls.cert !== undefined, insecure: target.tls.insecure },
    peer: options.peer && openPeer(options.peer, bounds),
    browsing: options.browsing ?? byHttp,
    kept: new Map(),
    atEnd,
    memory: newMemory(),
    verdictsOnly,
    close: async () => {
      for (const action of atEnd) await attempt(action);
      await sender.close();
      await options.browsing?.close();
    },
  };
}

/** What a role's flows see of the target: its system's own member and what all systems share. */
export function roleTarget(target: Target, system: string): Members {
  const { destructive, ownAccounts, peers, trigger, leeway } = target;
  return { destructive, ownAccounts, peers, trigger, leeway, ...target.systems[system] };
}

/** A redactor that knows the target's secrets by the names of their variables. */
function redactorOf(target: Target): Redactor {
  const redactor = createRedactor(secretPlaces());
  for (const { value, envName } of target.secrets) redactor.add(value, envName);
  for (const [system, members] of Object.entries(target.systems)) {
    for (const [name, account] of Object.entries(members)) {
      const { name: user, password } = (account ?? {}) as { name?: unknown; password?: unknown };
      if (typeof user !== 'string' || typeof password !== 'string') continue;
      const variable = `TARGET_${system}_${name.replace(/[A-Z]/g, '_$&')}_BASIC`.toUpperCase();
      redactor.add(Buffer.from(`${user}:${password}`).toString('base64'), variable);
    }
  }
  return redactor;
}

/** `suites/<system>/secrets.json` of every system that has one. */
function secretPlaces(): SecretPlaces[] {
  const suites = join(PROJECT_ROOT, 'suites');
  return readdirSync(suites)
    .map((system) => join(suites, system, 'secrets.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
}
