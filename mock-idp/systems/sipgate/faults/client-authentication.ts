import { setTimeout as delay } from 'node:timers/promises';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { RealmRequest, RealmSettings } from '../../../oidc/settings.ts';
import { asked, refused, reportedAs } from './grants.ts';
import { requested } from './provider.ts';

/** The client secret that the client of a request has. */
function secretOf({ params }: RealmRequest, { clients }: RealmSettings): string | undefined {
  return clients.find(({ client_id }) => client_id === params.get('client_id'))?.client_secret;
}

/** Whether a request brings another secret in its form than it should. */
function isWrong(request: RealmRequest, settings: RealmSettings): boolean {
  const secret = secretOf(request, settings);
  const given = request.params.get('client_secret');
  return secret !== undefined && Boolean(given) && given !== secret;
}

/** Whether a request brings no secret. */
const isBare = ({ params, headers }: RealmRequest): boolean => !params.get('client_secret') && !headers.authorization;

function putRight(request: RealmRequest, settings: RealmSettings): void {
  request.params.set('client_secret', secretOf(request, settings) ?? '');
}

const isRefresh = ({ params }: RealmRequest): boolean => params.get('grant_type') === 'refresh_token';
const basicOf = ({ headers }: RealmRequest): string | undefined =>
  /^Basic (.+)$/.exec(String(headers.authorization ?? ''))?.[1];

/** How clients prove who they are at the token endpoint. */
export const clientAuthenticationFaults = faultsOf('sipgate.server', {
  'secret-unchecked': [
    'For an exchange any client secret will do.',
    'sipgate.token.client-authenticated',
    requested('token', (request, settings) => !isRefresh(request) && isWrong(request, settings), putRight),
  ],
  'refresh-secret-unchecked': [
    'For a refresh any client secret will do.',
    'sipgate.refresh.client-authenticated',
    asked('refresh_token', isWrong, putRight),
  ],
  'secret-not-needed': [
    'For an exchange no client secret is needed.',
    'sipgate.token.client-secret-needed',
    requested(
      'token',
      (request, settings) => {
        return !isRefresh(request) && isBare(request) && secretOf(request, settings) !== undefined;
      },
      putRight,
    ),
  ],
  'refresh-secret-not-needed': [
    'For a refresh no client secret is needed.',
    'sipgate.refresh.client-secret-needed',
    asked(
      'refresh_token',
      (request, settings) => isBare(request) && secretOf(request, settings) !== undefined,
      putRight,
    ),
  ],
  'wrong-secret-403': [
    'A wrong client secret is answered with 403.',
    'sipgate.rfc.invalid-client-status',
    refused(
      (error) => error === 'invalid_client',
      (ctx) => {
        ctx.status = 403;
      },
    ),
  ],
  'wrong-secret-unauthorized-client': [
    'A wrong client secret is reported as unauthorized_client.',
    'sipgate.rfc.invalid-client-error',
    refused((error) => error === 'invalid_client', reportedAs('unauthorized_client')),
  ],
  'no-basic-challenge': [
    'A 401 has no WWW-Authenticate.',
    'sipgate.rfc.invalid-client-challenge',
    refused(
      (error) => error === 'invalid_client',
      (ctx) => ctx.remove('WWW-Authenticate'),
    ),
  ],
  'basic-not-decoded': [
    'Basic credentials are not percent-decoded.',
    'sipgate.rfc.basic',
    requested(
      'token',
      (request) => basicOf(request) !== undefined,
      (request) => {
        const literal = Buffer.from(basicOf(request) ?? '', 'base64')
          .toString()
          .replaceAll('%', '%25');
        request.headers.authorization = `Basic ${Buffer.from(literal).toString('base64')}`;
      },
    ),
  ],
  'basic-case-sensitive': [
    'The scheme must be written Basic.',
    'sipgate.rfc.basic-any-case',
    requested(
      'token',
      ({ headers }) => String(headers.authorization).startsWith('basic '),
      ({ headers }) => {
        delete headers.authorization;
      },
    ),
  ],
  'two-authentications': [
    'Credentials in header and form together are accepted.',
    'sipgate.rfc.one-client-authentication',
    requested(
      'token',
      ({ params, headers }) => params.has('client_secret') && headers.authorization !== undefined,
      ({ headers }) => {
        delete headers.authorization;
      },
    ),
  ],
  'credentials-from-query': [
    'Client credentials are read from the query.',
    'sipgate.rfc.credentials-not-in-query',
    requested(
      'token',
      ({ params, query }) => !params.has('client_id') && new URLSearchParams(query).has('client_id'),
      ({ params, query }) => {
        const given = new URLSearchParams(query);
        for (const name of ['client_id', 'client_secret']) params.set(name, given.get(name) ?? '');
      },
    ),
  ],
  'unknown-client-told': [
    'An unknown client is told apart from a wrong secret.',
    'sipgate.practice.same-client-refusal',
    refused(
      (error, { oidc }) => error === 'invalid_client' && !oidc.entities.Client,
      reportedAs('unauthorized_client'),
    ),
  ],
  'client-refusal-times-differ': [
    'A wrong secret takes longer to refuse than an unknown client.',
    'sipgate.practice.same-client-time',
    requested('token', isWrong, () => delay(60)),
  ],
});
