import type { Context } from 'koa';
import type { Agent, Dispatcher } from 'undici';
import { undici } from '../../frame/at-first-use.ts';
import { scene } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { TokenCache } from './platform-auth.ts';
import { type Call, exchange, type Field, type Received } from './platform-exchange.ts';
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
  const { Agent } = await undici();
  return new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: 2 ** 20 });
}

/** What became of a callback. */
export interface Delivery {
  readonly sent: boolean;
  /** The customer's status; none without a response. */
  readonly status: number | undefined;
}

/** Gets a token, then calls back with it; once more with a new token where the customer refuses this one. */
export const deliver = step(
  async (profile: CallbackProfile, cache: TokenCache, dispatcher: Dispatcher): Promise<Delivery> => {
    if (!needsToken(profile)) return callBack(profile, undefined, dispatcher);
    const delivery = await callBack(profile, await cache.token(profile, dispatcher), dispatcher);
    if (!isTokenRefused(delivery)) return delivery;
    cache.drop(profile);
    return mayRepeat() ? callBack(profile, await cache.token(profile, dispatcher), dispatcher) : delivery;
  },
);

/** Whether callbacks by a profile carry a token: where its Advanced Authentication is switched on. */
export const needsToken = step(({ advancedAuthentication }: CallbackProfile): boolean => advancedAuthentication);

/** Whether a callback whose token was refused is sent once more. */
export const mayRepeat = step((): boolean => true);

/** Whether the customer has refused the token (RFC 6750 §3.1). */
export const isTokenRefused = step(({ status }: Delivery): boolean => status === 401);

/** Sends the callback. */
export async function callBack(
  profile: CallbackProfile,
  token: string | undefined,
  dispatcher: Dispatcher,
): Promise<Delivery> {
  try {
    const { status } = await exchangeCallback(callbackCall(profile, token), dispatcher);
    return { sent: true, status };
  } catch {
    return { sent: false, status: undefined };
  }
}

/** Sends a callback; follows no redirect, which could lead the token to somebody else. */
export const exchangeCallback = step(
  (call: Call, dispatcher: Dispatcher): Promise<Received> => exchange(call, dispatcher),
);

/** The callback by its profile: dynamic variables filled in, the token in the Authorization header. */
export const callbackCall = step((profile: CallbackProfile, token: string | undefined): Call => {
  const { callbackMethod: method, callbackUrl, callbackHeaders, callbackBody } = profile;
  const body = fill(callbackBody, profile, (text) => JSON.stringify(text).slice(1, -1));
  return {
    method,
    url: fill(callbackUrl, profile, inUrl),
    headers: [...Object.entries(callbackHeaders), ...authorization(token)],
    ...(method !== 'GET' && body !== '' && { body }),
  };
});

/** The value of a dynamic variable as a URL holds it. */
export const inUrl = step((value: string): string => encodeURIComponent(value));

/** The header field that carries the token (RFC 6750 §2.1). */
export const authorization = step((token: string | undefined): readonly Field[] =>
  token === undefined ? [] : [['Authorization', `Bearer ${token}`]],
);

/** The text with each dynamic variable, such as <status>, replaced by its value. */
function fill(text: string, { variables }: CallbackProfile, encode: (value: string) => string): string {
  return text.replace(/<(\w+(?:\[\d+\])?)>/g, (whole, name: string) => {
    const value = variables[name];
    return value === undefined ? whole : encode(value);
  });
}
