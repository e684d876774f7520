import { randomUUID } from 'node:crypto';
import { type Matcher, succeedsWith } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import { type Exchange, type HeaderList, statusOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';
import { LOGIN } from './ids.ts';

/** An account of the target file. */
export interface Account {
  readonly name: string;
  readonly password: string;
  readonly email?: string;
}

/** What the target file leaves out. */
export const noOtherUser = ({ otherUser }: { readonly otherUser?: Account }) =>
  otherUser ? undefined : 'the target file names no wazo.otherUser';

/** What the target file says of a Wazo server. */
export interface WazoTarget {
  readonly url: string;
  readonly prefix: string;
  readonly resource?: string;
  readonly user: Account;
  readonly otherUser?: Account;
  readonly accentedUser?: Account;
  readonly destructive: boolean;
  /** Whether one account's password may be tried on another. */
  readonly ownAccounts: boolean;
}

export interface TokenRequest {
  /** Whose Basic credentials go along; none by default. */
  readonly as?: Account;
  readonly encoding?: BufferEncoding;
  /** A JSON value, or the bytes as they are to be sent. */
  readonly body?: unknown;
  readonly headers?: HeaderList;
  /** Behind the path, with its question mark; none by default. */
  readonly query?: string;
  /** `null` sends no Content-Type. */
  readonly contentType?: string | null;
  /** The contract that our own body keeps. */
  readonly contract?: string;
}

/** A response that issues an access token. */
export const issuesToken: Matcher = succeedsWith('/data/token');

/** A response that issues a refresh token. */
export const issuesRefreshToken: Matcher = succeedsWith('/data/refresh_token');

/** A response that gives a token away, whatever its status says of the request. */
export const givesToken: Matcher = holds('/data/token');

/** A response that gives a refresh token away, whatever its status says of the request. */
export const givesRefreshToken: Matcher = holds('/data/refresh_token');

function holds(pointer: string): Matcher {
  const name = pointer.slice(1).replaceAll('/', '.');
  return (exchange) => {
    const value = valueAt(exchange, pointer);
    const ok = typeof value === 'string' && value !== '';
    return { ok, expected: `${name}, a non-empty string`, actual: summaryOf(exchange) };
  };
}

/** Basic credentials (RFC 7617), in UTF-8 unless told. */
export function basic({ name, password }: Account, encoding: BufferEncoding = 'utf8'): string {
  return `Basic ${Buffer.from(`${name}:${password}`, encoding).toString('base64')}`;
}

/** The client_id of a body that we have sent; none where the body was malformed on purpose. */
function clientIdIn(body: Uint8Array | undefined): string | undefined {
  try {
    const { client_id } = JSON.parse(Buffer.from(body ?? []).toString()) ?? {};
    return typeof client_id === 'string' ? client_id : undefined;
  } catch {
    return undefined;
  }
}

const isBytes = (body: unknown): body is Uint8Array => body instanceof Uint8Array;

function openWazo({ target, send, cleanUp, end }: Transport<WazoTarget>) {
  /** Whom logins by password were for, as far as the responses say. */
  const authIds = new Map<string, unknown>();

  const at = (path: string) => joinUrl(target.url, `${target.prefix}${path}`);
  const resource = target.resource === undefined ? at('/users/me/tokens') : joinUrl(target.url, target.resource);
  const tokensOf = (user: string) => `/users/${encodeURIComponent(user)}/tokens`;
  const sessionsOf = (user: string) => `/users/${encodeURIComponent(user)}/sessions`;
  const asToken = (token: string | undefined): HeaderList => (token === undefined ? [] : [['X-Auth-Token', token]]);
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const refreshTokens: { readonly clientId: string; readonly as: Account; readonly token: unknown }[] = [];

  const call = (method: string, path: string, token?: string, body?: unknown) =>
    send({
      method,
      url: at(path),
      headers: [...asToken(token), ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const])],
      ...(body !== undefined && { body: json(body) }),
    });

  /** Notes what a login has made, so that it is gone when the flow ends. */
  function forgetLater(exchange: Exchange, as: Account | undefined): void {
    if (!succeeded(exchange)) return;
    const token = valueAt(exchange, '/data/token');
    if (typeof token === 'string') cleanUp(() => forget(token));
    const client_id = clientIdIn(exchange.request.body);
    if (!as || client_id === undefined || valueAt(exchange, '/data/refresh_token') === undefined) return;
    if (refreshTokens.length === 0) cleanUp(deleteRefreshTokens);
    const known = refreshTokens.some((one) => one.clientId === client_id && one.as.name === as.name);
    if (!known) refreshTokens.push({ clientId: client_id, as, token });
  }

  /** Access tokens end by themselves, so that one which cannot be revoked is nothing to tell of. */
  async function forget(token: string): Promise<string[]> {
    if (token.isWellFormed()) await call('DELETE', `/token/${encodeURIComponent(token)}`);
    return [];
  }

  /** Deletes with the access token of the login that made a refresh token or, where that has ended, with one of a new login. */
  async function deleteRefreshTokens(): Promise<string[]> {
    const kept: string[] = [];
    const renewed = new Map<string, string>();
    for (const { clientId, as, token } of refreshTokens) {
      let deletion = await deleteRefreshToken(renewed.get(as.name) ?? String(token), clientId);
      if ([401, 403].includes(statusOf(deletion) ?? 0) && !renewed.has(as.name)) {
        const login = await createToken({ as });
        renewed.set(as.name, String(valueAt(login, '/data/token')));
        deletion = await deleteRefreshToken(renewed.get(as.name), clientId);
      }
      // Its own 404 says that the flow has deleted it already; any other says that there is no such resource.
      const gone = succeeded(deletion) || (statusOf(deletion) === 404 && valueAt(deletion, '/error_id') !== undefined);
      if (!gone) kept.push(`refresh token of client_id ${clientId}`);
    }
    return kept;
  }

  async function createToken(request: TokenRequest): Promise<Exchange> {
    const { as, encoding, body = {}, headers = [], query = '', contentType = 'application/json', contract } = request;
    const exchange = await send(
      {
        method: 'POST',
        url: at(`/token${query}`),
        headers: [
          ...(contentType === null ? [] : [['Content-Type', contentType] as const]),
          ...(as ? [['Authorization', basic(as, encoding)] as const] : []),
          ...headers,
        ],
        body: isBytes(body) ? body : json(body),
      },
      contract ?? (isBytes(body) ? undefined : 'wazo/token-request'),
    );
    forgetLater(exchange, as);
    if (as && succeeded(exchange)) authIds.set(as.name, valueAt(exchange, '/data/auth_id'));
    return exchange;
  }

  const createOfflineToken = (as: Account | undefined, client_id: string, more: Omit<TokenRequest, 'as'> = {}) =>
    createToken({
      as,
      contract: 'wazo/offline-token-request',
      ...more,
      body: { client_id, access_type: 'offline', ...(more.body as object) },
    });

  /** An offline login of `wazo.otherUser`; the end of the flow where the target file is wrong about that account. */
  async function createOthersToken(client_id: string, more: Omit<TokenRequest, 'as'> = {}): Promise<Exchange> {
    const { user, otherUser } = target;
    const login = await createOfflineToken(otherUser, client_id, more);
    if (!succeeded(login)) {
      end(LOGIN, `wazo.otherUser cannot log in; check its name and password (${summaryOf(login)})`);
    }
    const [own, others] = [authIds.get(user.name), valueAt(login, '/data/auth_id')];
    if (own !== undefined && own === others) end(LOGIN, 'wazo.otherUser is the same account as wazo.user');
    return login;
  }

  /** The same for one of many attempts: what it makes ends at once, so that they fill no limit of sessions. */
  async function tryToken(request: TokenRequest): Promise<Exchange> {
    const exchange = await createToken(request);
    const token = valueAt(exchange, '/data/token');
    if (typeof token === 'string') await forget(token);
    return exchange;
  }

  const deleteRefreshToken = (token: string | undefined, clientId: string, user = 'me') =>
    call('DELETE', `${tokensOf(user)}/${encodeURIComponent(clientId)}`, token);

  return {
    wazo: {
      ...target,
      /** Where the protected resource is. */
      resourceUrl: resource,
      /** A client_id that nobody else uses. */
      newClientId: () => `tollgate-${randomUUID()}`,
      /** POST /token. */
      createToken,
      tryToken,
      /** POST /token with access_type offline. */
      createOfflineToken,
      createOthersToken,
      /** POST /token with a refresh token and no credentials, as the document shows it. */
      refresh: (body: object, more: Omit<TokenRequest, 'body'> = {}) =>
        createToken({ contract: 'wazo/refresh-request', ...more, body }),
      /** GET on the protected resource, with the token where the document wants it. */
      useToken: (token: string | undefined, method = 'GET') => send({ method, url: resource, headers: asToken(token) }),
      /** GET on the protected resource, with the token in other places. */
      useTokenElsewhere: ({ headers = [], query = '' }: { headers?: HeaderList; query?: string }) =>
        send({ method: 'GET', url: `${resource}${query}`, headers }),
      /** GET or HEAD /token/{token}. */
      readToken: (method: 'GET' | 'HEAD', token: string, query = '') =>
        call(method, `/token/${encodeURIComponent(token)}${query}`),
      /** DELETE /token/{token}. */
      revoke: (token: string) => call('DELETE', `/token/${encodeURIComponent(token)}`),
      /** POST /token/{token}/scopes/check; without a body where none is given. */
      checkScopes: (token: string, body?: object) =>
        call('POST', `/token/${encodeURIComponent(token)}/scopes/check`, undefined, body),
      /** GET /users/me/tokens. */
      listTokens: (token: string, query = '') => call('GET', `${tokensOf('me')}${query}`, token),
      /** GET /users/{uuid}/tokens. */
      listTokensOf: (user: string, token: string | undefined) => call('GET', tokensOf(user), token),
      /** GET /tokens: the refresh tokens of everybody in the tenant. */
      listAllTokens: (token: string) => call('GET', '/tokens', token),
      /** DELETE /users/{uuid or me}/tokens/{client_id}. */
      deleteRefreshToken,
      /** GET /users/{uuid}/sessions. */
      listSessions: (user: string, token: string | undefined) => call('GET', sessionsOf(user), token),
      /** DELETE /users/{uuid}/sessions/{uuid}. */
      endSession: (user: string, token: string | undefined, session: string) =>
        call('DELETE', `${sessionsOf(user)}/${encodeURIComponent(session)}`, token),
      /** GET of a path of which nothing is known. */
      getUnknownPath: () => call('GET', `/tollgate-${randomUUID()}`),
      /** GET /token. */
      getTokenEndpoint: () => call('GET', '/token'),
    },
  };
}

/** Makes a flow of the role that creates access and refresh tokens. */
export const flow = role('wazo.server', openWazo);
