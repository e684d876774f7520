import type { Context } from 'koa';
import { scene } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { Client, Profile } from './profiles.ts';
import { type Refused, tokenError } from './refused.ts';

/** The parameters of an authentication request, wherever it carries them, and the credentials of its client. */
export interface AuthRequest {
  readonly parameters: ReadonlyMap<string, string>;
  /** The credentials that came by HTTP Basic. */
  readonly basic?: Client;
}

/** Names and values as they came. */
export type Pairs = readonly (readonly [string, string])[];

/** Reads a form, JSON, or for GET the query (RFC 6749 §3.2, Appendix B); throws a Refused for what cannot be read. */
export function readAuthRequest(ctx: Context): AuthRequest {
  const pairs = ctx.method === 'GET' ? [...new URLSearchParams(ctx.querystring)] : bodyPairs(ctx);
  return { parameters: parametersIn(pairs), basic: basicOf(ctx.get('Authorization')) };
}

/** The parameters: empty ones count as left out, and none may be repeated (RFC 6749 §3.2). */
export const parametersIn = step((pairs: Pairs): AuthRequest['parameters'] => {
  const given = pairs.filter(([, value]) => value !== '');
  const parameters = new Map(given);
  if (given.length > parameters.size) throw tokenError('invalid_request', 'a parameter is repeated');
  return parameters;
});

function bodyPairs(ctx: Context): Pairs {
  const text = scene().body.toString('utf8');
  if (ctx.is('json')) return jsonPairs(text);
  if (isForm(ctx)) return [...new URLSearchParams(text)];
  throw tokenError('invalid_request', 'send application/x-www-form-urlencoded');
}

/** Whether the body is labelled as a form (RFC 6749 Appendix B). */
export const isForm = step((ctx: Context): boolean => Boolean(ctx.is('application/x-www-form-urlencoded')));

function jsonPairs(text: string): Pairs {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const members = isObject ? Object.entries(value) : [];
    if (isObject && members.every(([, one]) => typeof one === 'string')) return members as Pairs;
  } catch {}
  throw tokenError('invalid_request', 'the body is not a JSON object of texts');
}

function basicOf(header: string): Client | undefined {
  const encoded = /^basic +(.*)$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const [id = '', secret = ''] = text.split(/:(.*)/s).map(decodeForm);
  return { id, secret };
}

/** Basic credentials are form-encoded first (RFC 6749 §2.3.1). */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The client whose id and secret the request brings, in one of the two ways (RFC 6749 §2.3.1). */
export const clientOf = step(({ parameters, basic }: AuthRequest, { clients }: Profile): Client | undefined => {
  if (basic && parameters.has('client_secret')) {
    throw tokenError('invalid_request', 'client credentials came in two ways');
  }
  const { id, secret } = basic ?? { id: parameters.get('client_id'), secret: parameters.get('client_secret') };
  return clients.find((client) => client.id === id && client.secret === secret);
});

/** The refusal of wrong credentials, with a challenge where they came by HTTP Basic (RFC 6749 §5.2). */
export const invalidClient = step(({ basic }: AuthRequest): Refused => {
  const challenge = basic && { 'WWW-Authenticate': 'Basic realm="auth", charset="UTF-8"' };
  return tokenError('invalid_client', 'unknown client or wrong secret', 401, challenge);
});
