import { oldestAbove } from '../../frame/bounded.ts';
import { now, realNow } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';

export interface AccessToken {
  readonly token: string;
  readonly userUuid: string;
  readonly sessionUuid: string;
  readonly mobile: boolean;
  /** Milliseconds since the epoch, with microseconds. */
  readonly issuedAt: number;
  /** Whole seconds, in milliseconds: the token is good up to and including it. */
  readonly expiresAt: number;
  readonly acl: readonly string[];
  readonly remoteAddr: string;
  readonly userAgent: string;
  /** The refresh token that this one was made with or from. */
  readonly refreshToken?: string;
}

export interface RefreshToken {
  readonly token: string;
  readonly clientId: string;
  readonly userUuid: string;
  /** The name it was created with; the user is looked up by it at every use. */
  readonly login: string;
  readonly mobile: boolean;
  readonly createdAt: number;
}

export interface Store {
  readonly access: Map<string, AccessToken>;
  readonly accessOfUser: Map<string, Set<AccessToken>>;
  readonly refresh: Map<string, RefreshToken>;
}

/** More tokens than a test makes and fewer than would hurt; the oldest go first. */
const most = 50_000;
const sweepEveryMs = 60_000;
const swept = new WeakMap<Store, number>();

/** An empty store. */
export function createStore(): Store {
  return { access: new Map(), accessOfUser: new Map(), refresh: new Map() };
}

/** Adds an access token, and throws away those that expired by the real clock or are too many. */
export function keepAccess(store: Store, token: AccessToken): void {
  const time = realNow();
  if (time - (swept.get(store) ?? 0) > sweepEveryMs) {
    swept.set(store, time);
    for (const { token: id, expiresAt } of store.access.values()) if (expiresAt < time) dropAccess(store, id);
  }
  store.access.set(token.token, token);
  const own = store.accessOfUser.get(token.userUuid) ?? new Set();
  store.accessOfUser.set(token.userUuid, own.add(token));
  for (const id of oldestAbove(store.access, most)) dropAccess(store, id);
}

/** Forgets an access token; nothing happens when there is none of this value. */
export function dropAccess(store: Store, id: string): void {
  const token = store.access.get(id);
  if (!token) return;
  store.access.delete(id);
  store.accessOfUser.get(token.userUuid)?.delete(token);
}

/** Adds a refresh token; it has no end. */
export function keepRefresh(store: Store, token: RefreshToken): void {
  store.refresh.set(token.token, token);
  for (const id of oldestAbove(store.refresh, most)) store.refresh.delete(id);
}

/** Ends a refresh token; nothing happens when there is none of this value. */
export const dropRefresh = step((store: Store, id: string): void => {
  store.refresh.delete(id);
});

/** The access token of this value, when it is good at this request's time. */
export function liveAccess(store: Store, token: string): AccessToken | undefined {
  const found = store.access.get(token);
  return found && found.expiresAt >= now() ? found : undefined;
}

/** All of a user's access tokens, or everybody's, that are good at this request's time. */
export function liveAccesses(store: Store, userUuid?: string): readonly AccessToken[] {
  const time = now();
  const all = userUuid === undefined ? store.access.values() : (store.accessOfUser.get(userUuid) ?? []);
  return [...all].filter((token) => token.expiresAt >= time);
}

/** Whether a user has at least so many access tokens that are good at this request's time. */
export function hasLiveAccesses(store: Store, userUuid: string, count: number): boolean {
  const own = store.accessOfUser.get(userUuid)?.size ?? 0;
  return own >= count && liveAccesses(store, userUuid).length >= count;
}

/** The refresh tokens that pass the test. */
export function refreshTokens(store: Store, wanted: (token: RefreshToken) => boolean): readonly RefreshToken[] {
  return [...store.refresh.values()].filter(wanted);
}
