import type { User } from '../accounts.ts';
import type { Caller, Service } from '../service.ts';

function callerFor({ accounts }: Service, user: User | undefined): Caller {
  if (!user) throw new Error('fixtures/kazoo/accounts.json: a fault needs a user that is not there');
  return { account: accounts.accountOf(user), user, token: '', claims: {} };
}

/** Whom a stranger is taken for. */
export function anybody(service: Service): Caller {
  return callerFor(service, service.accounts.users[0]);
}

/** The caller as an administrator of the master account. */
export function superDuper(service: Service, caller: Caller): Caller {
  const { accounts } = service;
  const admin = accounts.users.find((user) => user.priv_level === 'admin' && accounts.accountOf(user).super_duper);
  return { ...caller, ...callerFor(service, admin) };
}

/** The caller as another user of the account. */
export function neighbour(service: Service, caller: Caller): Caller {
  const { account, user } = caller;
  const other = service.accounts.users.find((one) => one.account === account.name && one.id !== user?.id);
  return { ...caller, ...callerFor(service, other) };
}
