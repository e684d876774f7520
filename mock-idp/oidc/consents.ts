import { oldestAbove } from '../frame/bounded.ts';
import { type Restore, snapshotOf } from '../frame/snapshot.ts';
import type { RealmSettings } from './settings.ts';

/** Which client may do what for whom. */
export interface ConsentStore {
  /** The scopes granted, or undefined where this user has granted this client nothing. */
  granted(sub: string, clientId: string, wanted: readonly string[]): ReadonlySet<string> | undefined;
  grant(sub: string, clientId: string, scopes: readonly string[]): void;
  snapshot(): Restore;
}

const most = 10_000;

/** Consents in memory; the oldest give way when there are ten thousand. */
export function createConsents({ consented, remembersConsent }: RealmSettings): ConsentStore {
  const scopesOf = new Map<string, Set<string>>();
  const once = new Set<string>();
  const keyOf = (sub: string, clientId: string) => JSON.stringify([sub, clientId]);
  return {
    snapshot: () => snapshotOf([scopesOf, once]),
    granted(sub, clientId, wanted) {
      const key = keyOf(sub, clientId);
      const known = scopesOf.get(key);
      if (!known) return undefined;
      if (remembersConsent?.() === false && !once.delete(key)) return undefined;
      return consented?.(known, wanted) ?? known;
    },
    grant(sub, clientId, scopes) {
      const key = keyOf(sub, clientId);
      scopesOf.set(key, new Set([...(scopesOf.get(key) ?? []), ...scopes]));
      once.add(key);
      for (const oldest of oldestAbove(scopesOf, most)) scopesOf.delete(oldest);
    },
  };
}
