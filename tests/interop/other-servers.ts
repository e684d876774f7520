import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { oidcProvider } from '../../mock-idp/oidc/library.ts';
import { crm } from './person.ts';

const require = createRequire(import.meta.url);

/** A server of somebody else's making, on the documented paths. */
export interface OtherServer {
  readonly url: string;
  close(): Promise<void>;
}

const realm = '/auth/realms/third-party';
const at = '/protocol/openid-connect';
const redirectUris = [crm.redirectUri, `${crm.redirectUri}?from=login`];
const otherClient = { id: 'other', secret: 'other-secret', redirectUri: 'https://dialer.example.com/auth' };

/** What the target file says of both servers. */
export const sharedTarget = {
  user: { name: 'carla', password: 'sunny-harbour' },
  client: { ...crm, redirectUriWithQuery: redirectUris[1] },
  otherClient,
  login: 'http',
} as const;

async function listening(server: Server): Promise<OtherServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** oidc-provider as it comes: its own login pages for development, opaque access tokens, userinfo as the resource. */
export async function plainOidcProvider(): Promise<OtherServer> {
  const { Provider } = await oidcProvider();
  let handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  const server = createServer((req, res) => {
    const url = req.url ?? '/';
    if (!url.startsWith(realm)) {
      res.statusCode = 404;
      res.end();
      return;
    }
    Object.assign(req, { originalUrl: url, url: url.slice(realm.length) });
    void handler(req, res);
  });
  const running = await listening(server);
  const provider = new Provider(running.url + realm, {
    clients: [crm, otherClient].map(({ id, secret, redirectUri }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: id === crm.id ? redirectUris : [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post' as const,
    })),
    scopes: ['openid', 'balance:read', 'groups:read', 'account:read'],
    features: { revocation: { enabled: true, allowedPolicy: () => true }, introspection: { enabled: true } },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    pkce: { required: () => false },
    routes: {
      authorization: `${at}/auth`,
      token: `${at}/token`,
      userinfo: `${at}/userinfo`,
      jwks: `${at}/certs`,
      revocation: `${at}/revoke`,
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 300,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 86_400,
    },
    cookies: { keys: [randomUUID()] },
  });
  handler = provider.callback() as typeof handler;
  return running;
}

interface Stored {
  readonly client: { readonly id: string };
  readonly user: object;
  readonly [name: string]: unknown;
}

/** @node-oauth/oauth2-server with an in-memory model, and around it the least of a login page. */
export async function nodeOAuth2Server(): Promise<OtherServer> {
  const OAuth2Server = require('@node-oauth/oauth2-server');
  const { Request, Response } = OAuth2Server;
  const codes = new Map<string, Stored>();
  const access = new Map<string, Stored>();
  const refresh = new Map<string, Stored>();
  const sessions = new Set<string>();
  const clients = [crm, otherClient].map(({ id, secret, redirectUri }) => ({
    id,
    secret,
    redirectUris: id === crm.id ? redirectUris : [redirectUri],
    grants: ['authorization_code', 'refresh_token'],
  }));
  const saved = (token: Record<string, unknown>, client: object, user: object) => {
    const stored = { ...token, client, user } as unknown as Stored;
    access.set(String(token.accessToken), stored);
    if (token.refreshToken) refresh.set(String(token.refreshToken), stored);
    return stored;
  };
  const model = {
    getClient: async (id: string, secret: string | null) =>
      clients.find((client) => client.id === id && (secret === null || client.secret === secret)),
    saveAuthorizationCode: async (code: Record<string, unknown>, client: { id: string }, user: object) => {
      const stored = { ...code, client, user };
      codes.set(String(code.authorizationCode), stored);
      return stored;
    },
    getAuthorizationCode: async (code: string) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }: Record<string, string>) =>
      codes.delete(authorizationCode ?? ''),
    saveToken: async (token: Record<string, unknown>, client: object, user: object) => saved(token, client, user),
    getAccessToken: async (token: string) => access.get(token),
    getRefreshToken: async (token: string) => refresh.get(token),
    revokeToken: async ({ refreshToken }: Record<string, string>) => refresh.delete(refreshToken ?? ''),
    validateScope: async (_user: object, _client: object, scope: string[]) => scope,
    verifyScope: async () => true,
  };
  const oauth = new OAuth2Server({
    model,
    accessTokenLifetime: 300,
    authorizationCodeLifetime: 60,
    allowEmptyState: true,
  });

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://server');
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const query = Object.fromEntries(url.searchParams);
    const session = /session=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
    const request = new Request({ headers: req.headers, method: req.method, query, body: form });
    const response = new Response({ headers: {} });
    const send = () => {
      res.writeHead(response.status ?? 200, { ...response.headers, 'content-type': 'application/json' });
      res.end(response.body && Object.keys(response.body).length > 0 ? JSON.stringify(response.body) : undefined);
    };
    const fail = (error: { code?: number; name: string; message: string }) => {
      res.writeHead(error.code ?? 500, { ...response.headers, 'content-type': 'application/json' });
      res.end(JSON.stringify({ error: error.name, error_description: error.message }));
    };
    const path = url.pathname.replace(`${realm}${at}`, '');
    if (path === '/auth') {
      if (form.username === 'carla' && form.password === 'sunny-harbour') {
        const id = randomUUID();
        sessions.add(id);
        res.writeHead(303, { location: req.url ?? '', 'set-cookie': `session=${id}; HttpOnly; Path=/` });
        res.end();
        return;
      }
      if (!sessions.has(session)) {
        res.writeHead(200, { 'content-type': 'text/html' });
        res.end(
          '<!doctype html><title>Log in</title><form method="post"><input name="username"><input name="password" type="password"><button>Log in</button></form>',
        );
        return;
      }
      const handle = async () => ({ name: 'carla' });
      await oauth.authorize(request, response, { authenticateHandler: { handle } }).then(send, (error: never) => {
        if (response.headers.location) send();
        else fail(error);
      });
      return;
    }
    if (path === '/token') return void (await oauth.token(request, response).then(send, fail));
    if (path === '/userinfo') {
      await oauth.authenticate(request, response).then(() => {
        response.body = { sub: 'carla' };
        send();
      }, fail);
      return;
    }
    res.writeHead(404).end();
  }
  return listening(createServer((req, res) => void serve(req, res)));
}
