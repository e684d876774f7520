import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { callResource, isRefused, keepTokens, logIn, renew, resourceCall, restart } from '../app/application.ts';
import { type Call, exchange } from '../app/exchange.ts';
import type { Order } from '../app/order.ts';
import { askForTokens, dataIn, lifetime, loginCall, NoTokens, refreshCall, tokensIn } from '../app/tokens.ts';

type Body = Readonly<Record<string, unknown>>;
type Headers = Call['headers'];
/** `loginCall` or `refreshCall`. */
type TokenCall = (order: Order, refreshToken: string) => Call;

const bodyOf = (call: Call) => JSON.parse(call.body ?? '{}') as Body;

/** Changes the body of a token request. */
const bodyWith = (step: TokenCall, change: (body: Body, order: Order) => unknown): Change =>
  altered(step, (call, order) => ({ ...call, body: JSON.stringify(change(bodyOf(call), order)) }));

/** Changes the headers of a token request. */
const headersWith = (step: TokenCall, change: (headers: Headers, order: Order) => Headers): Change =>
  altered(step, (call, order) => ({ ...call, headers: change(call.headers, order) }));

/** Sends a token request to another path. */
const elsewhere = (step: TokenCall): Change => altered(step, (call) => ({ ...call, url: `${call.url}s` }));

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

/** The orders of logins with their passwords, by client_id, where a fault remembers them. */
const logins = kept(() => new Map<string, Order>());

/** Remembers who has logged in, with the password. */
const remembering: Change = instead(logIn, (honest) => (order, storage) => {
  logins().set(order.clientId, order);
  return honest(order, storage);
});

const basicOf = ({ username, password }: Order) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Faults of the application: how it logs in, calls and refreshes. */
export const applicationFaults = faultsOf('wazo.client', {
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
  'never-refreshes': [
    'A refused access token is not refreshed.',
    'wazo.client.refreshes',
    altered(isRefused, () => false),
  ],
  'logs-in-again': [
    'A refused access token leads to a login by a remembered password.',
    'wazo.client.refreshes',
    together(
      remembering,
      except(
        renew,
        ({ clientId }, { memory }) => logins().has(clientId) && memory.has(clientId),
        async (_honest, { clientId }, storage) => {
          const order = logins().get(clientId) as Order;
          const tokens = await askForTokens(loginCall(order));
          keepTokens(order, storage, tokens);
          return tokens.accessToken;
        },
      ),
    ),
  ],
  'refresh-elsewhere': ['It refreshes at /tokens.', 'wazo.client.refresh-endpoint', elsewhere(refreshCall)],
  'refresh-as-text': [
    'A refresh is labelled text/plain.',
    'wazo.client.refresh-content-type',
    headersWith(refreshCall, (headers) => ({ ...headers, 'Content-Type': 'text/plain' })),
  ],
  'request-token-used': [
    'It refreshes by request_token, where a response has one.',
    'wazo.client.refresh-has-token',
    altered(tokensIn, (tokens, { text }) => {
      const { request_token } = dataIn(text);
      return typeof request_token === 'string' ? { ...tokens, refreshToken: request_token } : tokens;
    }),
  ],
  'refresh-token-left-out': [
    'A refresh has no refresh_token.',
    'wazo.client.refresh-has-token',
    bodyWith(refreshCall, ({ refresh_token: _, ...body }) => body),
  ],
  'another-client-id': [
    'A refresh has another client_id than the login.',
    'wazo.client.refresh-has-client-id',
    bodyWith(refreshCall, (body) => ({ ...body, client_id: 'another' })),
  ],
  'refresh-without-client-id': [
    'A refresh has no client_id.',
    'wazo.client.refresh-has-client-id',
    bodyWith(refreshCall, ({ client_id: _, ...body }) => body),
  ],
  'refresh-with-password': [
    'A refresh carries user name and password as well.',
    'wazo.client.refresh-without-password',
    together(
      remembering,
      headersWith(refreshCall, (headers, { clientId }) => {
        const order = logins().get(clientId);
        return order ? { ...headers, Authorization: basicOf(order) } : headers;
      }),
      instead(restart, (honest) => (order, storage) => {
        logins().delete(order.clientId);
        honest(order, storage);
      }),
    ),
  ],
  'expired-token-kept': [
    'The expired access token is used on after a refresh.',
    'wazo.client.new-token-used',
    instead(renew, (honest) => async (order, storage) => {
      const held = storage.memory.get(order.clientId);
      const renewed = await honest(order, storage);
      if (!held) return renewed;
      storage.memory.set(order.clientId, held);
      return held.accessToken;
    }),
  ],
  'refresh-token-dropped': [
    'A refresh that gives no refresh token ends the stored one.',
    'wazo.client.refresh-token-kept',
    instead(keepTokens, (honest) => (order, storage, tokens) => {
      honest(order, storage, tokens);
      if (tokens.refreshToken === undefined) storage.disk.delete(order.clientId);
    }),
  ],
  'refresh-token-tried-as-access': [
    'After a login it tries the refresh token in X-Auth-Token.',
    'wazo.client.refresh-token-not-as-access',
    instead(logIn, (honest) => async (order, storage) => {
      const outcome = await honest(order, storage);
      const stored = storage.disk.get(order.clientId);
      if (stored) await exchange(resourceCall(order, stored.refreshToken));
      return outcome;
    }),
  ],
  'access-token-tried-as-refresh': [
    'After a login it tries the access token as refresh_token.',
    'wazo.client.access-token-not-refreshed',
    instead(logIn, (honest) => async (order, storage) => {
      const outcome = await honest(order, storage);
      const held = storage.memory.get(order.clientId);
      if (held) await exchange(refreshCall(order, held.accessToken));
      return outcome;
    }),
  ],
  'password-stored': [
    'After a restart it logs in by a stored password.',
    'wazo.client.password-not-kept',
    together(
      remembering,
      except(
        callResource,
        ({ clientId }, { memory }) => logins().has(clientId) && !memory.has(clientId),
        async (honest, order, storage) => {
          const login = logins().get(order.clientId) as Order;
          await logIn(login, storage).catch(() => undefined);
          return honest(order, storage);
        },
      ),
    ),
  ],
  'refresh-token-in-memory': [
    'A restart loses the refresh token.',
    'wazo.client.survives-restart',
    instead(restart, (honest) => (order, storage) => {
      honest(order, storage);
      storage.disk.delete(order.clientId);
    }),
  ],
  'refresh-without-end': [
    'A refused refresh is tried ten times.',
    'wazo.client.refused-refresh-accepted',
    instead(renew, (honest) => async (order, storage) => {
      for (let i = 1; i < 10; i += 1) {
        const renewed = await honest(order, storage).catch(() => undefined);
        if (renewed !== undefined) return renewed;
      }
      return honest(order, storage);
    }),
  ],
});
