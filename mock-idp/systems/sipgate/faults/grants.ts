import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Change, except, together } from '../../../faults/changes.ts';
import { scene } from '../../../frame/scene.ts';
import { endsWithItsGrant } from '../../../oidc/adapter.ts';
import { misuseEndsGrant } from '../../../oidc/provider.ts';
import type { RealmRequest, RealmSettings } from '../../../oidc/settings.ts';
import { requested, responded } from './provider.ts';

type Grant = 'authorization_code' | 'refresh_token';
type Done = void | Promise<void>;

/** Changes such requests for tokens of one grant type. */
export const asked = (
  grant: Grant,
  isSuch: (request: RealmRequest, settings: RealmSettings) => boolean,
  change: (request: RealmRequest, settings: RealmSettings) => Done,
): Change =>
  requested(
    'token',
    (request, settings) => request.params.get('grant_type') === grant && isSuch(request, settings),
    change,
  );

/** Changes the responses that hold tokens. */
export const granted = (
  change: (ctx: KoaContextWithOIDC) => void,
  isSuch: (ctx: KoaContextWithOIDC) => boolean = () => true,
): Change => responded('token', (ctx) => ctx.status === 200 && isSuch(ctx), change);

/** Changes the error responses of the token endpoint. */
export const refused = (
  isSuch: (error: string, ctx: KoaContextWithOIDC) => boolean,
  change: (ctx: KoaContextWithOIDC) => void,
): Change => responded('token', (ctx) => ctx.status !== 200 && Boolean(ctx.body) && isSuch(errorOf(ctx), ctx), change);

function errorOf(ctx: KoaContextWithOIDC): string {
  return String((ctx.body as { error?: unknown }).error);
}

/** Reports an error as another one. */
export const reportedAs =
  (error: string) =>
  (ctx: KoaContextWithOIDC): void => {
    ctx.body = { ...(ctx.body as object), error };
  };

export function asText(ctx: KoaContextWithOIDC): void {
  ctx.set('Content-Type', 'text/plain; charset=utf-8');
}

/** What a response is about: the grant type that its request named. */
export function grantOf(ctx: KoaContextWithOIDC): string {
  return String(ctx.oidc.params?.grant_type);
}

/** Makes the request of another client that of the client that a grant belongs to, where its own credentials are right. */
export function actAs(params: URLSearchParams, clientId: string, { clients }: RealmSettings): void {
  const secretOf = (id: string | null) => clients.find(({ client_id }) => client_id === id)?.client_secret;
  if (secretOf(params.get('client_id')) !== params.get('client_secret')) return;
  params.set('client_id', clientId);
  params.set('client_secret', secretOf(clientId) ?? '');
}

/** Takes the first of each parameter that comes twice. */
export function firstOfEach({ params }: RealmRequest): void {
  for (const name of new Set(params.keys())) params.set(name, params.get(name) ?? '');
}

export function isRepeated({ params }: RealmRequest): boolean {
  return new Set(params.keys()).size < [...params.keys()].length;
}

/** Lets the misuse of what a grant gives do no harm to the tokens of the same grant. */
export function harmless(grant: Grant): Change {
  const isSuch = () => scene().body.includes(`grant_type=${grant}`);
  return together(
    except(misuseEndsGrant, isSuch, () => false),
    except(endsWithItsGrant, isSuch, () => false),
  );
}
