import type { Context } from 'koa';
import { scene } from '../../frame/scene.ts';
import { MintError, type MockSystem, type SystemContext } from '../../frame/system.ts';
import type { Realm } from '../../oidc/realm.ts';
import { keycloakPaths } from '../../oidc/settings.ts';
import { appEndpoints, createApp } from './app/index.ts';
import { appPath } from './app/settings.ts';
import { faulty } from './faults.ts';
import { createRealms, loadRealmData, type Realms, realmNames, type SipgateConfig } from './realms.ts';
import { isResource, resourcePaths, serveResource } from './resource.ts';

/** A mock of sipgate's login: an OAuth2 realm in Keycloak's dialect, one oidc-provider each. */
export const system: MockSystem = {
  name: 'sipgate',
  createSystem({ config, url, perVariant }: SystemContext) {
    const settings = (config ?? {}) as SipgateConfig;
    const data = loadRealmData(settings);
    const app = createApp(settings.app ?? {}, { url, perVariant });
    const realms = perVariant(() => createRealms(data, url));
    return {
      prefixes: ['/auth/realms/', ...resourcePaths, appPath],
      middleware: (ctx, next) => {
        if (isResource(ctx.path)) return serveResource(ctx, realms());
        if (ctx.path.startsWith(appPath)) return app(ctx, next);
        if (!ctx.path.startsWith('/auth/realms/')) return next();
        return serveRealm(ctx, realms());
      },
      endpoints: [
        ...realmNames.map((name) => `GET /auth/realms/${name}/.well-known/openid-configuration`),
        `GET /auth/realms/{realm}${keycloakPaths.authorization}`,
        `POST /auth/realms/{realm}${keycloakPaths.token}`,
        ...resourcePaths.map((path) => `GET ${path}`),
        ...appEndpoints,
      ],
      users: data.users.map(({ username, password }) => `${username} / ${password}`),
      example: (base) =>
        `curl ${base}/auth/realms/third-party${keycloakPaths.token} -d client_id=dev -d client_secret=dev -d grant_type=password -d username=${data.users[0]?.username} -d password=${data.users[0]?.password} -d scope=balance:read`,
      mint: (request) => mint(realms(), request),
    };
  },
};

async function serveRealm(ctx: Context, realms: Realms): Promise<void> {
  crossRealms(ctx);
  const [, name = '', rest = ''] = /^\/auth\/realms\/([^/]+)(.*)$/.exec(ctx.path) ?? [];
  if (!realmNames.some((known) => known === name)) {
    ctx.status = 404;
    ctx.body = { error: 'Realm does not exist' };
    return undefined;
  }
  if (faulty('login-page-missing') && rest.startsWith('/login-actions/')) {
    ctx.body = '<!doctype html>\n<title>Log in</title>\n<p>Please come back later.</p>\n';
    return undefined;
  }
  const realm = await realms.get(name);
  const { token } = keycloakPaths;
  if (rest !== token) return realm.handle(ctx);
  if (faulty('token-by-get') && ctx.method === 'GET') return asForm(ctx, ctx.querystring, realm);
  if (faulty('token-by-json') && ctx.get('Content-Type') === 'application/json') {
    const form = new URLSearchParams(JSON.parse(scene().body.toString()));
    return asForm(ctx, form.toString(), realm);
  }
  return realm.handle(ctx);
}

/** Faults by which one realm serves what belongs to another. */
function crossRealms(ctx: Context): void {
  const at = (path: string) => ctx.path === `/auth/realms/sipgate-apps${path}`;
  const crosses =
    (faulty('codes-of-other-realm') && at(keycloakPaths.token)) ||
    (faulty('token-of-other-realm') && at(keycloakPaths.userinfo));
  if (crosses) ctx.url = ctx.url.replace('/sipgate-apps/', '/third-party/');
}

/** Serves a request as if its form had been posted. */
function asForm(ctx: Context, form: string, realm: Realm): Promise<void> {
  ctx.method = 'POST';
  ctx.url = ctx.path;
  ctx.req.headers['content-type'] = 'application/x-www-form-urlencoded';
  return realm.handle(ctx, form);
}

/** Makes a code for `{ realm?, client, user, redirect_uri, scope, nonce? }` without a browser. */
async function mint(realms: Realms, request: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { system: _, realm = 'third-party', client, user, redirect_uri, scope, nonce, ...rest } = request;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new MintError(`${unknown}: no such member; sipgate takes realm, client, user, redirect_uri, scope, nonce`);
  }
  for (const [name, value] of Object.entries({ realm, client, user, redirect_uri, scope })) {
    if (typeof value !== 'string' || value === '') throw new MintError(`${name}: expected text`);
  }
  if (!realmNames.some((known) => known === realm)) throw new MintError(`realm: expected ${realmNames.join(' or ')}`);
  const { mintCode } = await realms.get(String(realm));
  try {
    return {
      code: await mintCode({
        clientId: String(client),
        username: String(user),
        redirectUri: String(redirect_uri),
        scope: String(scope),
        ...(nonce !== undefined && { nonce: String(nonce) }),
      }),
    };
  } catch (error) {
    throw new MintError((error as Error).message);
  }
}
