/** What the trigger carries; user name and password with a login only. */
export interface Session {
  /** In the client_id, the user name and the resource: it tells the requests for this session from those for others. */
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly resource: string;
  /** The beginning of the journal of what the application sends for this session. */
  readonly since: number;
  /** The access tokens and the refresh tokens that the server gave for it. */
  readonly access: Set<string>;
  readonly refresh: Set<string>;
}
