import { oldestAbove } from '../frame/bounded.js';
const most = 1_000;
/** Remembers what a user was given at the latest login. */
export function giveClaims(given, sub, claims) {
    given.delete(sub);
    given.set(sub, claims);
    for (const oldest of oldestAbove(given, most))
        given.delete(oldest);
}
/** The claims of users by the scope that opens them, as oidc-provider wants to know them. */
export function claimsByScope({ accounts, claimRules = {}, claims = {}, scopes, }) {
    const byScope = { openid: ['sub', 'auth_time', 'acr'] };
    const open = (scope, names) => {
        byScope[scope] = [...new Set([...(byScope[scope] ?? []), ...names])];
    };
    for (const [scope, names] of Object.entries(claims))
        open(scope, names);
    for (const { name, claims: names } of scopes)
        if (names)
            open(name, names);
    const ruled = new Set([...Object.values(byScope).flat(), ...Object.keys(claimRules)]);
    for (const [name, { scope = 'openid' }] of Object.entries(claimRules))
        open(scope, [name]);
    const others = accounts.flatMap((account) => Object.keys(account.claims ?? {})).filter((name) => !ruled.has(name));
    open('openid', others);
    return byScope;
}
/** A user's claims as one place may show them, given the scopes; without what a rule keeps elsewhere. */
export function claimsFor(settings, account, place, given = {}) {
    const { claimRules = {} } = settings;
    const own = Object.entries(account.claims ?? {}).filter(([name]) => {
        const { in: places = ['id_token', 'userinfo'] } = claimRules[name] ?? {};
        return places.includes(place);
    });
    return { ...Object.fromEntries(own), ...given };
}
/** The claims of a user that rules put into access tokens with these scopes, and those given at login. */
export function accessClaims(settings, account, granted, given = {}) {
    const { claimRules = {} } = settings;
    const ruled = Object.entries(claimRules).filter(([name, { scope, in: places }]) => places?.includes('access_token') &&
        (scope === undefined || granted.has(scope)) &&
        Object.hasOwn(account?.claims ?? {}, name));
    return { ...Object.fromEntries(ruled.map(([name]) => [name, account?.claims?.[name]])), ...given };
}
//# sourceMappingURL=claims.js.map