import { exchange } from '../../../mock-idp/apps/exchange.ts';
import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import {
  callResource,
  isRefused,
  keepTokens,
  logIn,
  renew,
  resourceCall,
  restart,
} from '../../../mock-idp/systems/wazo/app/application.ts';
import type { Order } from '../../../mock-idp/systems/wazo/app/order.ts';
import { lifetime, loginCall, refreshCall } from '../../../mock-idp/systems/wazo/app/tokens.ts';
import type { Defects } from './defect.ts';

const CREDENTIALS =
  '-u "<username>:<password>" | A parameter that specifies the username and password we wish to authenticate with.';
const NOT_COMMITTED =
  'This allows an application to store a piece of information that will be used to create a new access token on behalf of the user without having to commit its password to memory.';
const KEEPS_WORKING =
  'The refresh token that you just created has no expiration and will keep working until it is explicitly deleted.';
const SAME_CLIENT = 'The client_id must match the client_id used when creating the refresh token.';
const HEADER = 'The access token must be set in X-Auth-Token headers.';

const users = kept(() => new Map<string, Order>());
const begun = kept(() => new Set<string>());

const basic = ({ username, password }: Pick<Order, 'username' | 'password'>, encoding: 'utf8' | 'latin1' = 'utf8') =>
  `Basic ${Buffer.from(`${username}:${password}`, encoding).toString('base64')}`;

type Members = Record<string, unknown>;
const withBody = <C extends { readonly body?: string }>(call: C, change: (members: Members) => Members): C => ({
  ...call,
  body: JSON.stringify(change(JSON.parse(call.body ?? '{}'))),
});

/** Remembers who has logged in, for what comes later. */
const remembering = instead(logIn, (honest) => (order, storage) => {
  users().set(order.clientId, order);
  return honest(order, storage);
});

export const defects: Defects = {
  'credentials-in-latin1': [
    CREDENTIALS,
    'User name and password are put into Base64 as Latin-1.',
    altered(loginCall, (call, order) => ({
      ...call,
      headers: { ...call.headers, Authorization: basic(order, 'latin1') },
    })),
  ],
  'password-trimmed': [
    CREDENTIALS,
    'Blanks around the password are cut off.',
    altered(loginCall, (call, order) => ({
      ...call,
      headers: { ...call.headers, Authorization: basic({ ...order, password: order.password.trim() }) },
    })),
  ],
  'name-in-small-letters': [
    CREDENTIALS,
    'The user name is sent in small letters.',
    altered(loginCall, (call, order) => ({
      ...call,
      headers: { ...call.headers, Authorization: basic({ ...order, username: order.username.toLowerCase() }) },
    })),
  ],
  'password-encoded-for-urls': [
    CREDENTIALS,
    'The password is encoded as for a URL before it goes into Base64.',
    altered(loginCall, (call, order) => ({
      ...call,
      headers: { ...call.headers, Authorization: basic({ ...order, password: encodeURIComponent(order.password) }) },
    })),
  ],
  'refresh-with-password': [
    NOT_COMMITTED,
    'The password is kept, and a refresh sends it along with the refresh token.',
    together(
      remembering,
      altered(refreshCall, (call, { clientId }) => {
        const user = users().get(clientId);
        return user ? { ...call, headers: { ...call.headers, Authorization: basic(user) } } : call;
      }),
    ),
  ],
  'logs-in-again-by-itself': [
    NOT_COMMITTED,
    'Where a refresh is refused, the application logs in again with the password that it has kept.',
    together(
      remembering,
      instead(renew, (honest) => async (order, storage) => {
        const user = users().get(order.clientId);
        try {
          return await honest(order, storage);
        } catch (error) {
          if (!user) throw error;
          await logIn({ ...user, url: order.url }, storage);
          return storage.memory.get(order.clientId)?.accessToken;
        }
      }),
    ),
  ],
  'client-in-small-letters': [
    SAME_CLIENT,
    'A refresh sends the client_id in small letters.',
    altered(refreshCall, (call, { clientId }) =>
      withBody(call, (members) => ({ ...members, client_id: clientId.toLowerCase() })),
    ),
  ],
  'refresh-without-client': [
    'The refresh_token of course and the client_id which identifies the application creating the new access token.',
    'A refresh leaves the client_id out.',
    altered(refreshCall, (call) => withBody(call, ({ client_id: _, ...members }) => members)),
  ],
  'refresh-token-dropped-after-use': [
    KEEPS_WORKING,
    'A refresh token is thrown away when it was used, since no other came.',
    instead(keepTokens, (honest) => (order, storage, tokens) => {
      honest(order, storage, tokens);
      if (tokens.refreshToken === undefined) storage.disk.delete(order.clientId);
    }),
  ],
  'refresh-token-as-access-token': [
    'A refresh token can ONLY be used to create an access token.',
    'After a restart the first call is tried with the refresh token.',
    instead(callResource, (honest) => async (order, storage) => {
      const stored = storage.disk.get(order.clientId);
      if (stored && !storage.memory.has(order.clientId)) await exchange(resourceCall(order, stored.refreshToken));
      return honest(order, storage);
    }),
  ],
  'access-token-as-bearer': [
    HEADER,
    'The access token goes into an Authorization header as well as into X-Auth-Token after a refresh, and only there.',
    together(
      instead(renew, (honest) => (order, storage) => {
        begun().add(order.clientId);
        return honest(order, storage);
      }),
      altered(resourceCall, (call, { clientId }, accessToken) =>
        begun().has(clientId) ? { ...call, headers: { Authorization: `Bearer ${accessToken}` } } : call,
      ),
    ),
  ],
  'offline-at-first-only': [
    'access_type | Which when given the value offline triggers the creation of the refresh token',
    'A second login with a client_id does not ask for a refresh token, although the first one was deleted.',
    altered(loginCall, (call, { clientId }) => {
      const isAgain = begun().has(clientId);
      begun().add(clientId);
      return isAgain ? withBody(call, ({ access_type: _, ...members }) => members) : call;
    }),
  ],
  'all-lost-by-a-restart': [
    NOT_COMMITTED,
    'The refresh token is kept in memory alone, and lost by a restart.',
    instead(restart, (honest) => (order, storage) => {
      honest(order, storage);
      storage.disk.delete(order.clientId);
    }),
  ],
  'one-refresh-token-for-all': [
    SAME_CLIENT,
    'There is one place for the refresh token, and the latest login takes it.',
    instead(keepTokens, (honest) => (order, storage, tokens) => {
      honest(order, storage, tokens);
      const latest = storage.disk.get(order.clientId);
      if (latest) for (const clientId of storage.disk.keys()) storage.disk.set(clientId, latest);
    }),
  ],
  'refused-with-403-only': [
    'A refresh token is a way to create a new access token without specifying the username and password.',
    'An access token counts as refused where the response is 403, which it never is.',
    instead(isRefused, () => (status) => status === 403),
  ],
  'expiration-in-milliseconds': [
    'In this example, we set the expiration of the token to 3600 seconds.',
    'The expiration is sent in milliseconds.',
    instead(lifetime, () => () => 3_600_000),
  ],
};
