import type { Context } from 'koa';
import type { Agent } from 'undici';
import { scene } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import type { TokenCache } from './platform-auth.ts';
import { type CallbackProfile, ProfileError, profileIn } from './platform-profile.ts';
import { AuthFailed } from './platform-response.ts';

const timeoutMs = 5_000;

export interface Platform {
  /**
   * Sends one callback by the profile in the request's body, and says what became of it.
   * A token is fetched first where none is held; without one no callback is sent.
   */
  sendCallback(ctx: Context, cache: TokenCache): Promise<void>;
  /** Ends its connections. */
  close(): Promise<void>;
}

/** The platform's side; connections are made when the first callback is to be sent. */
export function createPlatform(): Platform {
  let agent: Promise<Agent> | undefined;
  return {
    async sendCallback(ctx, cache) {
      agent ??= connect();
      try {
        ctx.body = await deliver(profileIn(scene().body), cache, await agent);
      } catch (error) {
        if (error instanceof AuthFailed) ctx.body = { sent: false, reason: error.message };
        else if (!(error instanceof ProfileError)) throw error;
        else {
          ctx.status = 400;
          ctx.body = { error: 'bad_profile', message: error.message };
        }
      }
    },
    async close() {
      await (await agent)?.destroy();
    },
  };
}

async function connect(): Promise<Agent> {
  const { Agent } = await import('undici');
  return new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: 2 ** 20 });
}

/** What a defective platform overlooks: it calls back although there is no token. */
function isOverlooked(kind: AuthFailed['kind']): boolean {
  if (kind === 'refusal') return faulty('kaleyra.platform-calls-after-refusal');
  if (kind === 'error') return faulty('kaleyra.platform-calls-after-error');
  if (kind === 'silence') return faulty('kaleyra.platform-calls-after-silence');
  if (kind === 'no-json') return faulty('kaleyra.platform-calls-after-no-json');
  return kind === 'missing' && faulty('kaleyra.platform-calls-without-token');
}

async function tokenFor(profile: CallbackProfile, cache: TokenCache, dispatcher: Agent): Promise<string | undefined> {
  try {
    return await cache.token(profile, dispatcher);
  } catch (error) {
    if (error instanceof AuthFailed && isOverlooked(error.kind)) return undefined;
    throw error;
  }
}

async function deliver(profile: CallbackProfile, cache: TokenCache, dispatcher: Agent) {
  if (faulty('kaleyra.platform-callback-first')) await callBack(profile, undefined, dispatcher);
  const token = await tokenFor(profile, cache, dispatcher);
  const status = await callBack(profile, token, dispatcher);
  if (status !== 401 || faulty('kaleyra.platform-gives-up-on-401')) return { sent: status !== undefined, status };
  cache.drop(profile);
  const again = await callBack(profile, await cache.token(profile, dispatcher), dispatcher);
  return { sent: again !== undefined, status: again };
}

/** Sends the callback; gives the status, or nothing where there was no response. */
async function callBack(profile: CallbackProfile, token: string | undefined, dispatcher: Agent) {
  const { request } = await import('undici');
  const { url, method, headers, body } = callbackRequest(profile, token);
  try {
    const response = await request(url, { dispatcher, method, headers, body });
    await response.body.dump();
    const { location } = response.headers;
    if (
      faulty('kaleyra.platform-callback-redirect-followed') &&
      response.statusCode >= 300 &&
      typeof location === 'string'
    ) {
      await (await request(location, { dispatcher, method, headers, body })).body.dump();
    }
    return response.statusCode;
  } catch {
    return undefined;
  }
}

function callbackRequest(profile: CallbackProfile, token: string | undefined) {
  const { callbackMethod, callbackUrl, callbackHeaders, callbackBody, authHeaders } = profile;
  const method = faulty('kaleyra.platform-always-posts-callback') ? ('POST' as const) : callbackMethod;
  const raw = faulty('kaleyra.platform-variables-raw');
  const filled = fill(callbackUrl, profile, raw ? (text) => text.replaceAll(' ', '+') : encodeURIComponent);
  const [path = '', query] = filled.split(/\?(.*)/s);
  const inUrl = faulty('kaleyra.platform-token-in-url')
    ? `${query === undefined ? '?' : '&'}access_token=${token}`
    : '';
  const kept = query === undefined || faulty('kaleyra.platform-callback-query-dropped') ? '' : `?${query}`;
  const written = fill(callbackBody, profile, (text) => JSON.stringify(text).slice(1, -1));
  const body =
    faulty('kaleyra.platform-body-rewritten') && written !== '' ? JSON.stringify(JSON.parse(written)) : written;
  return {
    method,
    url: `${path}${faulty('kaleyra.platform-callback-path-altered') ? '/' : ''}${kept}${inUrl}`,
    headers: [
      ...Object.entries(faulty('kaleyra.platform-callback-headers-dropped') ? {} : callbackHeaders),
      ...Object.entries(faulty('kaleyra.platform-headers-leaked') ? authHeaders : {}),
      ...authorization(token),
    ].flat(),
    ...(method !== 'GET' && body !== '' && { body }),
  };
}

function authorization(token: string | undefined): [string, string][] {
  if (token === undefined) return [];
  const sent = faulty('kaleyra.platform-token-altered') ? token.slice(0, -1) : token;
  const field: [string, string] = [
    'Authorization',
    `${faulty('kaleyra.platform-own-scheme') ? 'Token' : 'Bearer'} ${sent}`,
  ];
  return faulty('kaleyra.platform-header-twice') ? [field, field] : [field];
}

/** The text with each dynamic variable, such as <status>, replaced by its value. */
function fill(text: string, { variables }: CallbackProfile, encode: (value: string) => string): string {
  return text.replace(/<(\w+(?:\[\d+\])?)>/g, (whole, name: string) => {
    const value = variables[name];
    return value === undefined ? whole : encode(value);
  });
}
