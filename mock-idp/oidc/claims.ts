import { oldestAbove } from '../frame/bounded.ts';
import type { AccountEntry, ClaimPlace, RealmSettings } from './settings.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The claims that users have been given at login, besides their own. */
export type GivenClaims = Map<string, Claims>;

const most = 1_000;

/** Remembers what a user was given at the latest login. */
export function giveClaims(given: GivenClaims, sub: string, claims: Claims): void {
  given.delete(sub);
  given.set(sub, claims);
  for (const oldest of oldestAbove(given, most)) given.delete(oldest);
}

/** The claims of users by the scope that opens them, as oidc-provider wants to know them. */
export function claimsByScope({
  accounts,
  claimRules = {},
  claims = {},
  scopes,
}: RealmSettings): Record<string, string[]> {
  const byScope: Record<string, string[]> = { openid: ['sub', 'auth_time', 'acr'] };
  const open = (scope: string, names: readonly string[]) => {
    byScope[scope] = [...new Set([...(byScope[scope] ?? []), ...names])];
  };
  for (const [scope, names] of Object.entries(claims)) open(scope, names);
  for (const { name, claims: names } of scopes) if (names) open(name, names);
  const ruled = new Set([...Object.values(byScope).flat(), ...Object.keys(claimRules)]);
  for (const [name, { scope = 'openid' }] of Object.entries(claimRules)) open(scope, [name]);
  const others = accounts.flatMap((account) => Object.keys(account.claims ?? {})).filter((name) => !ruled.has(name));
  open('openid', others);
  return byScope;
}

/** A user's claims as one place may show them, given the scopes; without what a rule keeps elsewhere. */
export function claimsFor(
  settings: RealmSettings,
  account: AccountEntry,
  place: ClaimPlace,
  given: Claims = {},
): Record<string, unknown> {
  const { claimRules = {} } = settings;
  const own = Object.entries(account.claims ?? {}).filter(([name]) => {
    const { in: places = ['id_token', 'userinfo'] } = claimRules[name] ?? {};
    return places.includes(place);
  });
  return { ...Object.fromEntries(own), ...given };
}

/** The claims of a user that rules put into access tokens with these scopes, and those given at login. */
export function accessClaims(
  settings: RealmSettings,
  account: AccountEntry | undefined,
  granted: ReadonlySet<string>,
  given: Claims = {},
): Record<string, unknown> {
  const { claimRules = {} } = settings;
  const ruled = Object.entries(claimRules).filter(
    ([name, { scope, in: places }]) =>
      places?.includes('access_token') &&
      (scope === undefined || granted.has(scope)) &&
      Object.hasOwn(account?.claims ?? {}, name),
  );
  return { ...Object.fromEntries(ruled.map(([name]) => [name, account?.claims?.[name]])), ...given };
}
