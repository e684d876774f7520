import { altered, type Change, except, kept } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { sentMessage } from '../../../frame/message.ts';
import { developmentKey, type OpenJwt, openJwt, signJwt, unsignedJwt } from '../../../oidc/keys.ts';
import { serveRealm } from '../realms.ts';
import { asText, granted, grantOf, refused, reportedAs } from './grants.ts';
import { always, responded, setUp } from './provider.ts';

type Body = Record<string, unknown>;

const asFirst = developmentKey('first');
const foreign = developmentKey('foreign');

/** Changes the id tokens that are given. */
const idToken = (change: (jwt: OpenJwt) => string): Change => jwtOf('id_token', change);

/** Gives id tokens with other claims, well signed. */
const claims = (change: (claims: Body) => Body): Change =>
  idToken(({ header, claims: own }) => signJwt({ header, claims: change(own) }, asFirst));

function jwtOf(member: string, change: (jwt: OpenJwt) => string): Change {
  return altered(sentMessage, (message) => {
    const { [member]: jwt } = message as Body;
    return typeof jwt === 'string' ? { ...(message as Body), [member]: change(openJwt(jwt)) } : message;
  });
}

/** The newest access token of each client. */
const newestAccess = kept(() => new Map<string, string>());

/** Gives a client the access token that it was given last where the response is such a one. */
const again = (isSuch: (grant: string, form: Body) => boolean): Change =>
  granted((ctx) => {
    const body = ctx.body as { access_token: string };
    const client = String(ctx.oidc.client?.clientId);
    const before = newestAccess().get(client);
    if (before && isSuch(grantOf(ctx), (ctx.oidc.body ?? {}) as Body)) body.access_token = before;
    newestAccess().set(client, body.access_token);
  });

/** What the token endpoint gives. */
export const tokenResponseFaults = faultsOf('sipgate.server', {
  'lifetime-ten-minutes': [
    'Access tokens live ten minutes.',
    'sipgate.answer.usual-lifetime',
    setUp(({ lifetimes }) => ({ lifetimes: { ...lifetimes, accessToken: 600 } })),
  ],
  'access-token-exp-later': [
    'exp of an access token lies an hour after what expires_in says.',
    'sipgate.rfc.jwt-lifetime',
    setUp(({ accessTokenClaims = (usual) => usual }) => ({
      accessTokenClaims(usual, facts) {
        const claims = accessTokenClaims(usual, facts);
        return { ...claims, exp: Number(claims.exp) + 3600 };
      },
    })),
  ],
  'metadata-issuer-slash': [
    'The issuer of the metadata ends with a slash.',
    'sipgate.rfc.metadata-issuer',
    except(
      serveRealm,
      ({ path }) => path.endsWith('/.well-known/openid-configuration'),
      async (honest, ctx, realms) => {
        await honest(ctx, realms);
        const metadata = ctx.body as { readonly issuer: string };
        ctx.body = { ...metadata, issuer: `${metadata.issuer}/` };
      },
    ),
  ],
  'token-response-as-text': ['Tokens are sent as text/plain.', 'sipgate.rfc.token-media-type', granted(asText)],
  'token-response-cached': [
    'Tokens are sent without Cache-Control.',
    'sipgate.rfc.token-no-store',
    granted((ctx) => ctx.remove('Cache-Control')),
  ],
  'token-response-without-pragma': [
    'Tokens are sent without Pragma.',
    'sipgate.rfc.token-pragma',
    granted((ctx) => ctx.remove('Pragma')),
  ],
  'access-token-repeated': [
    'An exchange that names its realm gives the last access token again.',
    'sipgate.rfc.tokens-differ',
    again((grant, { realm }) => grant !== 'refresh_token' && realm !== undefined),
  ],
  'refreshed-access-token-not-new': [
    'A refresh gives the access token of before.',
    'sipgate.refresh.new-access-token',
    again((grant) => grant === 'refresh_token'),
  ],
  'errors-as-text': ['Errors are sent as text/plain.', 'sipgate.rfc.error-json', refused(always, asText)],
  'errors-cached': [
    'Errors are sent without Cache-Control.',
    'sipgate.rfc.error-no-store',
    refused(always, (ctx) => ctx.remove('Cache-Control')),
  ],
  'unknown-code-told-wrong': [
    'An unknown code is reported as invalid_request.',
    'sipgate.rfc.invalid-grant',
    refused(
      (error, ctx) =>
        error === 'invalid_grant' && grantOf(ctx) === 'authorization_code' && !ctx.oidc.entities.AuthorizationCode,
      reportedAs('invalid_request'),
    ),
  ],
  'cors-for-all': [
    "Every origin may read the token endpoint's responses.",
    'sipgate.rfc.cors-token-endpoint',
    responded('token', always, (ctx) => ctx.set('Access-Control-Allow-Origin', '*')),
  ],

  'keys-unpublished': [
    'The JWKS is empty.',
    'sipgate.rfc.keys-published',
    responded('jwks', always, (ctx) => {
      ctx.body = { keys: [] };
    }),
  ],
  'id-token-signed-by-another': [
    'The id token is signed by another key.',
    'sipgate.rfc.id-token-signed',
    idToken((jwt) => signJwt(jwt, foreign)),
  ],
  'id-token-unsigned': [
    'The id token is not signed.',
    'sipgate.rfc.id-token-signed',
    idToken((jwt) => unsignedJwt(jwt.claims)),
  ],
  'id-token-of-another-issuer': [
    'iss of the id token is another.',
    'sipgate.rfc.id-token-issuer',
    claims((own) => ({ ...own, iss: 'https://attacker.example' })),
  ],
  'id-token-for-another': [
    'aud of the id token is another client.',
    'sipgate.rfc.id-token-audience',
    claims((own) => ({ ...own, aud: 'another-client' })),
  ],
  'id-token-azp-wrong': [
    'azp of the id token is another client.',
    'sipgate.rfc.id-token-azp',
    claims((own) => ({ ...own, azp: 'another-client' })),
  ],
  'id-token-in-milliseconds': [
    'Times of the id token are milliseconds.',
    'sipgate.rfc.id-token-times',
    claims((own) => ({ ...own, iat: Number(own.iat) * 1000, exp: Number(own.exp) * 1000 })),
  ],
  'id-token-of-nobody': [
    'The id token has no sub.',
    'sipgate.rfc.id-token-subject',
    claims(({ sub: _, ...own }) => own),
  ],
  'id-token-nonce-wrong': [
    'nonce of the id token is another.',
    'sipgate.rfc.id-token-nonce',
    claims((own) => ({ ...own, nonce: 'another' })),
  ],
  'access-token-signed-by-another': [
    'The access token is signed by another key.',
    'sipgate.rfc.access-token-signed',
    jwtOf('access_token', (jwt) => signJwt(jwt, foreign)),
  ],
});
