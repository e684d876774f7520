import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../frame/config.js';
const fixture = new URL('../../../fixtures/kazoo/accounts.json', import.meta.url);
/** The account tree of fixtures/kazoo/accounts.json, with users and applications of the configuration added. Throws a ConfigError for an unknown account. */
export async function loadAccounts(more = {}) {
    const own = JSON.parse(await readFile(fixture, 'utf8'));
    const { accounts } = own;
    const users = merged(own.users, more.users, 'id');
    const apps = merged(own.apps, more.apps, 'id');
    const redirect_uris = [...own.redirect_uris, ...(more.redirect_uris ?? [])];
    const accountByName = (name) => accounts.find((account) => account.name === name);
    for (const { account, id } of [...users, ...apps]) {
        if (!accountByName(account)) {
            const known = accounts.map(({ name }) => name).join(', ');
            throw new ConfigError(`kazoo ${id}: there is no account "${account}"; known: ${known}`);
        }
    }
    const above = (account) => accountByName(account.parent ?? '');
    const accountById = (id) => accounts.find((account) => account.id === id);
    return {
        accounts,
        users,
        apps,
        redirect_uris,
        accountById,
        accountByName,
        userById: (id) => users.find((user) => user.id === id),
        accountOf: (user) => accountByName(user.account),
        isWithin(account, id) {
            for (let at = accountById(id); at; at = above(at))
                if (at.id === account.id)
                    return true;
            return false;
        },
        resellerOf(account) {
            let at = account;
            for (let next = account; next; next = above(next)) {
                at = next;
                if (at.reseller)
                    break;
            }
            return at;
        },
    };
}
function merged(own, more = [], key) {
    const replaced = new Set(more.map((entry) => entry[key]));
    return [...own.filter((entry) => !replaced.has(entry[key])), ...more];
}
/** What a login sends in place of user name and password (cb_user_auth: lower-case name, colon, password). */
export function credentialsHash({ username, password }, method) {
    const text = `${username.toLowerCase()}:${password}`;
    return createHash(method === 'sha' ? 'sha1' : 'md5')
        .update(text)
        .digest('hex');
}
//# sourceMappingURL=accounts.js.map