import type { Middleware } from 'koa';

/** A defect that a reference target shows on demand. */
export interface Fault {
  readonly id: string;
  readonly system: string;
  /** `<system>.server` or `<system>.client`. */
  readonly role: string;
  /** What goes wrong, in one sentence. */
  readonly sentence: string;
  /** Ids of the requirements that end `fail` (or `warn` where that is their worst) under this fault. */
  readonly breaks: readonly string[];
  /** Set on a defect that is derived from a contract and has no line of code of its own. */
  readonly derived?: boolean;
  /** Members of the target file that differ where the defect lies in the settings and not in the program. */
  readonly target?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the frame offers to a system. */
export interface SystemContext {
  /** Public base URL as the request being answered sees it, fault prefix included, without trailing slash. */
  url(): string;
  /** The system's member of the configuration, already valid against the `config.schema.json` in its folder. */
  readonly config: unknown;
  /** State of which every fault has its own: the accessor gives the one of the request being answered. `reset` drops all. */
  perFault<T>(create: () => T): () => T;
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
  /** Forgets what `perFault` does not hold. */
  reset?(): void;
  /** Makes a code or a token without a flow, for `POST /_control/mint`; throws a MintError for a bad request. */
  mint?(request: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Releases what outlives a request. */
  close?(): Promise<void> | void;
}

/** What `mock-idp/systems/<system>/index.ts` exports as `system`. Heavy imports wait for `createSystem` or for the first request. */
export interface MockSystem {
  readonly name: string;
  readonly faults: readonly Fault[];
  createSystem(context: SystemContext): RunningSystem | Promise<RunningSystem>;
}

/** A mint request that cannot be served; the message says what to change. */
export class MintError extends Error {}
