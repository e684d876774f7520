import { oldestAbove } from '../frame/bounded.ts';
import { type Restore, snapshotOf } from '../frame/snapshot.ts';
import { step } from '../frame/step.ts';

/** Which client may do what for whom. */
export interface ConsentStore {
  /** The scopes granted, or undefined where this user has granted this client nothing. */
  granted(sub: string, clientId: string, wanted: readonly string[]): ReadonlySet<string> | undefined;
  grant(sub: string, clientId: string, scopes: readonly string[]): void;
  snapshot(): Restore;
}

const most = 10_000;

/** The scopes that a user need not be asked about again, of those that a request wants: those granted before. */
export const grantedBefore = step(
  (granted: ReadonlySet<string> | undefined, _wanted: readonly string[]): ReadonlySet<string> | undefined => granted,
);

/** Consents in memory; the oldest give way when there are ten thousand. */
export function createConsents(): ConsentStore {
  const scopesOf = new Map<string, ReadonlySet<string>>();
  const keyOf = (sub: string, clientId: string) => JSON.stringify([sub, clientId]);
  return {
    snapshot: () => snapshotOf(scopesOf),
    granted: (sub, clientId, wanted) => grantedBefore(scopesOf.get(keyOf(sub, clientId)), wanted),
    grant(sub, clientId, scopes) {
      const key = keyOf(sub, clientId);
      scopesOf.set(key, new Set([...(scopesOf.get(key) ?? []), ...scopes]));
      for (const oldest of oldestAbove(scopesOf, most)) scopesOf.delete(oldest);
    },
  };
}
