import type { JsonWebKey } from 'node:crypto';
import type { Middleware } from 'koa';

/** What the frame offers to a system. */
export interface SystemContext {
  /** Public base URL as the request being answered sees it, fault prefix included, without trailing slash. */
  url(): string;
  /** The system's member of the configuration, already valid against the `config.schema.json` in its folder. */
  readonly config: unknown;
  /** State of which every variant of the mock has its own: the accessor gives the one of the request being answered. `reset` drops all. */
  perVariant<T>(create: () => T): () => T;
}

/** Somebody who can log in. */
export interface KnownUser {
  readonly username: string;
  readonly password: string;
  /** What a person has to know besides, such as the account that the user belongs to. */
  readonly note?: string;
}

/** A program that may ask for tokens. */
export interface KnownClient {
  readonly id: string;
  /** Absent for a public client. */
  readonly secret?: string;
  readonly note?: string;
}

/** Something to open in a browser, below the base URL. */
export interface Link {
  readonly text: string;
  readonly path: string;
}

/** A command that works as it is, or once the variables that it names are set. */
export interface Example {
  /** What it does, such as `log in`. */
  readonly does: string;
  readonly command: string;
}

/** What a system says of a token that somebody shows it. */
export interface TokenFinding {
  /** What it is here, such as `access token of realm third-party`. */
  readonly what: string;
  /** Whether it is good for anything at this request's time. */
  readonly active: boolean;
}

/** A system, set up for one server. */
export interface RunningSystem {
  /** What the paths begin with that this system, and no other one, is asked about. */
  readonly prefixes: readonly string[];
  /** Falls through to `next` where it serves nothing; labels the messages it sends with `ctx.state.contract`. */
  readonly middleware: Middleware;
  /** Paths worth showing to a person, such as `POST /api/auth/0.1/token`. */
  readonly endpoints: readonly string[];
  readonly users?: readonly KnownUser[];
  readonly clients?: readonly KnownClient[];
  readonly links?: readonly Link[];
  /** One for each flow, the simplest first; `url` is the base URL that they are to use. */
  readonly examples?: (url: string) => readonly Example[];
  /** Forgets what `perVariant` does not hold. */
  reset?(): void;
  /** Makes a code or a token without a flow, for `POST /_control/mint`; throws a MintError for a bad request. */
  mint?(request: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Publishes other keys, the first of which signs, for `POST /_control/keys`; throws a MintError for a bad request. */
  changeKeys?(request: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** A mint request that works, with every member that it may have. */
  readonly mintExample?: Readonly<Record<string, unknown>>;
  /** Says what a token is here; undefined where it is none of the system's. */
  inspect?(token: string): Promise<TokenFinding | undefined>;
  /** The public keys by which the system's JWTs can be checked now. */
  publicKeys?(): Promise<readonly JsonWebKey[]> | readonly JsonWebKey[];
  /** Releases what outlives a request. */
  close?(): Promise<void> | void;
}

/** What `mock-idp/systems/<system>/index.ts` exports as `system`. Heavy imports wait for `createSystem` or for the first request. */
export interface MockSystem {
  readonly name: string;
  createSystem(context: SystemContext): RunningSystem | Promise<RunningSystem>;
}

/** A mint request that cannot be served; the message says what to change. */
export class MintError extends Error {}
