import type { Context } from 'koa';
import { createRealm } from '../oidc/realm.ts';
import type { MockSystem, SystemContext } from '../system.ts';
import { faults } from './faults.ts';
export const system: MockSystem = {
  name: 'sipgate',
  faults,
  async createSystem({ url, perFault }: SystemContext) {
    const { readFileSync } = await import('node:fs');
    const data = JSON.parse(readFileSync(new URL('../../fixtures/sipgate/realms.json', import.meta.url), 'utf8'));
    const scopes = JSON.parse(readFileSync(new URL('../../fixtures/sipgate/scopes.json', import.meta.url), 'utf8'));
    const realms = perFault(() => new Map());
    return {
      middleware: async (ctx: Context, next) => {
        const name = /^\/auth\/realms\/([^/]+)/.exec(ctx.path)?.[1];
        if (!name) return next();
        const path = `/auth/realms/${name}`;
        const known = realms();
        if (!known.has(name))
          known.set(
            name,
            createRealm({
              issuer: url() + path,
              path,
              cookieName: name,
              clients: data.clients.filter((c: { realm: string }) => c.realm === name),
              accounts: data.users,
              scopes,
              idTokenAlways: true,
            }),
          );
        return (await known.get(name)).handle(ctx);
      },
      endpoints: [],
    };
  },
};
