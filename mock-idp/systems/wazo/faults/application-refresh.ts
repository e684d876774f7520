import { exchange } from '../../../apps/exchange.ts';
import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { callResource, isRefused, keepTokens, logIn, renew, resourceCall, restart } from '../app/application.ts';
import type { Order } from '../app/order.ts';
import { askForTokens, dataIn, loginCall, refreshCall, tokensIn } from '../app/tokens.ts';
import { bodyWith, elsewhere, headersWith } from './application-changes.ts';

/** The orders of logins with their passwords, by client_id, where a fault remembers them. */
const logins = kept(() => new Map<string, Order>());

/** Remembers who has logged in, with the password. */
const remembering: Change = instead(logIn, (honest) => (order, storage) => {
  logins().set(order.clientId, order);
  return honest(order, storage);
});

const basicOf = ({ username, password }: Order) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Faults of the application: how it refreshes, and what it keeps. */
export const applicationRefreshFaults = faultsOf('wazo.client', {
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
  'latest-refresh-token-for-all': [
    'The refresh token of the latest login is used for every client_id.',
    'wazo.client.refresh-tokens-apart',
    instead(keepTokens, (honest) => (order, storage, tokens) => {
      honest(order, storage, tokens);
      const latest = storage.disk.get(order.clientId);
      if (latest) for (const clientId of storage.disk.keys()) storage.disk.set(clientId, latest);
    }),
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
