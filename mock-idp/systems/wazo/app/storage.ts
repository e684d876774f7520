/** What the application keeps on disk: enough to go on without the user's password. */
export interface Stored {
  readonly refreshToken: string;
}

/** What the application knows of its users, each by the client_id of its order. */
export interface Storage {
  /** Lost by a restart. */
  readonly memory: Map<string, { readonly accessToken: string }>;
  /** Outlives a restart. */
  readonly disk: Map<string, Stored>;
}

const most = 1_000;

/** Nothing yet; of each map the oldest of a thousand is dropped. */
export function createStorage(): Storage {
  return { memory: new Map(), disk: new Map() };
}

/** Keeps what belongs to a client_id. */
export function keep<T>(map: Map<string, T>, clientId: string, value: T): void {
  map.delete(clientId);
  map.set(clientId, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}
