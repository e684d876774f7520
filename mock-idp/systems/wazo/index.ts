import { now } from '../../frame/scene.ts';
import { type Example, MintError, type MockSystem, type SystemContext, type TokenFinding } from '../../frame/system.ts';
import { type Accounts, loadAccounts, type UserEntry } from './accounts.ts';
import { appPath, serveApplication } from './app/index.ts';
import { createStorage } from './app/storage.ts';
import { createToken } from './create-token.ts';
import { Refused } from './responses.ts';
import { base, endpoints, wazoRouter } from './router.ts';
import type { Service } from './service.ts';
import { createStore } from './store.ts';

/** The Wazo member of the mock's configuration (config.schema.json). */
interface WazoConfig {
  readonly users?: readonly UserEntry[];
  readonly lifetimes?: { readonly accessToken?: number };
  readonly maxSessions?: number;
}

/** A mock of wazo-auth: access tokens, refresh tokens and what lies around them. */
export const system: MockSystem = {
  name: 'wazo',
  async createSystem({ config, perVariant }: SystemContext) {
    const { users, lifetimes, maxSessions = 100 } = (config ?? {}) as WazoConfig;
    const accounts = await loadAccounts(users);
    const settings = { lifetime: lifetimes?.accessToken ?? 7200, maxSessions };
    const service: Service = { accounts, settings, store: perVariant(createStore) };
    const storage = perVariant(createStorage);
    const serveApi = wazoRouter(service);
    return {
      prefixes: ['/api/auth/', appPath],
      middleware: (ctx, next) =>
        ctx.path === appPath && ctx.method === 'POST' ? serveApplication(ctx, storage()) : serveApi(ctx, next),
      endpoints: [...endpoints, `POST ${appPath} makes an application log in, call or restart`],
      users: accounts.users.filter(({ enabled }) => enabled).map(({ username, password }) => ({ username, password })),
      examples: (url) => examples(url, accounts),
      mintExample: { user: accounts.users[0]?.username, expiration: 3600, client_id: 'my-app', offline: true },
      inspect: async (token) => inspect(service, token),
      mint: async (request) => mint(service, request),
    };
  },
};

function examples(url: string, { users: [user] }: Accounts): readonly Example[] {
  const json = `-H 'Content-Type: application/json'`;
  const login = `curl -X POST ${url}${base}/token ${json} -u '${user?.username}:${user?.password}'`;
  return [
    { does: 'create an access token', command: `${login} -d '{"expiration": 3600}'` },
    { does: 'create a refresh token', command: `${login} -d '{"access_type": "offline", "client_id": "my-app"}'` },
    {
      does: 'create an access token from a refresh token',
      command: `curl -X POST ${url}${base}/token ${json} -d '{"client_id": "my-app", "refresh_token": "'"$REFRESH_TOKEN"'"}'`,
    },
    { does: 'look at a token', command: `curl ${url}${base}/token/$TOKEN` },
    {
      does: 'list refresh tokens',
      command: `curl -H "X-Auth-Token: $TOKEN" ${url}${base}/users/me/tokens`,
    },
  ];
}

function inspect({ store }: Service, token: string): TokenFinding | undefined {
  const access = store().access.get(token);
  if (access) return { what: `access token of ${access.userUuid}`, active: access.expiresAt >= now() };
  const refresh = store().refresh.get(token);
  return refresh && { what: `refresh token of ${refresh.login} for ${refresh.clientId}`, active: true };
}

/** Makes a token for `{ user, expiration?, client_id?, offline? }` without a password. */
function mint(service: Service, request: Readonly<Record<string, unknown>>): unknown {
  const { system: _, user: name, expiration, client_id, offline = false, ...rest } = request;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw new MintError(`${unknown}: no such member; wazo takes user, expiration, client_id, offline`);
  const user = typeof name === 'string' ? service.accounts.byLogin(name) : undefined;
  if (!user) throw new MintError(`user: there is no wazo user ${JSON.stringify(name)}`);
  if (expiration !== undefined && !(Number.isInteger(expiration) && (expiration as number) > 0)) {
    throw new MintError('expiration: expected a whole number of seconds above 0');
  }
  if (offline !== false && (offline !== true || typeof client_id !== 'string')) {
    throw new MintError('offline: expected true together with a client_id');
  }
  const wanted = {
    expiration: expiration as number,
    client_id: client_id as string,
    access_type: offline ? 'offline' : 'online',
  } as const;
  try {
    return createToken(service, { user, login: user.username }, wanted, {
      mobile: false,
      remoteAddr: '',
      userAgent: '',
    });
  } catch (error) {
    if (error instanceof Refused)
      throw new MintError(`wazo refused with ${error.status}: ${JSON.stringify(error.content)}`);
    throw error;
  }
}
