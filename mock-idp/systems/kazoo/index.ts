import { readFile } from 'node:fs/promises';
import { scene } from '../../frame/scene.ts';
import type { MockSystem, SystemContext } from '../../frame/system.ts';
import { type Accounts, credentialsHash, loadAccounts } from './accounts.ts';
import { createIdentityProvider, type IdpSettings } from './idp/identity-provider.ts';
import { providerDocuments, ssoPath } from './idp/providers.ts';
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
    // The identity providers that a faulty Crossbar talks to have no fault themselves.
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
    return {
      prefixes: ['/v1', '/v2', ssoPath],
      middleware: (ctx, next) => idp.middleware(ctx, () => router(ctx, next)),
      endpoints: [...endpoints, 'GET /sso/{google, office365, salesforce}/.well-known/openid-configuration'],
      users: accounts.users.map(({ username, password, account }) => `${username} / ${password} of ${account}`),
      example: (base) => example(base, accounts),
      mint: idp.mint,
    };
  },
};

function example(base: string, { users: [user] }: Accounts): string {
  const credentials = user && credentialsHash(user, 'md5');
  return `curl -X PUT ${base}/v2/user_auth -d '{"data": {"credentials": "${credentials}", "account_name": "${user?.account}"}}'`;
}
