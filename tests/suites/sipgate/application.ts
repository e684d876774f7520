import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';

/** What an application does otherwise than a well-built one. Each member is how some real program does it. */
export interface Quirks {
  readonly client?: { readonly id: string; readonly secret?: string };
  /** What is answered at `/login`, given the URL of the authorization request; a redirect unless told. */
  readonly begins?: (authorization: URL, response: ServerResponse) => void;
  /** Path that begins a login by a POST with a token against forgery. */
  readonly beginsByPost?: true;
  /** Changes the authorization request. */
  readonly asks?: (authorization: URL) => void;
  /** How it shows its credentials to the token endpoint. */
  readonly credentials?: 'form' | 'basic' | 'basic, not encoded' | 'none';
  /** A refused exchange is tried again, with the credentials in the other place. */
  readonly triesAgain?: true;
  /** Seconds that an access token must live on; below them it is refreshed when it is used. */
  readonly margin?: number;
  /** It refreshes in its callback, and at no other time; or never. */
  readonly refreshes?: 'in the callback' | 'never';
  /** The tokens of whoever logged in last are everybody's. */
  readonly tokensForAll?: true;
  /** Tokens are kept for each user rather than for each session. */
  readonly tokensPerUser?: true;
  /** It dies of an exchange that fails. */
  readonly diesOfFailure?: true;
  /** The login and the redirect URI are one. */
  readonly callback?: string;
  /** It parses what it must not: the access token. */
  readonly parsesAccessToken?: true;
  /** The login is bound to what the browser says of itself. */
  readonly bindsToAgent?: true;
  /** State is compared although the authorization request is changed. */
  readonly comparesState?: true;
  readonly needsIdToken?: boolean;
  readonly verifiesSignature?: boolean;
  /** What `/account` answers to a stranger; 401 unless told. */
  readonly strangersSee?: number;
  /** How long it waits for the token endpoint, in milliseconds. */
  readonly timeoutMs?: number;
  /** What the response to the browser is where a login comes to nothing; 400 and a page unless told. */
  readonly tells?: (response: ServerResponse) => void;
}

interface Tokens {
  access_token: string;
  refresh_token?: string;
  expiresAt: number;
}

interface Session {
  user?: string;
  tokens?: Tokens;
  pending?: { state: string; nonce: string; verifier: string; agent: string };
  forgery?: string;
  refreshing?: Promise<void>;
}

const random = () => randomBytes(24).toString('base64url');

/** Starts an application that logs its users in at the realm of a mock IdP; gives its URL. Ends with the test. */
export async function startApplication(t: TestContext, idp: string, quirks: Quirks = {}): Promise<string> {
  const issuer = `${idp}/auth/realms/third-party`;
  const endpoint = `${issuer}/protocol/openid-connect`;
  const keys = createRemoteJWKSet(new URL(`${endpoint}/certs`));
  const { id, secret } = quirks.client ?? {
    id: '1000004-0-5b9e2d14-5b0e-11ee-8c99-0242ac120002:third-party',
    secret: 'development-only-47c0a9d6-2f8b-4c35-9e61-b8d7f6a5c403',
  };
  const callbackPath = quirks.callback ?? '/callback';
  const sessions = new Map<string, Session>();
  const byUser = new Map<string, Tokens>();
  const ofAll: Session = {};

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.headersSent || fails(response, 500));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });

  const fails = (response: ServerResponse, status = 400) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<p>The login failed.</p>');
  };

  function sessionOf(request: IncomingMessage): Session | undefined {
    return sessions.get(/(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
  }

  function keep(response: ServerResponse, session: Session): void {
    const sid = random();
    sessions.set(sid, session);
    response.setHeader('set-cookie', `sid=${sid}; Path=/; HttpOnly; SameSite=Lax`);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? '/', url);
    const isCallback = ['code', 'error', 'state'].some((name) => at.searchParams.has(name));
    if (at.pathname === callbackPath && (isCallback || callbackPath !== '/login'))
      return callback(at, request, response);
    if (at.pathname === '/login') return login(request, response);
    if (at.pathname === '/account') return account(request, response);
    if (at.pathname === '/balance') return balance(request, response);
    if (at.pathname === '/') response.setHeader('content-type', 'text/html').end('<p>Welcome.</p>');
    else response.writeHead(404).end();
  }

  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = sessionOf(request) ?? {};
    if (quirks.beginsByPost) {
      let body = '';
      for await (const chunk of request) body += chunk;
      const isMeant = session.forgery && new URLSearchParams(body).get('csrfToken') === session.forgery;
      if (request.method !== 'POST' || !isMeant) {
        session.forgery = random();
        keep(response, session);
        const field = `<input type="hidden" name="csrfToken" value="${session.forgery}">`;
        response.setHeader('content-type', 'text/html');
        response.end(`<form action="/login" method="POST">${field}<button>Sign in with sipgate</button></form>`);
        return;
      }
    }
    const pending = { state: random(), nonce: random(), verifier: random() + random() };
    session.pending = { ...pending, agent: String(request.headers['user-agent']) };
    keep(response, session);
    const authorization = new URL(`${endpoint}/auth`);
    authorization.search = new URLSearchParams({
      client_id: id,
      redirect_uri: url + callbackPath,
      response_type: 'code',
      scope: 'openid balance:read',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    quirks.asks?.(authorization);
    if (quirks.begins) quirks.begins(authorization, response);
    else response.writeHead(302, { location: authorization.href }).end();
  }

  async function callback(at: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = sessionOf(request);
    const pending = session?.pending;
    const refuse = () => (quirks.tells ?? fails)(response);
    const query = at.searchParams;
    if (!session || !pending) return refuse();
    delete session.pending;
    const sent = quirks.asks && !quirks.comparesState ? undefined : query.get('state');
    if (sent !== undefined && sent !== pending.state) return refuse();
    if (query.get('iss') !== issuer) return refuse();
    if (quirks.bindsToAgent && pending.agent !== request.headers['user-agent']) return refuse();
    if (!query.get('code')) return refuse();
    const form = {
      grant_type: 'authorization_code',
      code: query.get('code') ?? '',
      redirect_uri: url + callbackPath,
      ...(!quirks.comparesState && { code_verifier: pending.verifier }),
    };
    try {
      const body = await ask(form);
      if (quirks.parsesAccessToken)
        JSON.parse(Buffer.from(String(body.access_token).split('.')[1] ?? '', 'base64url').toString());
      session.user = await userOf(body, pending.nonce);
      store(session, body);
      if (quirks.refreshes === 'in the callback') await refresh(session);
    } catch {
      delete session.user;
      if (quirks.diesOfFailure) {
        server.closeAllConnections();
        server.close();
        return;
      }
      return refuse();
    }
    for (const [sid, one] of sessions) if (one === session) sessions.delete(sid);
    keep(response, session);
    response.writeHead(302, { location: '/' }).end();
  }

  async function ask(
    form: Record<string, string>,
    place = quirks.credentials ?? 'form',
  ): Promise<Record<string, unknown>> {
    const body = new URLSearchParams(form);
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    const encoded = place === 'basic' ? encodeURIComponent : String;
    if (place === 'form') {
      body.set('client_id', id);
      if (secret !== undefined) body.set('client_secret', secret);
    } else if (place === 'none') body.set('client_id', id);
    else headers.authorization = `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret ?? '')}`).toString('base64')}`;
    const signal = AbortSignal.timeout(quirks.timeoutMs ?? 8_000);
    try {
      const response = await fetch(`${endpoint}/token`, { method: 'POST', headers, body: body.toString(), signal });
      const tokens = (await response.json()) as Record<string, unknown>;
      if (!response.ok || !tokens.access_token) throw new Error('no tokens');
      return tokens;
    } catch (error) {
      if (!quirks.triesAgain || (error as Error).name === 'TimeoutError' || place === 'form') throw error;
      return ask(form, 'form');
    }
  }

  async function userOf(body: Record<string, unknown>, nonce: string): Promise<string> {
    if (quirks.needsIdToken === false) return 'somebody';
    if (body.id_token === undefined && quirks.needsIdToken === undefined) return 'somebody';
    const jwt = String(body.id_token);
    if (decodeProtectedHeader(jwt).alg !== 'RS256') throw new Error('not signed');
    const claims =
      quirks.verifiesSignature === false
        ? (JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>)
        : (await jwtVerify(jwt, keys, { issuer, audience: id })).payload;
    const isOurs = claims.iss === issuer && [claims.aud].flat().includes(id);
    if (!isOurs || (!quirks.asks && claims.nonce !== nonce) || !(Number(claims.exp) > Date.now() / 1000))
      throw new Error('not ours');
    return String(claims.sub);
  }

  function store(session: Session, body: Record<string, unknown>): void {
    const seconds = Number(body.expires_in ?? 300);
    const tokens = { ...(body as unknown as Tokens), expiresAt: Date.now() + seconds * 1_000 };
    if (quirks.tokensForAll) ofAll.tokens = tokens;
    else if (quirks.tokensPerUser) byUser.set(session.user ?? '', tokens);
    else session.tokens = tokens;
  }

  function tokensOf(session: Session): Tokens | undefined {
    if (quirks.tokensForAll) return ofAll.tokens;
    return quirks.tokensPerUser ? byUser.get(session.user ?? '') : session.tokens;
  }

  async function refresh(session: Session): Promise<void> {
    const refresh_token = tokensOf(session)?.refresh_token ?? '';
    store(session, { refresh_token, ...(await ask({ grant_type: 'refresh_token', refresh_token })) });
  }

  function account(request: IncomingMessage, response: ServerResponse): void {
    const user = sessionOf(request)?.user;
    response.writeHead(user ? 200 : (quirks.strangersSee ?? 401)).end(user ? `Hello ${user}` : 'Please log in');
  }

  async function balance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = sessionOf(request);
    if (!session?.user) return void response.writeHead(401).end();
    const call = () =>
      fetch(`${idp}/sipgate-api/v2/balance`, {
        headers: { authorization: `Bearer ${tokensOf(session)?.access_token}` },
      });
    const mayRefresh = quirks.refreshes === undefined;
    const dueAt = (tokensOf(session)?.expiresAt ?? 0) - (quirks.margin ?? 0) * 1_000;
    if (mayRefresh && Date.now() > dueAt) {
      session.refreshing ??= refresh(session).finally(() => {
        delete session.refreshing;
      });
      const refreshed = await session.refreshing.then(
        () => true,
        () => false,
      );
      if (!refreshed) {
        delete session.user;
        return void response.writeHead(302, { location: '/' }).end();
      }
    }
    const answer = await call();
    response.writeHead(answer.status === 200 ? 200 : 403).end(await answer.text());
  }

  return url;
}
