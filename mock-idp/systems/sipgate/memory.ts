import { oldestAbove } from '../../frame/bounded.ts';

/** What some faults have to remember of a mock's earlier answers. */
export interface Memory {
  /** Digests of the access tokens handed out. */
  readonly given: Set<string>;
  /** Digests of those that a refresh made. */
  readonly refreshed: Set<string>;
  /** Every refresh token handed out. */
  readonly refreshTokens: Set<string>;
  /** The newest refresh token, and the newest access token, by client. */
  readonly newestRefresh: Map<string, string>;
  readonly newestAccess: Map<string, string>;
  /** Codes as they were handed out, to the codes as the store knows them. */
  readonly aliases: Map<string, string>;
}

/** Nothing remembered yet. */
export function createMemory(): Memory {
  return {
    given: new Set(),
    refreshed: new Set(),
    refreshTokens: new Set(),
    newestRefresh: new Map(),
    newestAccess: new Map(),
    aliases: new Map(),
  };
}

const most = 2_000;

/** Forgets the oldest of what has grown too large. */
export function trim(memory: Memory): void {
  for (const held of [memory.given, memory.refreshed, memory.refreshTokens, memory.aliases]) {
    for (const key of oldestAbove(held, most)) held.delete(key);
  }
}
