import type { Transport } from '../harness/flow/context.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import type { Id } from '../harness/model/requirement.ts';
import type { PlatformTarget, Profile } from './platform-profile.ts';

/** That a profile must not be called back by, whenever it is: which requirement says so, and after what. */
export interface Forbidden {
  readonly id: Id;
  readonly after: string;
  /** Only callbacks with this token are forbidden; only those without one where it is `null`. */
  readonly token?: string | null;
}

/** What the platform is made to do by one profile. */
export interface Story {
  readonly profile: Profile;
  /** Tokens that its auth URL gives. */
  readonly given: Set<string>;
  forbidden?: Forbidden;
}

/** Our receiver, which stays open as long as the run, and every profile at it. */
export interface Inbox {
  readonly id: string;
  readonly url: string;
  /** Where the run begins in the journal. */
  readonly since: number;
  readonly stories: Map<string, Story>;
  /** The requests of a profile among these, by their path. */
  of(seen: readonly Exchange[], profile: string, at?: 'auth' | 'callback'): readonly Exchange[];
}

/** The inbox of this run: the first flow that asks starts it. */
export function inboxOf({ target, peer, kept, atEnd }: Transport<PlatformTarget>): Promise<Inbox> {
  async function open(): Promise<Inbox> {
    const since = await peer.mark();
    const { id, url } = await startReceiver(peer, target.peers.receiver);
    atEnd(() => peer.control('DELETE', `receiver/${id}`));
    const base = `${peer.url}/receiver/${id}`;
    const pathOf = ({ request }: Exchange) => request.url.slice(base.length).split('?')[0] ?? '';
    return {
      id,
      url,
      since,
      stories: new Map(),
      of: (seen, profile, at) => seen.filter((exchange) => pathOf(exchange).startsWith(`/${profile}/${at ?? ''}`)),
    };
  }
  const known = (kept.get('inbox') as Promise<Inbox> | undefined) ?? open();
  kept.set('inbox', known);
  return known;
}

/** Starts a receiver of ours. */
export async function startReceiver(
  peer: Transport<PlatformTarget>['peer'],
  address: { readonly listen: string; readonly publicUrl?: string },
): Promise<{ readonly id: string; readonly url: string }> {
  return (await peer.control('POST', 'receiver', address)) as { id: string; url: string };
}
