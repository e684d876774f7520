/** Somebody who uses the application; user name and password go to it with a login alone. */
export interface Session {
  /** In all names and resources of the session: it tells its requests from those of others. */
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly accountName: string;
  readonly resource: string;
  /** The beginning of the journal of what the application sends for this session. */
  readonly since: number;
  /** The tokens and codes that it was given, and what a login hashes of the password. */
  readonly known: Set<string>;
}

/** A login at the provider as the application has begun it. */
export interface Begun {
  /** What the user's browser is to open; `undefined` where the trigger did not tell. */
  readonly request?: URL;
  readonly clientId?: string;
  /** That of the authorization request, or of the trigger where that is not told. */
  readonly redirectUri: string;
  readonly state?: string;
}
