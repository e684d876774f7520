import { type Call, exchange, type Received } from '../../../apps/exchange.ts';
import { NotDone } from '../../../apps/serve.ts';
import { step } from '../../../frame/step.ts';
import type { Order } from './order.ts';

/** What the application reads of an envelope. */
export interface Answer {
  readonly token: string;
  /** The members of `data`; none where it is empty. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where Crossbar's API is. */
export const apiUrl = step(({ url }: Order, path: string): string => `${url}/v2${path}`);

/** The headers of a call: "X-Auth-Token: {AUTH_TOKEN}", where the user has a token. */
export const headersWith = step((token: string | undefined): Call['headers'] =>
  token === undefined ? {} : { 'X-Auth-Token': token },
);

/** A call without a body. */
export function get(url: string, token: string | undefined, more: Call['headers'] = {}): Call {
  return { method: 'GET', url, headers: { ...headersWith(token), ...more } };
}

/** A call with an envelope. */
export const callWith = step(
  (method: 'PUT' | 'POST', url: string, token: string | undefined, envelope: object): Call => ({
    method,
    url,
    headers: { 'Content-Type': 'application/json', ...headersWith(token) },
    body: JSON.stringify(envelope),
  }),
);

/** A call that is an action: its name stands beside empty data. */
export const actionCall = step(
  (url: string, token: string | undefined, action: string): Call => callWith('PUT', url, token, { action, data: {} }),
);

/** Makes a call whose response is to give a token. Throws a NotDone where it gives none. */
export const askForToken = step(async (call: Call): Promise<Answer> => {
  const response = await exchange(call).catch((error: Error) => {
    throw new NotDone(`no response: ${error.message}`);
  });
  return answerIn(response);
});

/** Token and data of a whole 2xx response. Throws a NotDone for any other one. */
export const answerIn = step(({ status, text }: Received): Answer => {
  if (status < 200 || status > 299) throw new NotDone(`status ${status}`);
  const { auth_token, data } = envelopeIn(text);
  if (typeof auth_token !== 'string' || auth_token === '') throw new NotDone('the response has no auth_token');
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new NotDone('the response has no data');
  return { token: auth_token, data: { ...data } };
});

/** The members of an envelope; none where the body is something else. */
export function envelopeIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
