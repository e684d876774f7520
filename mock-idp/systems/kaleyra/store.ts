import { realNow } from '../../frame/scene.ts';
import { type Restore, snapshotOf } from '../../frame/snapshot.ts';

export interface IssuedToken {
  readonly profile: string;
  readonly client: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The tokens that were issued. */
export interface Store {
  add(token: string, issued: IssuedToken): void;
  get(token: string): IssuedToken | undefined;
  snapshot(): Restore;
}

const most = 20_000;
const keptMs = 24 * 3_600_000;

/** An empty store of at most 20,000 tokens; those long expired by the real clock go first, then the oldest. */
export function createStore(): Store {
  const tokens = new Map<string, IssuedToken>();
  return {
    add(token, issued) {
      if (tokens.size >= most) {
        for (const [old, { expiresAt }] of tokens) if (expiresAt + keptMs < realNow()) tokens.delete(old);
        for (const old of tokens.keys()) if (tokens.size >= most) tokens.delete(old);
      }
      tokens.set(token, issued);
    },
    get: (token) => tokens.get(token),
    snapshot: () => snapshotOf(tokens),
  };
}
