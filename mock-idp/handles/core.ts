import type { MockConfig } from '../frame/config.ts';
import type { Journal } from '../frame/journal.ts';
import type { Provocations } from '../frame/provocations.ts';
import type { Restore } from '../frame/snapshot.ts';
import type { RunningSystem } from '../frame/system.ts';

/** A running mock without what makes it handy. */
export interface MockCore {
  /** Base URL without trailing slash, as clients call it. */
  readonly url: string;
  /** The same as this machine reaches it, whatever `publicUrl` says. */
  readonly localUrl: string;
  /** As the configuration in force has made them. */
  readonly systems: ReadonlyMap<string, RunningSystem>;
  /** The journal as the frame keeps it. */
  readonly record: Journal;
  readonly provocations: Provocations;
  /** Remembers the state of all systems, for the function given to bring it back. */
  remember(): Restore;
  /** Forgets all state, provocations and the journal, and stops receivers. */
  reset(): Promise<void>;
  /** Takes another configuration, which forgets the state of all systems. Throws a ConfigError, and keeps the old one, for a wrong one. */
  configure(config: MockConfig): Promise<void>;
  /** Ends cleanly: running requests get a second to finish. */
  close(): Promise<void>;
}
