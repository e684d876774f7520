import { readFile } from 'node:fs/promises';
import { scene } from '../../frame/scene.ts';
import type { Example, MockSystem, SystemContext, TokenFinding } from '../../frame/system.ts';
import { type Accounts, credentialsHash, loadAccounts } from './accounts.ts';
import { appPath, serveApplication } from './app/index.ts';
import { createStorage } from './app/storage.ts';
import { createIdentityProvider, type IdpSettings } from './idp/identity-provider.ts';
import { kinds, providerBase, providerDocuments, ssoPath } from './idp/providers.ts';
import { BadToken, verifyToken } from './jwt.ts';
import { mintToken } from './mint.ts';
import { endpoints, kazooRouter } from './router.ts';
import type { Service } from './service.ts';
import { createStore } from './store.ts';

/** The Kazoo member of the mock's configuration (config.schema.json). */
interface KazooConfig {
  readonly tokenLifetime?: number;
  readonly idpTimeoutMs?: number;
  readonly identityProvider?: string;
  readonly apps?: Accounts['apps'];
  readonly users?: Accounts['users'];
}

const people = new URL('../../../fixtures/kazoo/people.json', import.meta.url);

/** A mock of Kazoo's Crossbar auth API, and the identity providers that its users log in at. */
export const system: MockSystem = {
  name: 'kazoo',
  async createSystem(context: SystemContext) {
    const { url, config, perVariant } = context;
    const { tokenLifetime = 3600, idpTimeoutMs = 1000, identityProvider, ...more } = (config ?? {}) as KazooConfig;
    const accounts = await loadAccounts(more);
    // Every variant of Crossbar talks to the identity providers of the plain mock.
    const ownBase = () => url().slice(0, url().length - scene().prefix.length);
    const service: Service = {
      accounts,
      settings: { tokenLifetime, idpTimeoutMs },
      store: perVariant(createStore),
      providers: () => providerDocuments(identityProvider?.replace(/\/+$/, '') ?? ownBase()),
    };
    const idp = createIdentityProvider(context, {
      clients: accounts.apps.map(({ id, secret, provider, name }) => ({
        client_id: id,
        client_secret: secret,
        provider,
        redirect_uris: accounts.redirect_uris,
        any_loopback_redirect: true,
        ...(name !== undefined && { name }),
      })),
      people: JSON.parse(await readFile(people, 'utf8')) as IdpSettings['people'],
    });
    const router = kazooRouter(service);
    const storage = perVariant(createStorage);
    return {
      prefixes: ['/v1', '/v2', ssoPath, appPath],
      middleware: (ctx, next) =>
        ctx.path === appPath && ctx.method === 'POST'
          ? serveApplication(ctx, storage())
          : idp.middleware(ctx, () => router(ctx, next)),
      endpoints: [
        ...endpoints,
        'GET /sso/{google, office365, salesforce}/.well-known/openid-configuration',
        `POST ${appPath} makes an application log in, call or sign on`,
      ],
      users: accounts.users.map(({ username, password, account }) => ({ username, password, note: `of ${account}` })),
      clients: accounts.apps.map(({ id, secret, provider }) => ({ id, secret, note: `at ${provider}` })),
      links: Object.keys(kinds).map((name) => ({
        text: `discovery of ${name}`,
        path: `${providerBase('', name)}/.well-known/openid-configuration`,
      })),
      examples: (base) => examples(base, accounts),
      mint: async (order) => (order.type === 'auth_token' ? mintToken(service, order) : idp.mint(order)),
      mintExample: {
        provider: accounts.apps[0]?.provider,
        client_id: accounts.apps[0]?.id,
        redirect_uri: accounts.redirect_uris[0],
        subject: 'somebody',
      },
      publicKeys: () => [service.store().key.publicKey.export({ format: 'jwk' })],
      inspect: (token) => inspect(service, token),
    };
  },
};

function examples(
  base: string,
  { accounts: [account], users: [user], apps: [app], redirect_uris }: Accounts,
): readonly Example[] {
  const credentials = user && credentialsHash(user, 'md5');
  const put = (path: string, data: object) => `curl -X PUT ${base}/v2${path} -d '${JSON.stringify({ data })}'`;
  const withToken = 'curl -H "X-Auth-Token: $TOKEN"';
  return [
    {
      does: "create a token from a user's credentials",
      command: put('/user_auth', { credentials, account_name: user?.account }),
    },
    { does: 'create a token from an API key', command: put('/api_auth', { api_key: account?.api_key }) },
    {
      does: `log in with the code that ${app?.provider} gave`,
      command: `curl -X PUT ${base}/v2/auth/callback -d '{"data": {"provider": "${app?.provider}", "client_id": "${app?.id}", "redirect_uri": "${redirect_uris[0]}", "code": "'"$CODE"'"}}'`,
    },
    { does: 'say what a token is', command: `${withToken} "${base}/v2/auth/tokeninfo?token=$TOKEN"` },
    { does: 'create a new token from a token', command: `${withToken} -X PUT ${base}/v2/auth -d '{"data": {}}'` },
    { does: 'list applications', command: `${withToken} ${base}/v2/auth/apps` },
  ];
}

async function inspect({ store }: Service, token: string): Promise<TokenFinding | undefined> {
  try {
    const claims = await verifyToken(store(), token);
    return { what: `token of ${claims.owner_id ?? claims.account_id ?? claims.auth_id}`, active: true };
  } catch (error) {
    if (!(error instanceof BadToken)) throw error;
    return error.message === 'token_expired' ? { what: 'token, expired', active: false } : undefined;
  }
}
