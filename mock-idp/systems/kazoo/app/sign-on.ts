import { randomUUID } from 'node:crypto';
import { type Call, exchange } from '../../../apps/exchange.ts';
import { keep } from '../../../apps/keep.ts';
import { NotDone, type Outcome } from '../../../apps/serve.ts';
import { step } from '../../../frame/step.ts';
import { type Answer, apiUrl, askForToken, callWith } from './crossbar.ts';
import type { Order } from './order.ts';
import type { Begun, Storage } from './storage.ts';

/** Begins a login at the provider: gives the URL to which the user's browser is to go. */
export const beginSignOn = step((order: Order, { begun }: Storage): Outcome & { readonly location: string } => {
  const { clientId: client_id, provider, redirectUri: redirect_uri } = order;
  const started = { state: newState(), client_id, provider, redirect_uri };
  keep(begun, order.session, started);
  return { done: true, location: authorizationUrl(order, started) };
});

/** A text that nobody can guess, by which the browser is known when it comes back. */
export const newState = step((): string => randomUUID());

/** The authorization request (RFC 6749 §4.1.1). */
export const authorizationUrl = step(({ authorizeUrl }: Order, { state, client_id, redirect_uri }: Begun): string => {
  const url = new URL(authorizeUrl);
  const params = { client_id, redirect_uri, response_type: 'code', scope: 'openid email profile', state };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
});

/** Sends to Crossbar what the provider gave to the user's browser, and keeps the token of a linked user. */
export const finishSignOn = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  const begun = storage.begun.get(order.session);
  const { searchParams } = new URL(order.callbackUrl);
  const code = searchParams.get('code');
  if (!begun || code === null || !isSameState(begun, searchParams.get('state'))) {
    throw new NotDone('the browser comes back from a login that was not begun here');
  }
  storage.begun.delete(order.session);
  takeLogin(order, storage, await askForToken(callbackCall(order, begun, code)));
  return { done: true };
});

/** Whether the browser that comes back is the one that was sent. */
export const isSameState = step(({ state }: Begun, returned: string | null): boolean => state === returned);

/** "Use this API to send the provider response to Crossbar to login and create a token." */
export const callbackCall = step(
  (order: Order, begun: Begun, code: string): Call =>
    callWith('PUT', apiUrl(order, '/auth/callback'), undefined, { data: callbackData(begun, code) }),
);

/** The members of auth.callback. */
export const callbackData = step(
  ({ client_id, provider, redirect_uri, state }: Begun, code: string): Readonly<Record<string, unknown>> => ({
    client_id,
    code,
    provider,
    redirect_uri,
    state,
  }),
);

/** Takes a login from a provider: empty data say that the user has to log in with Kazoo credentials first. */
export const takeLogin = step(({ session }: Order, { tokens, unlinked }: Storage, { token, data }: Answer): void => {
  if (Object.keys(data).length > 0) keep(tokens, session, token);
  else keep(unlinked, session, linkIdIn(token));
});

/** The id of the link that an unlinked login has made: `auth_id` of its token. Empty where there is none. */
export const linkIdIn = step((token: string): string => {
  try {
    return String(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).auth_id);
  } catch {
    return '';
  }
});

/** "…and then make a request to this API to link its Kazoo’s user to the SSO." */
export const linkAfterLogin = step(async (order: Order, { unlinked }: Storage, token: string): Promise<Outcome> => {
  const link = unlinked.get(order.session);
  if (link === undefined) return { done: true };
  const { status } = await exchange(linkCall(order, link, token));
  unlinked.delete(order.session);
  return { done: status < 300, status };
});

/** What links the user of a token to a login at a provider. */
export const linkCall = step(
  (order: Order, link: string, token: string): Call =>
    callWith('PUT', apiUrl(order, `/auth/links/${encodeURIComponent(link)}`), token, { data: {} }),
);
