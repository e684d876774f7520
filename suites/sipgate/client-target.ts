import type { Account } from './target.ts';

/** What the target file says of an application that logs its users in at a realm. */
export interface AppTarget {
  /** Base URL that paths are below. */
  readonly url: string;
  readonly app: {
    readonly loginUrl: string;
    readonly loggedInUrl: string;
    readonly loggedInText?: string;
    readonly resourceUrl?: string;
    readonly logoutUrl?: string;
    /** Whether the id token says who the user is; where it is not given, whether the scope openid is asked for. */
    readonly openid?: boolean;
    readonly public: boolean;
    readonly realm: string;
    readonly client: { readonly id: string; readonly secret: string };
    readonly user: Account;
    readonly otherUser: { readonly name: string };
  };
}
