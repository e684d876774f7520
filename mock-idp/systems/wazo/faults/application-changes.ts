import type { Call } from '../../../apps/exchange.ts';
import { altered, type Change } from '../../../faults/changes.ts';
import type { Order } from '../app/order.ts';

export type Body = Readonly<Record<string, unknown>>;
type Headers = Call['headers'];
/** `loginCall` or `refreshCall`. */
export type TokenCall = (order: Order, refreshToken: string) => Call;

export const bodyOf = (call: Call) => JSON.parse(call.body ?? '{}') as Body;

/** Changes the body of a token request. */
export const bodyWith = (step: TokenCall, change: (body: Body, order: Order) => unknown): Change =>
  altered(step, (call, order) => ({ ...call, body: JSON.stringify(change(bodyOf(call), order)) }));

/** Changes the headers of a token request. */
export const headersWith = (step: TokenCall, change: (headers: Headers, order: Order) => Headers): Change =>
  altered(step, (call, order) => ({ ...call, headers: change(call.headers, order) }));

/** Sends a token request to another path. */
export const elsewhere = (step: TokenCall): Change => altered(step, (call) => ({ ...call, url: `${call.url}s` }));
