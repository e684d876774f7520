import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { mayRedirectTo } from '../../../oidc/clients.ts';
import { challengeOf } from '../../../oidc/pkce.ts';
import type { RealmRequest } from '../../../oidc/settings.ts';
import { settingsOf } from '../realms.ts';
import { firstOfEach, isRepeated } from './grants.ts';
import { always, requested, responded, setting } from './provider.ts';

const known =
  /^(client_id|redirect_uri|scope|response_type|response_mode|state|nonce|prompt|code_challenge(_method)?|realm)$/;

/** Changes such authorization requests. */
const authorization = (isSuch: (params: URLSearchParams) => boolean, change: (request: RealmRequest) => void): Change =>
  requested('authorization', ({ params }) => isSuch(params), change);

const refuse = setting('response_type', 'refused');

/** Lets codes go to such redirect URIs as well. */
const alsoTo = (isSuch: (uri: string, registered: readonly string[]) => boolean): Change =>
  altered(mayRedirectTo, (may, uri, registered) => may || isSuch(uri, registered));

/** What the authorization endpoint takes. */
export const authorizationRequestFaults = faultsOf('sipgate.server', {
  'realms-share-clients': [
    'A realm serves the clients of all realms.',
    'sipgate.authorization.realm-of-client',
    instead(settingsOf, (honest) => (realm, data, url) => {
      return honest(realm, { ...data, clients: data.clients.map((client) => ({ ...client, realm })) }, url);
    }),
  ],
  'realm-in-query-refused': [
    'A query parameter realm is refused.',
    'sipgate.authorization.realm-parameter',
    authorization((params) => params.has('realm'), refuse),
  ],
  'unknown-query-parameter-refused': [
    'Unknown query parameters are refused.',
    'sipgate.rfc.authorization-unknown-parameter',
    authorization((params) => [...params.keys()].some((name) => !known.test(name)), refuse),
  ],
  'client-guessed': [
    'A missing client_id is guessed by the redirect URI.',
    'sipgate.authorization.client-id-needed',
    requested(
      'authorization',
      ({ params }) => !params.has('client_id'),
      ({ params }, { clients }) => {
        const client = clients.find(({ redirect_uris }) => redirect_uris.includes(params.get('redirect_uri') ?? ''));
        params.set('client_id', client?.client_id ?? '');
      },
    ),
  ],
  'redirect-uri-guessed': [
    'For a missing redirect_uri the first that is registered is taken.',
    'sipgate.authorization.redirect-uri-needed',
    requested(
      'authorization',
      ({ params }) => !params.has('redirect_uri'),
      ({ params }, { clients }) => {
        const client = clients.find(({ client_id }) => client_id === params.get('client_id'));
        params.set('redirect_uri', client?.redirect_uris[0] ?? '');
      },
    ),
  ],
  'scope-defaults': [
    'A missing scope is treated as balance:read.',
    'sipgate.authorization.scope-needed',
    authorization((params) => !params.has('scope'), setting('scope', 'balance:read')),
  ],
  'response-type-defaults': [
    'A missing response_type is treated as code.',
    'sipgate.rfc.response-type-missing',
    authorization((params) => !params.has('response_type'), setting('response_type', 'code')),
  ],
  'response-type-ignored': [
    'An unknown response_type is treated as code.',
    'sipgate.rfc.response-type-unsupported',
    authorization(
      (params) => !['', 'code', 'token'].includes(params.get('response_type') ?? ''),
      setting('response_type', 'code'),
    ),
  ],
  'repeated-query-parameter-accepted': [
    'Of a repeated query parameter the first counts.',
    'sipgate.rfc.authorization-repeated-parameter',
    requested('authorization', isRepeated, firstOfEach),
  ],
  'pkce-plain': [
    'The method plain is taken.',
    'sipgate.practice.pkce-plain',
    authorization(
      (params) => params.has('code_challenge') && params.get('code_challenge_method') === 'plain',
      ({ params }) => {
        params.set('code_challenge', challengeOf(params.get('code_challenge') ?? ''));
        params.set('code_challenge_method', 'S256');
      },
    ),
  ],
  'any-redirect-uri': ['Any redirect URI will do.', 'sipgate.rfc.redirect-uri-registered', alsoTo(always)],
  'redirect-uri-prefix': [
    'A redirect URI need only begin like a registered one.',
    ['sipgate.rfc.redirect-uri-exact', 'sipgate.practice.redirect-uri-response-parameters'],
    alsoTo((uri, registered) => !uri.includes('#') && registered.some((one) => uri.startsWith(one))),
  ],
  'redirect-uri-fragment-dropped': [
    'The fragment of a redirect URI is not compared.',
    'sipgate.rfc.redirect-uri-fragment',
    alsoTo((uri, registered) => registered.includes(uri.split('#')[0] ?? '')),
  ],
  'redirect-uri-with-code': [
    'A redirect URI that holds a code is not compared.',
    'sipgate.practice.redirect-uri-response-parameters',
    alsoTo((uri) => /[?&]code=/.test(uri)),
  ],
  'redirect-uri-error-200': [
    'The page about a wrong redirect URI has status 200.',
    'sipgate.rfc.redirect-error-shown',
    responded(
      'authorization',
      ({ status, oidc }) => status === 400 && Boolean(oidc.entities.Client),
      (ctx) => {
        ctx.status = 200;
      },
    ),
  ],
  'unknown-client-redirected': [
    'An unknown client is told so by redirect.',
    'sipgate.rfc.unknown-client-no-redirect',
    responded(
      'authorization',
      ({ status, oidc }) => status === 400 && !oidc.entities.Client,
      (ctx) => ctx.redirect(`${ctx.query.redirect_uri}?error=unauthorized_client`),
    ),
  ],
  'cors-at-authorization': [
    'The authorization endpoint has CORS.',
    'sipgate.rfc.cors-authorization-endpoint',
    responded('authorization', always, (ctx) => ctx.set('Access-Control-Allow-Origin', '*')),
  ],
});
