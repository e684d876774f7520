import type { Accounts, User } from './accounts.ts';
import type { RefreshToken } from './store.ts';

/** Who a token is for, and by which name they came. */
export interface Login {
  readonly user: User;
  readonly login: string;
  /** Present when a refresh token was used. */
  readonly refreshedBy?: RefreshToken;
}

/** Whom a fault lets in when nobody is meant. */
export function anyUser(accounts: Accounts): User {
  return accounts.users[0] as User;
}

/** Another enabled user of the same tenant where there is one. */
export function otherUser(user: User, accounts: Accounts): User {
  const others = accounts.users.filter(
    ({ uuid, enabled, purpose }) => uuid !== user.uuid && enabled && purpose === 'user',
  );
  return others.find(({ tenant_uuid }) => tenant_uuid === user.tenant_uuid) ?? others[0] ?? user;
}
