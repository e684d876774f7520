import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { oldestAbove } from '../frame/bounded.ts';
import { now, realNow } from '../frame/scene.ts';
import { type Restore, snapshotOf } from '../frame/snapshot.ts';
import { step } from '../frame/step.ts';

/** One realm's codes, tokens, sessions, interactions and grants. */
export interface RealmStore {
  /** What oidc-provider keeps its models in. */
  readonly adapter: AdapterFactory;
  /** Ends what was made in a browser session (Keycloak: the end of a session ends its tokens). */
  endSession(uid: string): void;
  /** How many entries are held. */
  readonly size: () => number;
  snapshot(): Restore;
}

/** An entry of the store. */
export interface Held {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch, by the clock of the request that made it. */
  readonly expiresAt: number;
  /** The same by the machine's clock: whoever lives by another clock has seen it expire then as well. */
  readonly sweptAfter: number;
}

/** Whether an entry of a model has not expired. */
export const isLive = step(({ expiresAt }: Held, _model: string): boolean => expiresAt > now());

/** Whether an entry of a model is good for one use only. */
export const isUsedOnce = step((model: string, reusable: readonly string[]): boolean => !reusable.includes(model));

/** What a look-up gives: a copy, since oidc-provider changes it; as if unused where it can be used again. */
export const found = step(
  async (
    payload: AdapterPayload | undefined,
    model: string,
    reusable: readonly string[],
  ): Promise<AdapterPayload | undefined> =>
    payload && { ...payload, ...(!isUsedOnce(model, reusable) && { consumed: undefined }) },
);

/** Whether an entry of a model ends with its grant. */
export const endsWithItsGrant = step((_model: string): boolean => true);

const sweepAfter = 512;
const most = 200_000;

/** An error whose name oidc-provider's callers see as `invalid_grant`. */
export type AlreadyUsed = (model: string) => Error;

/**
 * A store in memory, bounded by expiry. A look at another time destroys nothing: reads never delete, and what is swept
 * has expired by the machine's clock.
 * @param alreadyUsed makes the error for a second use that ran beside the first one
 * @param reusable models whose entries can be used again
 */
export function createRealmStore(alreadyUsed: AlreadyUsed, reusable: readonly string[] = []): RealmStore {
  const models = new Map<string, Map<string, Held>>();
  const ofGrant = new Map<string, Map<string, Set<string>>>();
  const byUid = new Map<string, string>();
  const adapters = new Map<string, Adapter>();
  let unswept = 0;

  const mapOf = (model: string): Map<string, Held> => {
    const known = models.get(model) ?? new Map<string, Held>();
    models.set(model, known);
    return known;
  };

  function drop(model: string, id: string): void {
    const held = mapOf(model).get(id);
    mapOf(model).delete(id);
    const { grantId, uid } = held?.payload ?? {};
    if (uid !== undefined) byUid.delete(uid);
    if (grantId === undefined) return;
    const ids = ofGrant.get(grantId)?.get(model);
    ids?.delete(id);
    if (ids?.size === 0) ofGrant.get(grantId)?.delete(model);
    if (ofGrant.get(grantId)?.size === 0) ofGrant.delete(grantId);
  }

  function sweep(): void {
    const time = realNow();
    unswept = 0;
    for (const [model, entries] of models) {
      for (const [id, { sweptAfter }] of entries) if (sweptAfter < time) drop(model, id);
      for (const id of oldestAbove(entries, most)) drop(model, id);
    }
  }

  function adapter(model: string): Adapter {
    const own = adapters.get(model) ?? createAdapter(model);
    adapters.set(model, own);
    return own;
  }

  function createAdapter(model: string): Adapter {
    const entries = mapOf(model);
    const live = (id: string): AdapterPayload | undefined => {
      const held = entries.get(id);
      return held && isLive(held, model) ? held.payload : undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        drop(model, id);
        const lifetime = (expiresIn ?? 0) * 1000;
        entries.set(id, {
          payload: { ...payload },
          expiresAt: now() + lifetime,
          sweptAfter: realNow() + lifetime,
        });
        const { grantId, uid } = payload;
        if (uid !== undefined) byUid.set(uid, id);
        if (grantId !== undefined) {
          const byModel = ofGrant.get(grantId) ?? new Map<string, Set<string>>();
          ofGrant.set(grantId, byModel.set(model, (byModel.get(model) ?? new Set()).add(id)));
        }
        unswept += 1;
        if (unswept >= Math.max(sweepAfter, entries.size / 2)) sweep();
      },
      find: (id) => found(live(id), model, reusable),
      findByUid: (uid) => found(live(byUid.get(uid) ?? ''), model, reusable),
      findByUserCode: async () => undefined,
      async consume(id) {
        const held = entries.get(id);
        if (!held) return;
        if (held.payload.consumed && isUsedOnce(model, reusable)) throw alreadyUsed(model);
        held.payload.consumed = Math.floor(now() / 1000);
      },
      async destroy(id) {
        drop(model, id);
      },
      async revokeByGrantId(grantId) {
        if (!endsWithItsGrant(model)) return;
        for (const id of [...(ofGrant.get(grantId)?.get(model) ?? [])]) drop(model, id);
      },
    };
  }

  function endSession(uid: string): void {
    for (const [model, entries] of models) {
      for (const [id, { payload }] of entries) if (payload.sessionUid === uid) drop(model, id);
    }
  }

  /** Adapters hold the map of their model: one that came later is emptied, not dropped. */
  function snapshot(): Restore {
    const restore = snapshotOf([models, ofGrant, byUid]);
    const known = new Set(models.keys());
    return () => {
      const later = [...models].filter(([model]) => !known.has(model));
      restore();
      for (const [model, entries] of later) {
        entries.clear();
        models.set(model, entries);
      }
    };
  }

  return {
    adapter,
    endSession,
    snapshot,
    size: () => [...models.values()].reduce((sum, entries) => sum + entries.size, 0),
  };
}
