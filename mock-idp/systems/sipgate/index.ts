import type { Example, MockSystem, SystemContext } from '../../frame/system.ts';
import { developmentKey } from '../../oidc/keys.ts';
import { keycloakPaths } from '../../oidc/settings.ts';
import { appEndpoints, createApp } from './app/index.ts';
import { appPath } from './app/settings.ts';
import { changeKeys, inspect, mint } from './mint.ts';
import { checkRealms, createRealms, loadRealmData, type RealmData, type SipgateConfig, serveRealm } from './realms.ts';
import { isResource, resourcePaths, serveResource } from './resource.ts';

/** A mock of sipgate's login: an OAuth2 realm in Keycloak's dialect, one oidc-provider each. */
export const system: MockSystem = {
  name: 'sipgate',
  async createSystem({ config, url, perVariant }: SystemContext) {
    const settings = (config ?? {}) as SipgateConfig;
    const data = loadRealmData(settings);
    if (config !== undefined) await checkRealms(data);
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
        ...data.realms.map((name) => `GET /auth/realms/${name}/.well-known/openid-configuration`),
        `GET /auth/realms/{realm}${keycloakPaths.authorization}`,
        `POST /auth/realms/{realm}${keycloakPaths.token}`,
        ...resourcePaths.map((path) => `GET ${path}`),
        ...appEndpoints,
      ],
      users: data.users.map(({ username, password }) => ({ username, password })),
      clients: data.clients.map(({ client_id, client_secret, realm }) => ({
        id: client_id,
        ...(client_secret !== undefined && { secret: client_secret }),
        note: `of ${realm}`,
      })),
      links: [
        { text: 'an application that logs its users in', path: `${appPath}/` },
        ...data.realms.flatMap((name) => [
          { text: `issuer ${name}`, path: `/auth/realms/${name}` },
          { text: `discovery of ${name}`, path: `/auth/realms/${name}/.well-known/openid-configuration` },
        ]),
      ],
      examples: (base) => examples(base, data),
      mint: (request) => mint(realms(), request),
      mintExample: {
        realm: 'third-party',
        type: 'access_token',
        client: 'dev',
        user: data.users[0]?.username,
        scope: 'balance:read',
        lifetime: 300,
        claims: {},
      },
      inspect: (token) => inspect(token, realms()),
      changeKeys: (request) => changeKeys(realms(), request),
      publicKeys: async () => {
        const names = new Set((await realms().made()).flatMap((realm) => realm.keys()));
        return [...names.add('first')].map((name) => developmentKey(name).publicKey.export({ format: 'jwk' }));
      },
    };
  },
};

function examples(base: string, { users: [user] }: RealmData): readonly Example[] {
  const token = `curl ${base}/auth/realms/third-party${keycloakPaths.token} -d client_id=dev -d client_secret=dev-secret`;
  const code = {
    system: 'sipgate',
    client: 'dev',
    user: user?.username,
    redirect_uri: 'http://127.0.0.1/',
    scope: 'all',
  };
  return [
    {
      does: 'get tokens by the password grant (for development)',
      command: `${token} -d grant_type=password -d username=${user?.username} -d password=${user?.password} -d scope=balance:read`,
    },
    {
      does: 'begin a login (open the Location)',
      command: `curl -si '${base}/auth/realms/third-party${keycloakPaths.authorization}?response_type=code&client_id=dev&redirect_uri=http://127.0.0.1/&scope=balance:read&state=1' | grep -i ^location`,
    },
    {
      does: 'make a code without a browser',
      command: `curl ${base}/_control/mint -d '${JSON.stringify(code)}'`,
    },
    {
      does: 'exchange a code',
      command: `${token} -d grant_type=authorization_code -d redirect_uri=http://127.0.0.1/ -d code=$CODE`,
    },
    { does: 'refresh', command: `${token} -d grant_type=refresh_token -d refresh_token=$REFRESH_TOKEN` },
    { does: 'use an access token', command: `curl -H "Authorization: Bearer $TOKEN" ${base}${resourcePaths[0]}` },
  ];
}
