/** A login at a provider that has begun and has not come back yet. */
export interface Begun {
  readonly state: string;
  readonly client_id: string;
  readonly provider: string;
  readonly redirect_uri: string;
}

/** What the application knows of its users, each by the session of its order. */
export interface Storage {
  readonly tokens: Map<string, string>;
  readonly begun: Map<string, Begun>;
  /** The links of users who have come from a provider and have yet to log in with their own credentials. */
  readonly unlinked: Map<string, string>;
}

/** Nothing yet. */
export function createStorage(): Storage {
  return { tokens: new Map(), begun: new Map(), unlinked: new Map() };
}
