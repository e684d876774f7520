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

/** Nothing yet. */
export function createStorage(): Storage {
  return { memory: new Map(), disk: new Map() };
}
