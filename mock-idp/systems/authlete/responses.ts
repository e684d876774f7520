import type { Context } from 'koa';
import { step } from '../../frame/step.ts';
import type { CallbackRequest } from './callback-request.ts';
import type { Developer, Service } from './developers.ts';

/** A response before it is sent. */
export interface Reply {
  readonly status: number;
  readonly contract?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Why a request never became a login. */
export type Reason = keyof typeof statuses;

const statuses = {
  'wrong method': 405,
  'other media type': 415,
  'no credentials': 401,
  'wrong key': 401,
  'wrong secret': 401,
  'too large': 413,
  empty: 400,
  'not UTF-8': 400,
  'not JSON': 400,
  'duplicate member': 400,
  'nested too deeply': 400,
  'not an object': 400,
};

/** Further header fields, by status: RFC 7617 section 2, RFC 9110 section 15.5.6. */
const moreHeaders: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'Basic realm="Developer Authentication Callback", charset="UTF-8"' },
  405: { Allow: 'POST' },
};

/** The header fields of every response (section 6). */
const headers = {
  'Content-Type': 'application/json; charset=UTF-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
};

const nobody = { authenticated: false, subject: null, displayName: null };

/** A request that never became a login, with the response to it. */
export class BadRequest extends Error {
  readonly refusal: Pick<Reply, 'status' | 'headers'>;
  constructor(refusal: Pick<Reply, 'status' | 'headers'>) {
    super(`refused with ${refusal.status}`);
    this.refusal = refusal;
  }
}

/** Status and further header fields for a reason. */
export const refusalOf = step((reason: Reason): BadRequest['refusal'] => {
  const status = statuses[reason];
  return { status, headers: moreHeaders[status] ?? {} };
});

/** The response to a login that succeeded (section 6). */
export const welcome = step((developer: Developer, _request: CallbackRequest): Reply => {
  const { subject, displayName } = developer;
  return { status: 200, contract: 'success-response', headers, body: { authenticated: true, subject, displayName } };
});

/** The response to a login that was refused (section 6): 200 as well, with `authenticated` false. */
export const refusal = step(
  (_service: Service, _request: CallbackRequest): Reply => ({
    status: 200,
    contract: 'refused-response',
    headers,
    body: nobody,
  }),
);

/** The response to a request that never became a login: like that to a refused one, with a status of its own. */
export function badRequest({ refusal }: BadRequest): Reply {
  return { status: refusal.status, headers: { ...headers, ...refusal.headers }, body: nobody };
}

/** Sends a response. */
export function send(ctx: Context, { status, contract, headers, body }: Reply): void {
  ctx.state.contract = contract;
  ctx.status = status;
  ctx.body = body;
  ctx.set(headers);
}
