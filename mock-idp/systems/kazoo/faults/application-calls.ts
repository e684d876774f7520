import { createHash } from 'node:crypto';
import { exchange } from '../../../apps/exchange.ts';
import { NotDone } from '../../../apps/serve.ts';
import { altered, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import {
  callResource,
  credentialsOf,
  endSession,
  logIn,
  loginCall,
  refresh,
  refreshCall,
  resourceCall,
} from '../app/application.ts';
import { actionCall, answerIn, apiUrl, askForToken, callWith, envelopeIn, headersWith } from '../app/crossbar.ts';
import { byPost, dataWith, dataWithout, elsewhere, envelopeWith } from './application-changes.ts';

const known = new Set('page_size data revision timestamp version node request_id status auth_token'.split(' '));

/** The tokens that were refused, by session, where a fault remembers them. */
const refused = kept(() => new Map<string, string>());

const hash = (text: string) => createHash('md5').update(text).digest('hex');

/** Faults of the application: how it calls and logs in, and what it makes of responses. */
export const applicationCallFaults = faultsOf('kazoo.client', {
  'token-as-bearer': [
    'The token goes by Authorization: Bearer.',
    'kazoo.client.token-header',
    altered(headersWith, (headers, token) => (token === undefined ? headers : { Authorization: `Bearer ${token}` })),
  ],
  'token-in-capitals': [
    'The token is sent in capitals.',
    'kazoo.client.token-header',
    instead(headersWith, (honest) => (token) => honest(token?.toUpperCase())),
  ],
  'other-version': ['It calls /v1.', 'kazoo.client.prefix', altered(apiUrl, (url) => url.replace('/v2/', '/v1/'))],
  'version-left-out': [
    'Its paths have no /v2.',
    'kazoo.client.prefix',
    altered(apiUrl, (url) => url.replace('/v2/', '/')),
  ],
  'envelope-left-out': [
    'It sends data as the whole body.',
    'kazoo.client.json-envelope',
    envelopeWith(callWith, ({ data }) => data),
  ],
  'data-as-list': ['data of a login is a list.', 'kazoo.client.json-envelope', dataWith(loginCall, (data) => [data])],
  'action-without-data': [
    'An action has no data beside it.',
    'kazoo.client.json-envelope',
    envelopeWith(actionCall, ({ action }) => ({ action })),
  ],
  'action-in-data': [
    'The name of an action stands in data.',
    'kazoo.client.action-beside-data',
    envelopeWith(actionCall, ({ action }) => ({ data: { action } })),
  ],
  'refresh-in-capitals': [
    'The action of a refresh is in capitals.',
    'kazoo.client.action-beside-data',
    envelopeWith(refreshCall, (envelope) => ({ ...envelope, action: 'REFRESH_TOKEN' })),
  ],
  'token-in-query-too': [
    'The token is in the URL as well.',
    'kazoo.client.not-in-url',
    altered(resourceCall, (call, _order, token) => ({ ...call, url: `${call.url}&auth_token=${token}` })),
  ],
  'login-by-post': ['It logs in by POST.', 'kazoo.client.login-put', byPost(loginCall)],
  'login-elsewhere': [
    'It logs in at /v2/auth.',
    'kazoo.client.login-put',
    elsewhere(loginCall, (url) => url.replace(/user_auth$/, 'auth')),
  ],
  'name-as-typed': [
    'The user name is hashed as it was typed in.',
    'kazoo.client.login-credentials',
    instead(
      credentialsOf,
      () =>
        ({ username, password }) =>
          hash(`${username}:${password}`),
    ),
  ],
  'password-hashed-alone': [
    'The password is hashed without the user name.',
    'kazoo.client.login-credentials',
    instead(
      credentialsOf,
      () =>
        ({ password }) =>
          hash(password),
    ),
  ],
  'sha-without-method': [
    'The credentials are a SHA1, and method does not say so.',
    'kazoo.client.login-credentials',
    instead(
      credentialsOf,
      () =>
        ({ username, password }) =>
          createHash('sha1').update(`${username.toLowerCase()}:${password}`).digest('hex'),
    ),
  ],
  'account-left-out': [
    'A login names no account.',
    'kazoo.client.login-credentials',
    dataWithout(loginCall, 'account_name'),
  ],
  'unknown-members-refused': [
    'A response with an unknown member is refused.',
    'kazoo.client.unknown-members',
    altered(answerIn, (answer, { text }) => {
      if (Object.keys(envelopeIn(text)).some((name) => !known.has(name))) throw new NotDone('not as expected');
      return answer;
    }),
  ],
  impatient: [
    'It waits less than a second for a token.',
    'kazoo.client.slow-response',
    instead(askForToken, (honest) => (call) => {
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new NotDone('too late')), 700));
      return Promise.race([honest(call), late]);
    }),
  ],
  'any-response-accepted': [
    'Whatever is answered is taken for a token.',
    'kazoo.client.broken-response',
    instead(answerIn, (honest) => (response) => {
      try {
        return honest(response);
      } catch {
        return { token: String(envelopeIn(response.text).auth_token), data: { taken: true } };
      }
    }),
  ],
  'token-of-refusals-taken': [
    'The token in the envelope of a refusal is taken.',
    'kazoo.client.broken-response',
    instead(
      answerIn,
      (honest) =>
        ({ text }) =>
          honest({ status: 200, text }),
    ),
  ],
  'refused-token-comes-back': [
    'After a login it goes back to the token that was refused.',
    'kazoo.client.logs-in-after-reset',
    together(
      instead(endSession, (honest) => (order, storage) => {
        refused().set(order.session, storage.tokens.get(order.session) ?? '');
        honest(order, storage);
      }),
      instead(logIn, (honest) => async (order, storage) => {
        const outcome = await honest(order, storage);
        const old = refused().get(order.session);
        if (old !== undefined) storage.tokens.set(order.session, old);
        return outcome;
      }),
    ),
  ],
  'refused-token-kept': [
    'A refused token is sent with the next call.',
    'kazoo.client.refused-token-dropped',
    instead(endSession, () => () => undefined),
  ],
  'refused-token-refreshed': [
    'A refused token is sent to be refreshed.',
    'kazoo.client.refresh-while-valid',
    instead(callResource, (honest) => async (order, storage) => {
      const token = storage.tokens.get(order.session);
      const outcome = await honest(order, storage);
      if (outcome.status === 401) await exchange(refreshCall(order, token));
      return outcome;
    }),
  ],
  'call-without-end': [
    'A refused call is tried ten times.',
    'kazoo.client.refused-call-accepted',
    instead(callResource, (honest) => async (order, storage) => {
      const token = storage.tokens.get(order.session);
      const outcome = await honest(order, storage);
      for (let i = 1; i < 10 && outcome.status === 401 && token; i += 1) await exchange(resourceCall(order, token));
      return outcome;
    }),
  ],
  'refresh-by-post': ['It refreshes by POST.', 'kazoo.client.refresh-put', byPost(refreshCall)],
  'refresh-elsewhere': [
    'It refreshes at /v2/auth/refresh.',
    'kazoo.client.refresh-put',
    elsewhere(refreshCall, (url) => `${url}/refresh`),
  ],
  'refreshed-token-dropped': [
    'After a refresh it goes on with the old token.',
    'kazoo.client.refreshed-token-used',
    instead(refresh, (honest) => async (order, storage) => {
      const old = storage.tokens.get(order.session);
      const outcome = await honest(order, storage);
      if (old !== undefined) storage.tokens.set(order.session, old);
      return outcome;
    }),
  ],
});
