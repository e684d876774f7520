import { createHmac, randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { bodyOf, sendJson, serve } from '../judged.ts';

/** How a small customer works, which otherwise keeps the document by the shortest way. */
export interface Habits {
  /** What its tokens look like; random text unless told. */
  readonly token?: 'HS256' | 'with a bar';
  /** Looks at no signature of a JWT. */
  readonly onlyDecodes?: boolean;
  /** Goes on accepting a token so many seconds after its end. */
  readonly leewayS?: number;
  /** Refuses a callback with parameters in its URL. */
  readonly refusesQueries?: boolean;
  /** Reads Basic credentials as they are, not form-encoded. */
  readonly rawBasic?: boolean;
}

export const client = { id: 'MDsmall/customer', secret: 'Usmall+customer/secret' };

const LIFETIME = 300;
const key = randomBytes(32);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (input: string) => createHmac('sha256', key).update(input).digest('base64url');

/** Starts a customer with `/auth` and `/callback`, whose time the header `tollgate-clock` moves; gives its base URL. */
export async function customerOf(t: TestContext, habits: Habits = {}): Promise<string> {
  const tokens = new Map<string, number>();

  function makeToken(now: number): string {
    const random = randomBytes(24).toString('base64url');
    if (habits.token !== 'HS256') return habits.token === 'with a bar' ? `17|${random}` : random;
    const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: client.id, exp: now + LIFETIME, jti: random })}`;
    return `${input}.${sign(input)}`;
  }

  function isLive(token: string, now: number): boolean {
    const ends = tokens.get(token);
    if (ends !== undefined) return now < ends + (habits.leewayS ?? 0);
    if (!habits.onlyDecodes) return false;
    try {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      return claims.sub === client.id && claims.exp > now;
    } catch {
      return false;
    }
  }

  return serve(t, async (request, response) => {
    const now = Date.now() / 1_000 + Number(request.headers['tollgate-clock'] ?? 0);
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const body = await bodyOf(request);
    if (pathname === '/auth') {
      const basic = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1];
      const raw = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString().split(/:(.*)/s);
      const form = new URLSearchParams(body);
      const pair = raw ?? [form.get('client_id'), form.get('client_secret')];
      const [id, secret] = raw && !habits.rawBasic ? raw.map((text) => decodeURIComponent(text)) : pair;
      const isForm =
        request.method === 'POST' && /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');
      if (!isForm || id !== client.id || secret !== client.secret) return sendJson(response, 401, { error: 'no' });
      const token = makeToken(now);
      tokens.set(token, now + LIFETIME);
      return sendJson(response, 200, { access_token: token, expires_in: String(LIFETIME) });
    }
    const [scheme, token = '', ...more] = (request.headers.authorization ?? '').split(' ');
    const isBearer = scheme?.toLowerCase() === 'bearer' && more.length === 0;
    if (!isBearer || !isLive(token, now)) return sendJson(response, 401, {});
    if (habits.refusesQueries && search !== '') return sendJson(response, 400, {});
    sendJson(response, 200, {});
  });
}
