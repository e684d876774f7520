import type { Provider } from 'oidc-provider';
import { altered, type Change, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import { isLive, isUsedOnce } from '../../../oidc/adapter.ts';
import { openJwt } from '../../../oidc/keys.ts';
import { apiResource } from '../../../oidc/library.ts';
import type { RealmRequest, RealmSettings } from '../../../oidc/settings.ts';
import { actAs, asked, granted, grantOf, harmless, refused, reportedAs } from './grants.ts';
import { always, requested, responded, setting, setUp, without } from './provider.ts';

/** The refresh tokens that clients were given: all of them, and the newest of each client. */
const given = kept(() => ({ all: new Set<string>(), newest: new Map<string, string>() }));

const rememberingGiven: Change = granted((ctx) => {
  const { refresh_token } = ctx.body as { refresh_token?: unknown };
  if (typeof refresh_token !== 'string') return;
  given().all.add(refresh_token);
  given().newest.set(String(ctx.oidc.client?.clientId), refresh_token);
});

/** The refresh tokens that refreshes have given. */
const replaced = kept(() => new Set<string>());

/** Takes such a text for the newest refresh token of the client. */
const taken = (isSuch: (text: string) => boolean): Change =>
  together(
    rememberingGiven,
    asked(
      'refresh_token',
      ({ params }) => isSuch(params.get('refresh_token') ?? ''),
      ({ params }) => params.set('refresh_token', given().newest.get(params.get('client_id') ?? '') ?? ''),
    ),
  );

/** `typ` of a JWT; undefined for any other text. */
function typeOf(text: string): unknown {
  return text.includes('.') ? openJwt(text).claims.typ : undefined;
}

type RefreshToken = InstanceType<Provider['RefreshToken']>;

/** Changes such refreshes by a token that there is. */
const refreshed = (
  isSuch: (params: URLSearchParams) => boolean,
  change: (request: RealmRequest, token: RefreshToken, settings: RealmSettings) => void | Promise<void>,
): Change =>
  asked(
    'refresh_token',
    ({ params }) => isSuch(params),
    async (request, settings) => {
      const { params, provider } = request;
      const token = await provider.RefreshToken.find(params.get('refresh_token') ?? '');
      if (token) await change(request, token, settings);
    },
  );

/** Takes a refresh for that of the client of its token, unless it is that of another. */
function asItsClient({ params }: RealmRequest, { clientId }: RefreshToken, { clients }: RealmSettings): void {
  if (!clients.some(({ client_id }) => client_id === params.get('client_id')))
    params.set('client_id', String(clientId));
}

const namesScope = (params: URLSearchParams): boolean => params.has('scope');
const revokesAccess = ({ params }: RealmRequest): boolean => params.get('token_type_hint') === 'access_token';
const revokeNothing = setting('token', 'unknown');

/** What refresh tokens are good for. */
export const refreshFaults = faultsOf('sipgate.server', {
  'refresh-refused': [
    'Good refresh tokens are refused.',
    'sipgate.refresh.issues',
    asked('refresh_token', always, setting('refresh_token', 'refused')),
  ],
  'any-refresh-token': [
    'A refresh token that was never issued works.',
    'sipgate.refresh.unknown-token-refused',
    taken((text) => text !== '' && typeOf(text) === undefined && !given().all.has(text)),
  ],
  'access-token-refreshes': [
    'An access token works as refresh token.',
    'sipgate.rfc.access-token-refreshes-nothing',
    taken((text) => typeOf(text) === 'Bearer'),
  ],
  'id-token-refreshes': [
    'An id token works as refresh token.',
    'sipgate.rfc.id-token-refreshes-nothing',
    taken((text) => typeOf(text) === 'ID'),
  ],
  'refresh-token-kept': [
    'A refresh gives the same refresh token.',
    'sipgate.refresh.new-refresh-token',
    setUp(() => ({ rotateRefreshTokens: false })),
  ],
  'refresh-token-ends-early': [
    'The refresh token ends with the access token.',
    'sipgate.refresh.after-expiry',
    setUp(({ lifetimes }) => ({ lifetimes: { ...lifetimes, refreshToken: 300 } })),
  ],
  'refresh-of-any-client': [
    'A client can use the refresh tokens of another.',
    'sipgate.rfc.refresh-bound-to-client',
    refreshed(always, ({ params }, { clientId }, settings) => actAs(params, String(clientId), settings)),
  ],
  'unknown-client-refreshes': [
    'A refresh for an unknown client is that of the client that the token belongs to.',
    'sipgate.refresh.unknown-client-refused',
    refreshed((params) => Boolean(params.get('client_id')), asItsClient),
  ],
  'refresh-client-id-not-needed': [
    'A refresh without client_id is that of the client that the token belongs to.',
    'sipgate.refresh.client-id-needed',
    refreshed((params) => !params.get('client_id') && params.has('client_secret'), asItsClient),
  ],
  'refreshes-once-only': [
    'The refresh token of a refresh is refused.',
    'sipgate.refresh.again',
    together(
      granted(
        (ctx) => void replaced().add(String((ctx.body as { refresh_token?: unknown }).refresh_token)),
        (ctx) => grantOf(ctx) === 'refresh_token',
      ),
      asked(
        'refresh_token',
        ({ params }) => replaced().has(params.get('refresh_token') ?? ''),
        setting('refresh_token', 'refused'),
      ),
    ),
  ],
  'refresh-scope-ignored': [
    'A refresh for less scope gives the whole.',
    'sipgate.rfc.narrowed-token-opens-less',
    asked('refresh_token', ({ params }) => namesScope(params), without('scope')),
  ],
  'refresh-token-outlives': [
    'A refresh token lives longer than refresh_expires_in says.',
    'sipgate.practice.refresh-token-expires',
    granted((ctx) => Object.assign(ctx.body as object, { refresh_expires_in: 3600 })),
  ],
  'refresh-token-dies-at-half': [
    'A refresh token ends at half of the time that refresh_expires_in says.',
    'sipgate.practice.refresh-expires-in-kept',
    altered(
      isLive,
      (live, { payload, expiresAt }, model) =>
        live && !(model === 'RefreshToken' && now() > (Number(payload.iat) * 1000 + expiresAt) / 2),
    ),
  ],
  'refresh-refusal-told-wrong': [
    'A refused refresh token is reported as invalid_request.',
    'sipgate.rfc.refresh-invalid-grant',
    refused(
      (error, ctx) => error === 'invalid_grant' && grantOf(ctx) === 'refresh_token',
      reportedAs('invalid_request'),
    ),
  ],
  'refresh-widens': [
    'A refresh gets whatever scope it asks for.',
    'sipgate.rfc.refresh-scope-not-widened',
    refreshed(namesScope, async ({ params, provider }, token) => {
      const scope = params.get('scope') ?? '';
      const grant = await provider.Grant.find(String(token.grantId));
      grant?.addResourceScope(apiResource, scope);
      await grant?.save();
      Object.assign(token, { scope: [...new Set([...token.scopes, ...scope.split(' ')])].join(' ') });
      await token.save();
    }),
  ],
  'refresh-scope-refused': [
    'A refresh with scope is refused.',
    'sipgate.rfc.refresh-scope-narrowed',
    asked('refresh_token', ({ params }) => namesScope(params), setting('refresh_token', 'refused')),
  ],
  'replaced-refresh-token-works': [
    'A replaced refresh token goes on working.',
    'sipgate.practice.refresh-rotation',
    altered(isUsedOnce, (once, model) => once && model !== 'RefreshToken'),
  ],
  'refresh-replay-harmless': [
    'The use of a replaced refresh token does not end its successor.',
    'sipgate.rfc.refresh-replay-ends-family',
    harmless('refresh_token'),
  ],
  'revoked-refresh-token-works': [
    'A revoked refresh token goes on working.',
    'sipgate.rfc.revoked-refresh-token',
    requested('revocation', (request) => !revokesAccess(request), revokeNothing),
  ],
  'revoked-access-token-works': [
    'A revoked access token goes on working.',
    'sipgate.rfc.revoked-access-token',
    requested('revocation', revokesAccess, revokeNothing),
  ],
  'revocation-status-400': [
    'Revocation is answered with 400.',
    'sipgate.rfc.revocation-status',
    responded('revocation', always, (ctx) => {
      ctx.status = 400;
    }),
  ],
});
