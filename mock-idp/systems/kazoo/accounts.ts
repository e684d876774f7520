import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../frame/config.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly realm: string;
  /** Name of the account above; null for the top of the tree. */
  readonly parent: string | null;
  readonly reseller?: boolean;
  readonly super_duper?: boolean;
  readonly api_key: string;
}

export interface User {
  readonly id: string;
  /** Name of the user's account. */
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly priv_level: 'user' | 'admin';
  readonly first_name: string;
  readonly last_name: string;
}

/** An application registered at a provider; its id is the client_id. */
export interface App {
  readonly id: string;
  readonly secret: string;
  readonly provider: string;
  /** Name of the reseller that registered it. */
  readonly account: string;
  /** First half of the ids of all links made through it. */
  readonly user_prefix: string;
  readonly name?: string;
}

interface Fixture {
  readonly accounts: readonly Account[];
  readonly users: readonly User[];
  readonly apps: readonly App[];
  readonly redirect_uris: readonly string[];
}

export interface Accounts extends Fixture {
  accountById(id: string): Account | undefined;
  accountByName(name: string): Account | undefined;
  userById(id: string): User | undefined;
  accountOf(user: User): Account;
  /** Whether `id` is the account itself or one below it. */
  isWithin(account: Account, id: string): boolean;
  /** The account itself when it is a reseller, otherwise the next one above that is. */
  resellerOf(account: Account): Account;
}

const fixture = new URL('../../../fixtures/kazoo/accounts.json', import.meta.url);

/** The account tree of fixtures/kazoo/accounts.json, with users and applications of the configuration added. Throws a ConfigError for an unknown account. */
export async function loadAccounts(more: Partial<Fixture> = {}): Promise<Accounts> {
  const own = JSON.parse(await readFile(fixture, 'utf8')) as Fixture;
  const { accounts } = own;
  const users = merged(own.users, more.users, 'id');
  const apps = merged(own.apps, more.apps, 'id');
  const redirect_uris = [...own.redirect_uris, ...(more.redirect_uris ?? [])];
  const accountByName = (name: string) => accounts.find((account) => account.name === name);
  for (const { account, id } of [...users, ...apps]) {
    if (!accountByName(account)) {
      const known = accounts.map(({ name }) => name).join(', ');
      throw new ConfigError(`kazoo ${id}: there is no account "${account}"; known: ${known}`);
    }
  }
  const above = (account: Account): Account | undefined => accountByName(account.parent ?? '');
  const accountById = (id: string) => accounts.find((account) => account.id === id);
  return {
    accounts,
    users,
    apps,
    redirect_uris,
    accountById,
    accountByName,
    userById: (id) => users.find((user) => user.id === id),
    accountOf: (user) => accountByName(user.account) as Account,
    isWithin(account, id) {
      for (let at = accountById(id); at; at = above(at)) if (at.id === account.id) return true;
      return false;
    },
    resellerOf(account) {
      let at: Account = account;
      for (let next: Account | undefined = account; next; next = above(next)) {
        at = next;
        if (at.reseller) break;
      }
      return at;
    },
  };
}

function merged<Entry>(own: readonly Entry[], more: readonly Entry[] = [], key: keyof Entry): readonly Entry[] {
  const replaced = new Set(more.map((entry) => entry[key]));
  return [...own.filter((entry) => !replaced.has(entry[key])), ...more];
}

/** What a login sends in place of user name and password (cb_user_auth: lower-case name, colon, password). */
export function credentialsHash({ username, password }: User, method: 'md5' | 'sha'): string {
  const text = `${username.toLowerCase()}:${password}`;
  return createHash(method === 'sha' ? 'sha1' : 'md5')
    .update(text)
    .digest('hex');
}
