import type { Context } from 'koa';
import { scene } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import type { Client, Profile } from './profiles.ts';
import { type Refused, tokenError } from './refused.ts';

/** The parameters of an authentication request, wherever it carries them, and the credentials of its client. */
export interface AuthRequest {
  readonly parameters: ReadonlyMap<string, string>;
  /** The credentials that came by HTTP Basic. */
  readonly basic?: Client;
}

type Pairs = readonly (readonly [string, string])[];

/** Reads a form, JSON, or for GET the query (RFC 6749 §3.2, Appendix B); throws a Refused for what cannot be read. */
export function readAuthRequest(ctx: Context): AuthRequest {
  const pairs = ctx.method === 'GET' ? [...new URLSearchParams(ctx.querystring)] : bodyPairs(ctx);
  const given = pairs.filter(([, value]) => value !== '');
  if (given.length < pairs.length && faulty('kaleyra.empty-parameter-refused')) {
    throw tokenError('invalid_request', 'a parameter is empty');
  }
  const parameters = new Map(given);
  if (given.length !== parameters.size && !faulty('kaleyra.repeated-parameter-accepted')) {
    throw tokenError('invalid_request', 'a parameter is repeated');
  }
  return { parameters, basic: basicOf(ctx.get('Authorization')) };
}

function bodyPairs(ctx: Context): Pairs {
  const text = scene().body.toString('utf8');
  if (ctx.is('json')) return jsonPairs(text);
  if (ctx.is('application/x-www-form-urlencoded') || faulty('kaleyra.any-content-type'))
    return [...new URLSearchParams(text)];
  throw tokenError('invalid_request', 'send application/x-www-form-urlencoded');
}

function jsonPairs(text: string): Pairs {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const members = isObject ? Object.entries(value) : [];
    if (isObject && members.every(([, one]) => typeof one === 'string')) return members as Pairs;
  } catch {}
  throw tokenError('invalid_request', 'the body is no JSON object of texts');
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

/** The client that the request's credentials are those of; throws `invalid_client` for anybody else. */
export function authenticate({ parameters, basic }: AuthRequest, { clients }: Profile): Client {
  if (basic && parameters.has('client_secret')) {
    throw tokenError('invalid_request', 'client credentials came in two ways');
  }
  const { id, secret } = basic ?? { id: parameters.get('client_id'), secret: parameters.get('client_secret') };
  const known = clients.find((client) => client.id === id);
  const fits = known !== undefined && known.secret === secret && !faulty('kaleyra.credentials-refused');
  const tolerated = basic ? undefined : toleratedClient(id, secret, clients);
  if (fits && !(basic && faulty('kaleyra.basic-unsupported'))) return known;
  if (tolerated) return tolerated;
  throw refusal(secret, basic !== undefined);
}

/** Whom a defective customer takes wrong credentials for. */
function toleratedClient(id: string | undefined, secret: string | undefined, clients: readonly Client[]) {
  const known = clients.find((client) => client.id === id);
  const [first] = clients;
  if (id === undefined) return faulty('kaleyra.missing-id-accepted') ? first : undefined;
  if (!known) return faulty('kaleyra.wrong-id-accepted') ? first : undefined;
  if (secret === undefined) return faulty('kaleyra.missing-secret-accepted') ? known : undefined;
  const ofAnother = clients.some((client) => client.secret === secret);
  return faulty(ofAnother ? 'kaleyra.secret-of-another-accepted' : 'kaleyra.wrong-secret-accepted') ? known : undefined;
}

function refusal(secret: string | undefined, basic: boolean): Refused {
  const description = faulty('kaleyra.secret-echoed')
    ? `no client has the secret ${secret}`
    : 'unknown client or wrong secret';
  const error = faulty('kaleyra.invalid-client-otherwise') ? 'invalid_scope' : 'invalid_client';
  const challenge = basic && !faulty('kaleyra.basic-unchallenged');
  const headers = challenge ? { 'WWW-Authenticate': 'Basic realm="auth", charset="UTF-8"' } : {};
  return tokenError(error, description, faulty('kaleyra.refused-status-403') && !basic ? 403 : 401, headers);
}
