import type { Finding } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';

/** How a request came to be sent. */
export interface Sent {
  /** It is wrong on purpose: what must become of it is judged by the check that sends it. */
  readonly onPurpose: boolean;
}

/** Something that holds of every exchange of a run, whoever sent it and why. */
export interface Rule<Role> {
  /** The requirements that a deviation breaks. */
  readonly ids: readonly Id[];
  /** Begins to watch a run. */
  watch(target: Role): Watch;
}

/** What one rule sees of one run. It keeps the exchanges of one finding, however many there are. */
export interface Watch {
  see(exchange: Exchange, sent: Sent): void;
  found(): readonly Tally[];
}

/** What was found of a requirement in a run. */
export interface Tally {
  readonly id: Id;
  /** How many responses it applied to. */
  readonly seen: number;
  /** How many of them broke it. */
  readonly broken: number;
  /** What is wrong with the first that broke it, or what holds of the first of all; with the exchanges that show it. */
  readonly shown: { readonly finding: Finding; readonly exchanges: readonly Exchange[] };
}

/** Counts what is found of requirements, and keeps the first finding of each that is to be shown. */
export function tallies() {
  const byId = new Map<Id, Tally>();
  return {
    count(id: Id, finding: Finding, exchanges: readonly Exchange[]): void {
      const { seen = 0, broken = 0, shown = { finding, exchanges } } = byId.get(id) ?? {};
      const isFirstBroken = !finding.ok && broken === 0;
      byId.set(id, {
        id,
        seen: seen + 1,
        broken: finding.ok ? broken : broken + 1,
        shown: isFirstBroken ? { finding, exchanges } : shown,
      });
    },
    found: (): readonly Tally[] => [...byId.values()],
  };
}
