import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../frame/config.ts';

export interface Tenant {
  readonly uuid: string;
  readonly slug: string;
  readonly name: string;
  readonly parent_uuid: string | null;
}

export interface Email {
  readonly uuid: string;
  readonly address: string;
  readonly main: boolean;
  readonly confirmed: boolean;
}

export interface User {
  readonly uuid: string;
  readonly username: string;
  readonly password: string;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly purpose: 'user' | 'internal' | 'external_api';
  readonly enabled: boolean;
  readonly tenant_uuid: string;
  readonly authentication_method: 'native' | 'ldap' | 'saml';
  readonly emails: readonly Email[];
  /** What all the user's policies grant and deny. */
  readonly acl: readonly string[];
}

/** A user as a fixture or a configuration writes it. */
export interface UserEntry extends Partial<Omit<User, 'username' | 'password' | 'emails'>> {
  readonly username: string;
  readonly password: string;
  readonly emails?: readonly (Partial<Email> & { address: string })[];
  readonly policies?: readonly string[];
}

interface Fixture {
  readonly tenants: readonly Tenant[];
  readonly policies: Readonly<Record<string, readonly string[]>>;
  readonly users: readonly UserEntry[];
}

export interface Accounts {
  readonly users: readonly User[];
  readonly tenants: readonly Tenant[];
  byUuid(uuid: string): User | undefined;
  /** The user whose confirmed e-mail, or else whose username, is `login` in any case; disabled ones too. */
  byLogin(login: string): User | undefined;
  /** The tenant and all below it. */
  tenantTree(uuid: string): ReadonlySet<string>;
}

const fixture = new URL('../../../fixtures/wazo/users.json', import.meta.url);

/** The accounts of fixtures/wazo/users.json with those of the configuration. Throws a ConfigError for a policy or tenant that is not there. */
export async function loadAccounts(configured: readonly UserEntry[] = []): Promise<Accounts> {
  const { tenants, policies, users: entries } = JSON.parse(await readFile(fixture, 'utf8')) as Fixture;
  const replaced = new Set(configured.map(({ username }) => username));
  const all = [...entries.filter(({ username }) => !replaced.has(username)), ...configured];
  const usual = entries[0]?.tenant_uuid ?? '';
  const users = all.map((entry) => userFrom(entry, usual, tenants, policies));
  const folded = (text: string) => text.toLowerCase();

  return {
    users,
    tenants,
    byUuid: (uuid) => users.find((user) => user.uuid === uuid),
    byLogin: (login) =>
      users.find(({ emails }) => emails.some((one) => one.confirmed && folded(one.address) === folded(login))) ??
      users.find(({ username }) => folded(username) === folded(login)),
    tenantTree: (uuid) => {
      const tree = new Set([uuid]);
      for (const tenant of tenants) if (tree.has(tenant.parent_uuid ?? '')) tree.add(tenant.uuid);
      return tree;
    },
  };
}

function userFrom(
  { policies: names, emails = [], acl = [], ...entry }: UserEntry,
  usualTenant: string,
  tenants: readonly Tenant[],
  policies: Fixture['policies'],
): User {
  const granted = (names ?? (acl.length > 0 ? [] : ['wazo_default_user_policy'])).flatMap((name) => {
    const policy = policies[name];
    if (!policy)
      throw new ConfigError(
        `wazo user ${entry.username}: there is no policy "${name}"; known: ${Object.keys(policies).join(', ')}`,
      );
    return policy;
  });
  const tenant_uuid = entry.tenant_uuid ?? usualTenant;
  if (!tenants.some(({ uuid }) => uuid === tenant_uuid)) {
    throw new ConfigError(`wazo user ${entry.username}: there is no tenant ${tenant_uuid}`);
  }
  return {
    uuid: randomUUID(),
    firstname: null,
    lastname: null,
    purpose: 'user',
    enabled: true,
    authentication_method: 'native',
    ...entry,
    tenant_uuid,
    emails: emails.map((email) => ({ uuid: randomUUID(), main: true, confirmed: true, ...email })),
    acl: [...granted, ...acl],
  };
}
