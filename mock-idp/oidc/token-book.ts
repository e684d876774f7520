import { hash } from 'node:crypto';
import { oldestAbove } from '../frame/bounded.ts';
import { type Restore, snapshotOf } from '../frame/snapshot.ts';

/** Knows the access tokens that a realm has handed out, to the letter, by the references under which the store has them. */
export interface TokenBook {
  add(token: string, reference: string): void;
  /** The reference of exactly this token. */
  referenceOf(token: string): string | undefined;
  snapshot(): Restore;
}

const most = 50_000;

/** An empty book; of more than fifty thousand tokens the oldest are forgotten. */
export function createTokenBook(): TokenBook {
  const references = new Map<string, string>();
  const keyOf = (token: string) => hash('sha256', token, 'base64');
  return {
    snapshot: () => snapshotOf(references),
    add(token, reference) {
      references.set(keyOf(token), reference);
      for (const oldest of oldestAbove(references, most)) references.delete(oldest);
    },
    referenceOf: (token) => references.get(keyOf(token)),
  };
}
