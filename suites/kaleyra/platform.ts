import { randomBytes, randomUUID } from 'node:crypto';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import { type Exchange, headerValues, mediaType, textOf } from '../harness/http/exchange.ts';
import type { PeerAddress, Trigger } from '../harness/target/target.ts';
import { type Fired, fireTrigger } from '../harness/target/trigger.ts';
import type { CustomerTarget, Grant } from './api.ts';

/** What the target file says of a platform that calls customers back. */
export interface PlatformTarget extends Pick<CustomerTarget, 'url' | 'credentials' | 'grantType' | 'fieldPaths'> {
  readonly trigger?: Trigger;
  readonly peers: { readonly receiver: PeerAddress };
  readonly platform: {
    readonly trigger?: Trigger;
    readonly grants: readonly Grant[];
    readonly epochs: boolean;
    readonly variables: boolean;
    readonly margin: number;
    readonly unusableExpiration: 'once' | 'cache' | 'reject';
    readonly notBefore: 'ignore' | 'wait';
    readonly algorithmMismatch: 'ignore' | 'reject';
    readonly redirects: 'refuse' | 'follow';
    readonly configurationChange: 'drop' | 'keep';
    readonly after401: 'renew' | 'give-up';
    readonly concurrency: 'single' | 'any';
  };
}

/** A callback profile with Advanced Authentication, as the trigger carries it; key-value pairs are JSON objects in a text. */
export interface Profile {
  readonly profile: string;
  readonly grant: Grant;
  readonly authMethod: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly tokenFieldPath: string;
  readonly expirationFieldPath: string;
  readonly authAlgorithm: string;
  readonly authHeaders: string;
  readonly callbackMethod: string;
  readonly callbackUrl: string;
  readonly callbackHeaders: string;
  readonly callbackBody: string;
  readonly variables: string;
}

/** Parts of a profile that flows choose; the queries are added to the URLs. */
export type Wanted = Partial<Profile> & { readonly authQuery?: string; readonly callbackQuery?: string };

/** How one of a profile's two URLs answers (the receiver's behaviours). */
export interface Behaviour {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly delayMs?: number;
  readonly hang?: true;
  readonly reset?: true;
  readonly redirect?: string;
}

/** What the platform sent for a profile, oldest first. */
export interface Sent {
  readonly all: readonly Exchange[];
  readonly auth: readonly Exchange[];
  readonly callbacks: readonly Exchange[];
}

const always = 10_000;

/** A token that looks like a JWT (RFC 7519) with this algorithm in its header. */
export function jwtLike(alg = 'RS256'): string {
  const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
  return [header, randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')].join('.');
}

/** The usual response with a token; members given replace its own, undefined ones are left out. */
export const tokenResponse = (token: unknown, members: object = {}): object => ({
  token_type: 'Bearer',
  access_token: token,
  expires_in: 7200,
  ...members,
});

/** The token of a callback: what stands after the scheme of its Authorization field. */
export function tokenOf(callback: Exchange | undefined): string | undefined {
  const [field] = callback ? headerValues(callback.request.headers, 'authorization') : [];
  return field?.split(' ').slice(1).join(' ');
}

/** The parameters of an authentication request: of the body, or of the query where there is no body. */
export function payloadOf({ request: { headers, body, url } }: Exchange): ReadonlyMap<string, string> {
  const text = textOf(body);
  if (text === '') return new Map(new URLSearchParams(url.split('?')[1] ?? ''));
  if (mediaType(headers) !== 'application/json') return new Map(new URLSearchParams(text));
  try {
    return new Map(Object.entries(JSON.parse(text) as object).map(([name, value]) => [name, String(value)]));
  } catch {
    return new Map();
  }
}

function openPlatform({ target, send, note, peer, cleanUp, secret, show, timeoutMs }: Transport<PlatformTarget>) {
  const trigger = target.platform.trigger ?? target.trigger;
  const { listen, publicUrl } = target.peers.receiver;
  let started: Promise<{ id: string; url: string; since: number }> | undefined;

  async function start() {
    const since = await peer.mark();
    const { id, url } = (await peer.control('POST', 'receiver', { listen, publicUrl })) as { id: string; url: string };
    cleanUp(async () => {
      await peer.control('DELETE', `receiver/${id}`);
      return [];
    });
    return { id, url, since };
  }
  const receiver = () => {
    started ??= start();
    return started;
  };

  /** Sets how a profile's auth URL or callback URL answers, at most `times` times; gives the function that ends it. */
  async function answers({ profile }: Profile, at: 'auth' | 'callback', action: Behaviour, times = always) {
    const { id } = await receiver();
    const order = { match: { path: `/${profile}/${at}` }, times, action };
    const { id: own } = (await peer.control('POST', `receiver/${id}/behaviours`, order)) as { id: string };
    return async () => void (await peer.control('DELETE', `receiver/${id}/behaviours/${own}`));
  }

  return {
    platform: {
      ...target.platform,
      credentials: target.credentials,
      grantType: target.grantType,
      fieldPaths: target.fieldPaths,
      /** A profile that nobody else uses, its two URLs on our receiver. */
      async newProfile({ authQuery = '', callbackQuery = '', ...wanted }: Wanted = {}): Promise<Profile> {
        const { url } = await receiver();
        const profile = `tollgate-${randomUUID()}`;
        const own: Profile = {
          profile,
          grant: target.platform.grants[0] ?? 'client_credentials',
          authMethod: 'POST',
          authUrl: `${url}/${profile}/auth${authQuery}`,
          clientId: `MD${randomBytes(12).toString('base64url')}`,
          clientSecret: `U${randomBytes(18).toString('base64url')}`,
          username: `user-${randomBytes(6).toString('hex')}`,
          password: `pw-${randomBytes(9).toString('base64url')}`,
          tokenFieldPath: 'access_token',
          expirationFieldPath: 'expires_in',
          authAlgorithm: 'RS256',
          authHeaders: '{}',
          callbackMethod: 'POST',
          callbackUrl: `${url}/${profile}/callback${callbackQuery}`,
          callbackHeaders: '{"Content-Type":"application/json"}',
          callbackBody: '{"status":"Delivered"}',
          variables: '{}',
          ...wanted,
        };
        secret(own.clientSecret, 'client_secret');
        secret(own.password, 'password');
        return own;
      },
      answers,
      /** Lets a profile's auth URL give these tokens, the last one from then on. */
      async gives(profile: Profile, tokens: readonly string[], members: object = {}) {
        for (const [index, token] of tokens.entries()) {
          secret(token, 'access_token');
          await answers(
            profile,
            'auth',
            { body: tokenResponse(token, members) },
            index === tokens.length - 1 ? always : 1,
          );
        }
      },
      /** Makes a token secret that a profile's auth URL gives. */
      hide: (token: string) => secret(token, 'access_token'),
      show,
      /** Makes the platform send one callback by a profile; gives what became of the trigger. */
      async fire(profile: Profile): Promise<Fired> {
        if (!trigger) throw new Error('The target file names no kaleyra.platform.trigger and no trigger.');
        return fireTrigger(trigger, { ...profile }, { baseUrl: target.url, timeoutMs, send });
      },
      /** Waits until so many requests of a profile are there; for what must not happen too early. */
      async arrived({ profile }: Profile, atLeast: number, withinMs: number) {
        const { id, since } = await receiver();
        await peer.received(`/receiver/${id}/${profile}/`, { since, atLeast, withinMs });
      },
      /**
       * What came for some profiles, once at least so many requests are there and no more come.
       * Noted in the report, so a flow asks once.
       */
      async sent<Name extends string>(
        profiles: Readonly<Record<Name, Profile>>,
        atLeast = 0,
      ): Promise<Record<Name, Sent>> {
        const { id, since } = await receiver();
        const prefix = `/receiver/${id}`;
        const all = await peer.received(`${prefix}/`, { since, atLeast });
        note(all);
        const base = `${peer.url}${prefix}`;
        const own = all.map((exchange) => ({
          exchange,
          path: exchange.request.url.slice(base.length).split('?')[0] ?? '',
        }));
        const of = (start: string) => own.filter(({ path }) => path.startsWith(start)).map(({ exchange }) => exchange);
        const entries = (Object.entries(profiles) as [Name, Profile][]).map(([name, { profile }]) => [
          name,
          { all: of(`/${profile}/`), auth: of(`/${profile}/auth`), callbacks: of(`/${profile}/callback`) },
        ]);
        return Object.fromEntries(entries);
      },
    },
  };
}

/** What flows call the platform with. */
export type PlatformApi = ReturnType<typeof openPlatform>['platform'];

/** Makes a flow of the role that the platform plays. */
export const flow = role('kaleyra.client', openPlatform);
