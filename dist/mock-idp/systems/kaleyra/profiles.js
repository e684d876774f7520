import { readFile } from 'node:fs/promises';
const fixtures = new URL('../../../fixtures/kaleyra/profiles.json', import.meta.url);
/** The profiles of fixtures/kaleyra/profiles.json with the configured ones added; one of a known name replaces it. */
export async function loadProfiles(configured = {}) {
    const shipped = JSON.parse(await readFile(fixtures, 'utf8'));
    const main = shipped.main;
    const all = Object.entries({ ...shipped, ...configured });
    return new Map(all.map(([name, entry]) => [name, profileOf(name, entry, main)]));
}
function profileOf(name, entry, main) {
    return {
        name,
        clients: entry.clients ?? main.clients,
        users: entry.users ?? main.users,
        auth: { method: 'POST', grants: ['client_credentials'], headers: {}, ...entry.auth },
        response: {
            tokenFieldPath: 'access_token',
            expirationFieldPath: 'expires_in',
            fieldPaths: 'dotted',
            expiration: 'seconds',
            expirationType: 'number',
            members: { token_type: 'Bearer' },
            ...entry.response,
        },
        token: { kind: 'opaque', ...entry.token },
        lifetime: entry.lifetime ?? 3600,
        callback: { method: 'POST', ...entry.callback },
    };
}
//# sourceMappingURL=profiles.js.map