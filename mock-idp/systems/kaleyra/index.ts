import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { type Example, MintError, type MockSystem, type SystemContext } from '../../frame/system.ts';
import { auth } from './auth.ts';
import { callback } from './callback.ts';
import { createPlatform } from './platform.ts';
import { createTokenCache } from './platform-auth.ts';
import { loadProfiles, type Profile } from './profiles.ts';
import { Refused } from './refused.ts';
import { createStore, type Store } from './store.ts';
import { makeToken, publicKeys } from './token.ts';

/** A mock of both sides of Kaleyra.io's Advanced Authentication: customers, and the platform that calls them back. */
export const system: MockSystem = {
  name: 'kaleyra',
  async createSystem({ config, perVariant }: SystemContext) {
    const { profiles: configured } = (config ?? {}) as { readonly profiles?: object };
    const profiles = await loadProfiles(configured as Parameters<typeof loadProfiles>[0]);
    const store = perVariant(createStore);
    const cache = perVariant(createTokenCache);
    const platform = createPlatform();
    return {
      prefixes: ['/kaleyra/'],
      middleware: async (ctx, next) => {
        if (ctx.path === '/kaleyra/platform/callbacks' && ctx.method === 'POST')
          return platform.sendCallback(ctx, cache());
        const [, name = '', what = ''] = /^\/kaleyra\/([^/]+)\/(auth|callback|jwks)$/.exec(ctx.path) ?? [];
        const profile = profiles.get(name);
        if (!profile) return next();
        return serve(ctx, what, profile, store());
      },
      endpoints: [
        ...[...profiles.values()].map(endpointsOf),
        'POST /kaleyra/platform/callbacks sends a callback as the platform does',
      ],
      users: [...profiles.values()].flatMap(({ name, users }) =>
        users.map((user) => ({ username: user.name, password: user.password, note: `of ${name}` })),
      ),
      clients: [...profiles.values()].flatMap(({ name, clients }) =>
        clients.map(({ id, secret }) => ({ id, secret, note: `of ${name}` })),
      ),
      examples: (base) => examples(base, profiles),
      mintExample: { profile: 'rfc', lifetime: 3600 },
      publicKeys: () => publicKeys().keys as never,
      inspect: async (token) => {
        const issued = store().get(token);
        return issued && { what: `token of ${issued.profile} for ${issued.client}`, active: issued.expiresAt > now() };
      },
      mint: async (request) => mint(request, profiles, store()),
      close: platform.close,
    };
  },
};

async function serve(ctx: Context, what: string, profile: Profile, store: Store): Promise<void> {
  try {
    if (what === 'jwks') ctx.body = publicKeys();
    else if (what === 'auth') await auth(ctx, profile, store);
    else callback(ctx, profile, store);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, content, headers } = error;
    ctx.status = status;
    ctx.set(headers);
    if (what === 'auth') ctx.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    if (what === 'auth' && content) ctx.state.contract = 'refused-response';
    ctx.body = content ?? '';
  }
}

function endpointsOf({ name, auth, callback }: Profile): string {
  return `${auth.method} /kaleyra/${name}/auth, ${callback.method} /kaleyra/${name}/callback`;
}

function examples(url: string, profiles: ReadonlyMap<string, Profile>): readonly Example[] {
  const [client] = profiles.get('rfc')?.clients ?? [];
  const [user] = profiles.get('rfc')?.users ?? [];
  const fetchToken = `curl ${url}/kaleyra/rfc/auth -d client_id=${client?.id} -d client_secret=${client?.secret}`;
  return [
    { does: 'fetch a token', command: `${fetchToken} -d grant_type=client_credentials` },
    {
      does: 'fetch a token by the password grant',
      command: `${fetchToken} -d grant_type=password -d username=${user?.name} -d password=${user?.password}`,
    },
    { does: 'call back', command: `curl -X POST -H "Authorization: Bearer $TOKEN" ${url}/kaleyra/rfc/callback` },
  ];
}

/** Makes a token of `{ profile, client?, lifetime? }`; a lifetime may be negative, for a token that is over. */
async function mint(
  request: Readonly<Record<string, unknown>>,
  profiles: ReadonlyMap<string, Profile>,
  store: Store,
): Promise<unknown> {
  const { system: _, profile: name, client, lifetime, ...rest } = request;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new MintError(`${unknown}: no such member; kaleyra takes profile, client, lifetime`);
  const profile = typeof name === 'string' ? profiles.get(name) : undefined;
  if (!profile) throw new MintError(`profile: expected one of ${[...profiles.keys()].join(', ')}`);
  const owner = client ?? profile.clients[0]?.id;
  if (!profile.clients.some(({ id }) => id === owner)) throw new MintError(`client: ${profile.name} has no ${owner}`);
  if (lifetime !== undefined && !Number.isInteger(lifetime)) throw new MintError('lifetime: expected whole seconds');
  const seconds = (lifetime as number | undefined) ?? profile.lifetime;
  const token = await makeToken({ ...profile, lifetime: seconds }, owner as string);
  store.add(token, { profile: profile.name, client: owner as string, expiresAt: now() + seconds * 1000 });
  return { token, expiresAt: new Date(now() + seconds * 1000).toISOString() };
}
