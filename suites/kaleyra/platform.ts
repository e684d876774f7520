import { randomUUID } from 'node:crypto';
import type { Absent } from '../harness/checks/seen.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { type Fired, fireTrigger } from '../harness/target/trigger.ts';
import { type Forbidden, type Inbox, inboxOf, type Story, startReceiver } from './inbox.ts';
import {
  type Behaviour,
  type PlatformTarget,
  type Profile,
  profileAt,
  tokenResponse,
  type Wanted,
} from './platform-profile.ts';

/** What the platform sent for a profile, oldest first, and the triggers that made it. */
export interface Sent {
  readonly all: readonly Exchange[];
  readonly auth: readonly Exchange[];
  readonly callbacks: readonly Exchange[];
  readonly fired: readonly Fired[];
}

type Profiles<Name extends string> = Readonly<Record<Name, Profile>>;

const always = 10_000;
/** The longest that is waited for what comes one after the other, in milliseconds. */
const PATIENCE = 60_000;

/** What became of the triggers of a profile: of one that failed, where one did. */
export const saidOf = ({ fired }: Pick<Sent, 'fired'>): string =>
  (fired.find(({ failed }) => failed) ?? fired.at(-1))?.said ?? 'nothing was triggered';

/** Why nothing can be said of a profile by which fewer callbacks came than were triggered. */
export function fewer(one: Sent, than = one.fired.length): Absent | undefined {
  if (one.callbacks.length >= than) return undefined;
  return { nothing: `${one.callbacks.length} callbacks for ${one.fired.length} triggers; ${saidOf(one)}` };
}

function openPlatform(transport: Transport<PlatformTarget>) {
  const { target, send, note, peer, cleanUp, secret, show, timeoutMs } = transport;
  const trigger = target.platform.trigger ?? target.trigger;
  const fired = new Map<string, Fired[]>();
  let marked: Promise<number> | undefined;

  const inbox = async (): Promise<Inbox & { readonly from: number }> => {
    marked ??= peer.mark();
    const [own, from] = await Promise.all([inboxOf(transport), marked]);
    return { ...own, from };
  };
  const storyOf = async ({ profile }: Profile): Promise<Story> => {
    const story = (await inbox()).stories.get(profile);
    if (!story) throw new Error(`There is no profile ${profile}.`);
    return story;
  };

  /** Sets how a profile's auth URL or callback URL answers, at most `times` times; gives the function that ends it. */
  async function answers({ profile }: Profile, at: 'auth' | 'callback', action: Behaviour, times = always) {
    const { id } = await inbox();
    const order = { match: { path: `/${profile}/${at}` }, times, action };
    const { id: own } = (await peer.control('POST', `receiver/${id}/behaviours`, order)) as { id: string };
    return async () => void (await peer.control('DELETE', `receiver/${id}/behaviours/${own}`));
  }

  /**
   * What came since the flow began, once everything is there that triggers ask for: a callback each (`callbacks` in all,
   * where told), or an authentication request where there must be no callback; or once no more is believed to come.
   */
  async function come(profiles: readonly Profile[], callbacks: ReadonlyMap<string, number>) {
    const { id, from, of, stories } = await inbox();
    const isThere = (seen: readonly Exchange[], { profile }: Profile) => {
      const times = fired.get(profile)?.length ?? 0;
      if (times > 0 && stories.get(profile)?.forbidden) return of(seen, profile, 'auth').length > 0;
      return of(seen, profile, 'callback').length >= (callbacks.get(profile) ?? times);
    };
    return peer.received(`/receiver/${id}/`, {
      since: from,
      enough: (seen) => profiles.every((profile) => isThere(seen, profile)),
      missingAfterMs: peer.quietMs,
      withinMs: PATIENCE,
    });
  }

  return {
    platform: {
      ...target.platform,
      credentials: target.credentials,
      /** A profile that nobody else uses, its two URLs on our receiver. */
      async newProfile(wanted: Wanted = {}): Promise<Profile> {
        const { url, stories } = await inbox();
        const own = profileAt(url, `tollgate-${randomUUID()}`, target, wanted);
        secret(own.clientSecret, 'client_secret');
        secret(own.password, 'password');
        stories.set(own.profile, { profile: own, given: new Set() });
        return own;
      },
      answers,
      /** Lets a profile's auth URL give these tokens, the last one from then on. */
      async gives(profile: Profile, tokens: readonly string[], members: object = {}, more: Behaviour = {}) {
        const { given } = await storyOf(profile);
        for (const [index, token] of tokens.entries()) {
          secret(token, 'access_token');
          given.add(token);
          const times = index === tokens.length - 1 ? always : 1;
          await answers(profile, 'auth', { body: tokenResponse(token, members), ...more }, times);
        }
      },
      /** Says which tokens a profile's auth URL gives, where `answers` makes it do so. */
      async knows(profile: Profile, tokens: readonly string[]) {
        const { given } = await storyOf(profile);
        for (const token of tokens) {
          secret(token, 'access_token');
          given.add(token);
        }
      },
      /** Says that a profile must not be called back by from now on. */
      async forbids(profile: Profile, forbidden: Forbidden) {
        (await storyOf(profile)).forbidden = forbidden;
      },
      /** Makes a token secret that a profile's auth URL gives. */
      hide: (token: string) => secret(token, 'access_token'),
      show,
      /** Makes the platform send one callback by a profile. */
      async fire(profile: Profile): Promise<void> {
        if (!trigger) throw new Error('The target file names no kaleyra.platform.trigger and no trigger.');
        const result = await fireTrigger(trigger, { ...profile }, { baseUrl: target.url, timeoutMs, send });
        fired.set(profile.profile, [...(fired.get(profile.profile) ?? []), result]);
      },
      /** Waits until so many requests of a profile are there; for what must not happen too early. */
      async arrived({ profile }: Profile, atLeast: number, withinMs: number) {
        const { id, from } = await inbox();
        await peer.received(`/receiver/${id}/${profile}/`, { since: from, atLeast, withinMs });
      },
      /** Waits for the callbacks that were triggered by some profiles; gives how many requests of each kind are there. */
      async settled(profiles: readonly Profile[], callbacks: ReadonlyMap<string, number> = new Map()) {
        const seen = await come(profiles, callbacks);
        const { of } = await inbox();
        return ({ profile }: Profile) => ({
          auth: of(seen, profile, 'auth').length,
          callbacks: of(seen, profile, 'callback').length,
        });
      },
      /**
       * What came for some profiles, once all is there that was triggered and no more comes (`callbacks`: how many of a
       * profile are waited for, where it is not one a trigger). Noted in the report, so a flow asks once.
       */
      async sent<Name extends string>(
        profiles: Profiles<Name>,
        callbacks: Partial<Record<Name, number>> = {},
      ): Promise<Record<Name, Sent>> {
        const entries = Object.entries(profiles) as [Name, Profile][];
        const wanted = entries.flatMap(([name, { profile }]) => {
          const count = callbacks[name];
          return count === undefined ? [] : [[profile, count] as const];
        });
        const all = await come(Object.values(profiles), new Map(wanted));
        note(all);
        const { of } = await inbox();
        const sentBy = ({ profile }: Profile): Sent => ({
          all: of(all, profile),
          auth: of(all, profile, 'auth'),
          callbacks: of(all, profile, 'callback'),
          fired: fired.get(profile) ?? [],
        });
        return Object.fromEntries(entries.map(([name, profile]) => [name, sentBy(profile)])) as Record<Name, Sent>;
      },
      /** Where a redirect can lead to another origin; why it cannot, where it cannot. */
      async elsewhere(): Promise<{ readonly url: string; came(): Promise<readonly Exchange[]> } | Absent> {
        const { listen, publicUrl } = target.peers.receiver;
        if (publicUrl !== undefined || !/(^|:)0$/.test(listen)) {
          return { notApplicable: 'peers.receiver names one address, and a redirect is to lead to another' };
        }
        const { id, url } = await startReceiver(peer, { listen });
        const since = await peer.mark();
        cleanUp(async () => {
          await peer.control('DELETE', `receiver/${id}`);
          return [];
        });
        const came = () => peer.received(`/receiver/${id}/`, { since });
        return { url, came };
      },
      /** All that came in this run, once nothing more comes, with the story of each profile. */
      async whole() {
        const { id, since, stories, of } = await inbox();
        const all = await peer.received(`/receiver/${id}/`, { since, settleMs: peer.quietMs, withinMs: PATIENCE });
        return { all, of, stories: [...stories.values()] };
      },
      note,
    },
  };
}

/** What flows call the platform with. */
export type PlatformApi = ReturnType<typeof openPlatform>['platform'];

/** Makes a flow of the role that the platform plays. */
export const flow = role('kaleyra.client', openPlatform);
