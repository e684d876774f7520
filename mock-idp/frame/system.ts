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

/** A system, set up for one server. */
export interface RunningSystem {
  /** What the paths begin with that this system, and no other one, is asked about. */
  readonly prefixes: readonly string[];
  /** Falls through to `next` where it serves nothing; labels the messages it sends with `ctx.state.contract`. */
  readonly middleware: Middleware;
  /** Paths worth showing to a person, such as `POST /api/auth/0.1/token`. */
  readonly endpoints: readonly string[];
  /** Known accounts, one line each, for the banner. */
  readonly users?: readonly string[];
  /** A command that works as it is. */
  readonly example?: (url: string) => string;
  /** Forgets what `perVariant` does not hold. */
  reset?(): void;
  /** Makes a code or a token without a flow, for `POST /_control/mint`; throws a MintError for a bad request. */
  mint?(request: Readonly<Record<string, unknown>>): Promise<unknown>;
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
