import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../frame/config.js';
import { sameText } from '../../frame/same-text.js';
const fixture = new URL('../../../fixtures/wazo/users.json', import.meta.url);
/** The accounts of fixtures/wazo/users.json with those of the configuration. Throws a ConfigError for a policy or tenant that is not there. */
export async function loadAccounts(configured = []) {
    const { tenants, policies, users: entries } = JSON.parse(await readFile(fixture, 'utf8'));
    const replaced = new Set(configured.map(({ username }) => username));
    const all = [...entries.filter(({ username }) => !replaced.has(username)), ...configured];
    const usual = entries[0]?.tenant_uuid ?? '';
    const users = all.map((entry) => userFrom(entry, usual, tenants, policies));
    const folded = (text) => text.toLowerCase();
    return {
        users,
        tenants,
        byUuid: (uuid) => users.find((user) => user.uuid === uuid),
        byLogin: (login) => users.find(({ emails }) => emails.some((one) => one.confirmed && folded(one.address) === folded(login))) ??
            users.find(({ username }) => folded(username) === folded(login)),
        tenantTree: (uuid) => {
            const tree = new Set([uuid]);
            for (const tenant of tenants)
                if (tree.has(tenant.parent_uuid ?? ''))
                    tree.add(tenant.uuid);
            return tree;
        },
    };
}
function userFrom({ policies: names, emails = [], acl = [], ...entry }, usualTenant, tenants, policies) {
    const granted = (names ?? (acl.length > 0 ? [] : ['wazo_default_user_policy'])).flatMap((name) => {
        const policy = policies[name];
        if (!policy)
            throw new ConfigError(`wazo user ${entry.username}: there is no policy "${name}"; known: ${Object.keys(policies).join(', ')}`);
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
        emails: emails.map((email) => ({ main: true, confirmed: true, ...email })),
        acl: [...granted, ...acl],
    };
}
/** Whether the password is the user's, in a time that does not tell how much of it is right. */
export function passwordMatches(user, password) {
    return sameText(user.password, password);
}
//# sourceMappingURL=accounts.js.map