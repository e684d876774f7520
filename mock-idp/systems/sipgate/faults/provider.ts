import type { KoaContextWithOIDC } from 'oidc-provider';
import { altered, type Change, except } from '../../../faults/changes.ts';
import { fromProvider, toProvider } from '../../../oidc/realm.ts';
import type { Endpoint, RealmRequest, RealmSettings } from '../../../oidc/settings.ts';
import { serveRealm, settingsOf } from '../realms.ts';

type Done = void | Promise<void>;

/** Changes such requests to an endpoint before oidc-provider sees them. */
export const requested = (
  endpoint: Endpoint,
  isSuch: (request: RealmRequest, settings: RealmSettings) => boolean,
  change: (request: RealmRequest, settings: RealmSettings) => Done,
): Change =>
  except(
    toProvider,
    (request, settings) => request.endpoint === endpoint && isSuch(request, settings),
    async (honest, request, settings) => {
      await honest(request, settings);
      await change(request, settings);
    },
  );

/** Changes such responses of an endpoint before they leave. */
export const responded = (
  endpoint: Endpoint,
  isSuch: (ctx: KoaContextWithOIDC) => boolean,
  change: (ctx: KoaContextWithOIDC) => void,
): Change =>
  except(
    fromProvider,
    (ctx, at) => at === endpoint && isSuch(ctx),
    async (honest, ctx, at, settings) => {
      await honest(ctx, at, settings);
      change(ctx);
    },
  );

/** Where a response leads, or empty. */
export function locationOf(ctx: KoaContextWithOIDC): string {
  return String(ctx.response.get('Location') ?? '');
}

/** Changes how the realms are set up. */
export const setUp = (change: (settings: RealmSettings) => Partial<RealmSettings>): Change =>
  altered(settingsOf, (settings) => Object.assign(Object.create(settings), change(settings)));

/** Serves a path of the realm sipgate-apps as that of third-party. */
export const asThirdParty = (path: string): Change =>
  except(
    serveRealm,
    (ctx) => ctx.path === `/auth/realms/sipgate-apps${path}`,
    (honest, ctx, realms) => {
      ctx.url = ctx.url.replace('/sipgate-apps/', '/third-party/');
      return honest(ctx, realms);
    },
  );

/** Gives a parameter of a request another value. */
export const setting =
  (name: string, value: string) =>
  ({ params }: RealmRequest): void =>
    params.set(name, value);

/** Removes a parameter of a request. */
export const without =
  (name: string) =>
  ({ params }: RealmRequest): void =>
    params.delete(name);

export const always = (): boolean => true;
