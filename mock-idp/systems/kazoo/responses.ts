import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';

/** A refusal, thrown by a handler and sent by the router. */
export class Refused extends Error {
  readonly status: number;
  readonly data: unknown;
  constructor(status: number, message: string, data?: unknown) {
    super(message);
    this.status = status;
    this.data = data;
  }
}

const unauthorized = () => new Refused(401, 'invalid_credentials', { message: 'invalid credentials' });

/** No token, a worthless one, or wrong credentials (cb_context.erl). */
export const invalidCredentials = step(unauthorized);

/** A login that the provider does not confirm. */
export const notConfirmed = step(unauthorized);

/** An expired token, for which Kazoo has other words (cb_token_auth.erl). */
export const expiredToken = step((): Refused => new Refused(401, 'invalid credentials', {}));

export function forbidden(): Refused {
  return new Refused(403, 'forbidden', { message: 'forbidden' });
}

export function badIdentifier(id: string): Refused {
  return new Refused(404, 'bad_identifier', { cause: id, message: 'bad identifier' });
}

export function notFound(): Refused {
  return new Refused(404, 'not_found', { message: 'not found' });
}

export const methodNotAllowed = step(
  (): Refused => new Refused(405, 'invalid_method', { message: 'method not allowed' }),
);

/** What is wrong with the members of a body, by member and rule. */
export type Complaints = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A body that breaks its schema: every failing member at once. */
export const validationError = step(
  (complaints: Complaints): Refused => new Refused(400, 'validation error', complaints),
);

/** What a handler gives: the members of the envelope that it fills. */
export interface Success {
  /** Absent in an empty success. */
  readonly data?: unknown;
  /** The name of the message's contract. */
  readonly contract?: string;
  readonly page_size?: number;
  readonly next_start_key?: string;
  readonly revision?: string;
  /** The token that this response issues, or the one that it describes. */
  readonly auth_token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, without an envelope. */
  readonly raw?: { readonly type: string; readonly text: string };
}

/** The members that every envelope has (api_util.erl). */
function envelope(requestId: string, token: string | undefined) {
  return {
    timestamp: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    version: '4.0.0',
    node: 'tollgate-mock-crossbar',
    request_id: requestId,
    tokens: { consumed: 1, remaining: 99 },
    ...(token !== undefined && { auth_token: token }),
  };
}

/** The status of a success: 201 for PUT, 200 for all else, a PUT tunnelled through POST included. */
export const successStatus = step((method: string): number => (method === 'PUT' ? 201 : 200));

/** Sends an envelope with what a handler gave. */
export function sendSuccess(ctx: Context, token: string | undefined, success: Success): void {
  const { data, contract, raw, headers = {}, auth_token, ...rest } = success;
  ctx.status = successStatus(ctx.method);
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
  if (raw) {
    ctx.body = raw.text;
    ctx.set('Content-Type', raw.type);
    return;
  }
  ctx.state.contract = contract ?? 'envelope-response';
  ctx.body = {
    ...(rest.page_size !== undefined && { page_size: rest.page_size }),
    ...(data !== undefined && { data }),
    ...(rest.revision !== undefined && { revision: rest.revision }),
    ...(rest.next_start_key !== undefined && { next_start_key: rest.next_start_key }),
    ...envelope(requestId(ctx), auth_token ?? token),
    status: 'success',
  };
  ctx.set('Content-Type', 'application/json');
}

/** Sends what a handler threw. */
export function sendRefused(ctx: Context, token: string | undefined, { status, message, data }: Refused): void {
  ctx.status = status;
  ctx.state.contract = 'error-response';
  ctx.body = {
    ...(data !== undefined && { data }),
    error: String(status),
    message,
    ...envelope(requestId(ctx), token),
    status: 'error',
  };
  ctx.set('Content-Type', 'application/json');
}

/** The id of a request: the one that it brings, or a new one. */
export const requestIdFrom = step((given: string): string => given || randomUUID().replaceAll('-', ''));

function requestId(ctx: Context): string {
  ctx.state.requestId ??= requestIdFrom(ctx.get('X-Request-ID'));
  ctx.set('X-Request-ID', ctx.state.requestId);
  return ctx.state.requestId;
}
