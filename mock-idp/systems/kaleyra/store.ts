import { realNow } from '../../frame/scene.ts';

export interface IssuedToken {
  readonly profile: string;
  readonly client: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The tokens that were issued under one fault. */
export interface Store {
  add(token: string, issued: IssuedToken): void;
  get(token: string): IssuedToken | undefined;
  /** Counts a use of a token; gives how many there were, for a fault. */
  use(token: string): number;
  /** Whether a token begins as a known one does, for a fault. */
  resembles(token: string): boolean;
  /** What the client got last; for a fault. */
  last(client: string): string | undefined;
}

const most = 20_000;
const keptMs = 24 * 3_600_000;

/** An empty store of at most 20,000 tokens; those long expired by the real clock go first, then the oldest. */
export function createStore(): Store {
  const tokens = new Map<string, IssuedToken>();
  const latest = new Map<string, string>();
  const uses = new Map<string, number>();
  return {
    add(token, issued) {
      if (tokens.size >= most) {
        for (const [old, { expiresAt }] of tokens) if (expiresAt + keptMs < realNow()) tokens.delete(old);
        for (const old of tokens.keys()) if (tokens.size >= most) tokens.delete(old);
      }
      tokens.set(token, issued);
      latest.set(issued.client, token);
    },
    get: (token) => tokens.get(token),
    use(token) {
      const count = (uses.get(token) ?? 0) + 1;
      uses.set(token, count);
      return count;
    },
    resembles(token) {
      const start = token.slice(0, Math.floor(token.length / 2));
      return start.length > 10 && [...tokens.keys()].some((known) => known.startsWith(start));
    },
    last: (client) => latest.get(client),
  };
}
