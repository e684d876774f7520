/** An account of the target file. */
export interface Account {
  readonly name: string;
  readonly password: string;
}

/** A registered client of the target file. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly redirectUriWithQuery?: string;
  readonly webOrigin?: string;
}

/** What the target file says of a realm. */
export interface SipgateTarget {
  readonly url: string;
  /** The URL that applications know, where the tests use another. */
  readonly publicUrl?: string;
  readonly prefix: string;
  readonly realm: string;
  readonly otherRealm?: string;
  readonly user: Account;
  readonly client: Client;
  readonly otherClient?: Client;
  readonly scope: string;
  /** A part of `scope` that does not open the resource. */
  readonly lesserScope?: string;
  readonly otherScope?: string;
  readonly resource?: string;
  readonly accessTokenSeconds?: number;
  readonly login: 'browser' | 'http';
  readonly form?: {
    readonly username?: string;
    readonly password?: string;
    readonly accept?: string;
    readonly deny?: string;
  };
  /** By how many seconds clocks may differ. */
  readonly leeway: number;
  readonly destructive: boolean;
  readonly ownAccounts: boolean;
}

/** The fact that the target file leaves a member out, where it does. */
export function isNotSet(name: keyof SipgateTarget): (target: SipgateTarget) => string | undefined {
  return ({ [name]: value }) => (value === undefined ? `sipgate.${name} is not set` : undefined);
}
