/** Whom a fault lets in when nobody is meant. */
export function anyUser(accounts) {
    return accounts.users[0];
}
/** Another enabled user of the same tenant where there is one. */
export function otherUser(user, accounts) {
    const others = accounts.users.filter(({ uuid, enabled, purpose }) => uuid !== user.uuid && enabled && purpose === 'user');
    return others.find(({ tenant_uuid }) => tenant_uuid === user.tenant_uuid) ?? others[0] ?? user;
}
//# sourceMappingURL=login.js.map