import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, sendJson } from '../judged.ts';

/** What a small server does otherwise than keeping the document in the plainest way. */
export interface Otherwise {
  /** The user whom the credentials of a login name. */
  readonly userFor?: (name: string, password: string) => string | undefined;
  /** Whom a login without an Authorization header is for. */
  readonly withoutCredentials?: (body: Body) => string | undefined;
  /** Whether a login that asks for nothing in particular gets the token of the one before. */
  readonly isTokenGivenAgain?: boolean;
  /** Answers a request to the protected resource before the server does. */
  readonly resource?: (user: string | undefined) => readonly [status: number, body?: object] | undefined;
  /** Status of the deletion of a refresh token, which then is not done; by default it is done, with 204. */
  readonly deletionStatus?: number;
  /** Further members of each `data`. */
  readonly more?: object;
  /** Whether two texts of a comparison are the same. */
  readonly same?: (one: string, other: string) => boolean;
  /** Called where a refresh names the wrong client_id of a refresh token. */
  readonly wrongClient?: (tokens: Map<string, Refresh>, token: string) => void;
}

export type Body = Readonly<Record<string, unknown>>;

export interface Refresh {
  readonly user: string;
  readonly client: string;
}

export const USERS: Readonly<Record<string, string>> = { ada: 'analytical-engine', bob: 'little-tables' };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A server of the document's own endpoint, with a protected resource and a way to delete refresh tokens. */
export function documentServer(otherwise: Otherwise = {}) {
  const { same = (one, other) => one === other } = otherwise;
  const access = new Map<string, { user: string; ends: number }>();
  const refresh = new Map<string, Refresh>();
  const unasked = new Map<string, string>();
  const userFor = otherwise.userFor ?? ((name, password) => (USERS[name] === password ? name : undefined));

  function basicUser({ headers }: IncomingMessage): string | undefined {
    const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
    return userFor(name, rest.join(':'));
  }

  function refreshedUser({ refresh_token, client_id }: Body): string | undefined {
    if (!isText(refresh_token) || !isText(client_id)) return undefined;
    const found = refresh.get(refresh_token);
    if (found && !same(found.client, client_id)) otherwise.wrongClient?.(refresh, refresh_token);
    return found && same(found.client, client_id) ? found.user : undefined;
  }

  async function token(request: IncomingMessage, response: ServerResponse) {
    let body: Body;
    try {
      body = Object(JSON.parse(await bodyOf(request)));
    } catch {
      return sendJson(response, 400, {});
    }
    const isRefresh = 'refresh_token' in body;
    const isOffline = body.access_type === 'offline';
    const { expiration = 3600, client_id } = body;
    if (typeof expiration !== 'number' || (isOffline && !isText(client_id))) return sendJson(response, 400, {});
    const bare = !isRefresh && request.headers.authorization === undefined;
    const user = isRefresh
      ? refreshedUser(body)
      : ((bare ? otherwise.withoutCredentials?.(body) : undefined) ?? basicUser(request));
    if (user === undefined) return sendJson(response, 401, {});
    const isUnasked = otherwise.isTokenGivenAgain === true && Object.keys(body).length === 0;
    const made = (isUnasked ? unasked.get(user) : undefined) ?? randomUUID();
    if (isUnasked) unasked.set(user, made);
    const ends = Date.now() + expiration * 1000;
    access.set(made, { user, ends });
    const data = { token: made, expires_at: new Date(ends).toISOString(), ...otherwise.more };
    if (!isOffline || isRefresh) return sendJson(response, 200, { data });
    const there = [...refresh].find(([, one]) => one.user === user && one.client === client_id)?.[0];
    const refresh_token = there ?? randomUUID();
    refresh.set(refresh_token, { user, client: String(client_id) });
    return sendJson(response, 200, { data: { ...data, refresh_token } });
  }

  return async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace('/api/auth/0.1', '');
    if (path === '/token') {
      if (request.method === 'POST') return token(request, response);
      return sendJson(response, 405, {}, { Allow: 'POST' });
    }
    const found = access.get(String(request.headers['x-auth-token']));
    const user = found && found.ends > Date.now() ? found.user : undefined;
    if (path === '/users/me/tokens') {
      const [status, body = {}] = otherwise.resource?.(user) ?? [user ? 200 : 401];
      return sendJson(response, status, body);
    }
    const [, client] = /^\/users\/me\/tokens\/(.+)$/.exec(path) ?? [];
    if (!client || request.method !== 'DELETE') return sendJson(response, 404, {});
    if (!user) return sendJson(response, 401, {});
    if (otherwise.deletionStatus) return sendJson(response, otherwise.deletionStatus, {});
    for (const [token, one] of refresh) {
      if (one.user === user && one.client === decodeURIComponent(client)) refresh.delete(token);
    }
    response.writeHead(204);
    return response.end();
  };
}
