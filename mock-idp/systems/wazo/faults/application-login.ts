import { exchange } from '../../../apps/exchange.ts';
import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { callResource, logIn, resourceCall } from '../app/application.ts';
import { dataIn, lifetime, loginCall, NoTokens, tokensIn } from '../app/tokens.ts';
import { type Body, bodyOf, bodyWith, elsewhere, headersWith } from './application-changes.ts';

/** Takes no tokens from such a response. */
const refusing = (isSuch: (data: Body) => boolean): Change =>
  altered(tokensIn, (tokens, { text }) => {
    if (isSuch(dataIn(text))) throw new NoTokens('not as expected');
    return tokens;
  });

const known = new Set(
  'token refresh_token auth_id xivo_user_uuid xivo_uuid issued_at expires_at utc_issued_at utc_expires_at acl metadata session_uuid remote_addr user_agent request_token'.split(
    ' ',
  ),
);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Faults of the application: how it logs in, what it takes from a response, and how it calls. */
export const applicationLoginFaults = faultsOf('wazo.client', {
  'calls-before-login': [
    'It calls a resource before it logs in.',
    'wazo.client.authenticates-first',
    instead(logIn, (honest) => async (order, storage) => {
      await exchange({ method: 'GET', url: order.resource, headers: {} });
      return honest(order, storage);
    }),
  ],
  'login-elsewhere': ['It logs in at /tokens.', 'wazo.client.creates-token', elsewhere(loginCall)],
  'login-as-text': [
    'A login is labelled text/plain.',
    'wazo.client.content-type',
    headersWith(loginCall, (headers) => ({ ...headers, 'Content-Type': 'text/plain' })),
  ],
  'login-as-list': ['The body of a login is a list.', 'wazo.client.json-object', bodyWith(loginCall, (body) => [body])],
  'credentials-in-body': [
    'User name and password are in the body.',
    'wazo.client.basic-credentials',
    altered(loginCall, (call, { username, password }) => {
      const { Authorization: _, ...headers } = call.headers;
      return { ...call, headers, body: JSON.stringify({ ...bodyOf(call), username, password }) };
    }),
  ],
  'credentials-in-body-too': [
    'The password is in the body as well.',
    'wazo.client.basic-credentials',
    bodyWith(loginCall, (body, { password }) => ({ ...body, password })),
  ],
  'expiration-as-text': ['expiration is a text.', 'wazo.client.expiration-number', altered(lifetime, () => '3600')],
  'very-long-expiration': [
    'A token is to live for ten years.',
    'wazo.client.no-long-expiration',
    altered(lifetime, () => 315_360_000),
  ],
  'offline-in-capitals': [
    'access_type is OFFLINE.',
    'wazo.client.asks-offline',
    bodyWith(loginCall, (body) => ({ ...body, access_type: 'OFFLINE' })),
  ],
  'no-client-id': [
    'An offline login has no client_id.',
    'wazo.client.client-id-sent',
    bodyWith(loginCall, ({ client_id: _, ...body }) => body),
  ],
  'token-as-bearer': [
    'The access token goes by Authorization: Bearer.',
    'wazo.client.token-in-header',
    altered(resourceCall, (call, _order, token) => ({ ...call, headers: { Authorization: `Bearer ${token}` } })),
  ],
  'token-in-capitals': [
    'The access token is sent in capitals.',
    'wazo.client.token-in-header',
    instead(resourceCall, (honest) => (order, token) => honest(order, token.toUpperCase())),
  ],
  'token-in-query-too': [
    'The access token is in the URL as well.',
    'wazo.client.not-in-url',
    altered(resourceCall, (call, _order, token) => ({ ...call, url: `${call.url}&token=${token}` })),
  ],
  'unknown-members-refused': [
    'A response with an unknown member is refused.',
    'wazo.client.unknown-members',
    refusing((data) => Object.keys(data).some((name) => !known.has(name))),
  ],
  'token-must-be-uuid': [
    'An access token that is no UUID is refused.',
    'wazo.client.opaque-token',
    refusing(({ token }) => !uuid.test(String(token))),
  ],
  'any-response-accepted': [
    'Whatever is answered is taken for a token.',
    'wazo.client.broken-response',
    instead(tokensIn, (honest) => (response) => {
      try {
        return honest(response);
      } catch {
        return { accessToken: String(dataIn(response.text).token), refreshToken: undefined };
      }
    }),
  ],
  'call-without-end': [
    'A refused call is tried ten times.',
    'wazo.client.refused-call-accepted',
    instead(callResource, (honest) => async (order, storage) => {
      for (let i = 1; i < 5; i += 1) {
        const outcome = await honest(order, storage);
        if (outcome.status !== 401) return outcome;
      }
      return honest(order, storage);
    }),
  ],
});
