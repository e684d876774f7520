import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, sendJson, serve } from '../judged.ts';

/** How a small platform works, which otherwise keeps the document by the shortest way. */
export interface Habits {
  /** Answers 202 at once and calls back so many milliseconds later. */
  readonly queueMs?: number;
  /** Each of its requests takes so long to set off, in milliseconds. */
  readonly latencyMs?: number;
  /** Fetches a token for every callback. */
  readonly keepsNothing?: boolean;
  /** Renews a token so many seconds before its end. */
  readonly marginS?: number;
  /** Goes on with a token that a callback URL has refused. */
  readonly keepsRefused?: boolean;
  /** Where there is no token, calls back without one so many milliseconds later. */
  readonly callsAnywayMs?: number;
  /** The status of the trigger for such a profile. */
  readonly statusFor?: (grant: string | undefined) => number | undefined;
}

type Order = Readonly<Record<string, string>> & { readonly advancedAuthentication: boolean };

interface Held {
  readonly token: string;
  readonly until: number;
}

/** Starts a platform; gives its base URL. Its trigger is `POST /send`. */
export async function platformOf(t: TestContext, habits: Habits): Promise<string> {
  const held = new Map<string, Held>();

  async function call(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
    await sleep(habits.latencyMs ?? 0);
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return { status: response.status, text: await response.text() };
  }

  async function tokenFor(order: Order): Promise<string | undefined> {
    const key = JSON.stringify([order.profile, order.clientId, order.clientSecret]);
    const known = held.get(key);
    if (known && known.until > Date.now() && !habits.keepsNothing) return known.token;
    const form = new URLSearchParams({ grant_type: order.grant ?? '' });
    if (order.grant === 'password') {
      form.set('username', order.username ?? '');
      form.set('password', order.password ?? '');
    }
    form.set('client_id', order.clientId ?? '');
    form.set('client_secret', order.clientSecret ?? '');
    const headers = JSON.parse(order.authHeaders ?? '{}') as Record<string, string>;
    try {
      const { status, text } = await call(order.authUrl ?? '', { method: 'POST', headers, body: form });
      const response = JSON.parse(text.replace(/^\uFEFF/, ''));
      const path = order.tokenFieldPath ?? '';
      const token = path in response ? response[path] : path.split('.').reduce((at, name) => at?.[name], response);
      const isBearer = /^bearer$/i.test(response.token_type ?? 'Bearer');
      if (status !== 200 || !isBearer || typeof token !== 'string' || !/^[\w.~+/-]+=*$/.test(token)) return undefined;
      const seconds = Number(response[order.expirationFieldPath ?? ''] ?? 0);
      const until = Date.now() + (seconds - (habits.marginS ?? 0)) * 1_000;
      held.set(key, { token, until });
      return token;
    } catch {
      return undefined;
    }
  }

  async function send(order: Order): Promise<void> {
    const fields = JSON.parse(order.callbackHeaders ?? '{}') as Record<string, string>;
    const variables = JSON.parse(order.variables ?? '{}') as Record<string, string>;
    const url = (order.callbackUrl ?? '').replace(/<(\w+)>/g, (_, name) => encodeURIComponent(variables[name] ?? ''));
    const body = order.callbackMethod === 'GET' ? undefined : order.callbackBody;
    const callBack = (headers: Record<string, string>) =>
      call(url, { method: order.callbackMethod, headers: { ...fields, ...headers }, body });
    const token = order.advancedAuthentication ? await tokenFor(order) : undefined;
    if (token !== undefined || !order.advancedAuthentication) {
      const { status } = await callBack(token === undefined ? {} : { Authorization: `Bearer ${token}` });
      if (status === 401 && !habits.keepsRefused) held.clear();
    } else if (habits.callsAnywayMs !== undefined) {
      void sleep(habits.callsAnywayMs).then(() => callBack({}));
    }
  }

  return serve(t, async (request, response) => {
    const order = JSON.parse(await bodyOf(request)) as Order;
    const refused = habits.statusFor?.(order.grant);
    if (refused !== undefined) return sendJson(response, refused, { error: 'this profile cannot be used' });
    if (habits.queueMs === undefined) {
      await send(order);
      return sendJson(response, 200, {});
    }
    sendJson(response, 202, {});
    void sleep(habits.queueMs).then(() => send(order).catch(() => undefined));
  });
}
