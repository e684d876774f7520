import type { Accounts, User } from '../accounts.ts';

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

/** The UUID of nobody whom the mock knows. */
export const strangersUuid = '5f0c5b0a-9a43-4c57-8f7e-4f2f9e7b6d11';
