import { altered, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { changeApp, changeProvider, keyFile, resetUser, tokenInfoByBody, tokenInfoByQuery } from '../app/errands.ts';
import {
  authorizationUrl,
  callbackCall,
  callbackData,
  finishSignOn,
  isSameState,
  linkAfterLogin,
  linkCall,
  linkIdIn,
  takeLogin,
} from '../app/sign-on.ts';
import { byPost, dataWith, dataWithout, elsewhere, envelopeWith } from './application-changes.ts';

const callbackWith = (change: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) =>
  altered(callbackData, change);

/** Faults of the application: how it signs users on at a provider, and what it sends on errands. */
export const applicationSignOnFaults = faultsOf('kazoo.client', {
  'callback-by-post': ['The callback goes by POST.', 'kazoo.client.callback-put', byPost(callbackCall)],
  'callback-elsewhere': [
    'The callback goes to /v2/auth/callbacks.',
    'kazoo.client.callback-put',
    elsewhere(callbackCall, (url) => `${url}s`),
  ],
  'client-id-left-out': [
    'A callback has no client_id.',
    'kazoo.client.callback-client-id',
    dataWithout(callbackCall, 'client_id'),
  ],
  'another-client-id': [
    'A callback has another client_id than the authorization request.',
    'kazoo.client.callback-client-id',
    callbackWith((data) => ({ ...data, client_id: 'another' })),
  ],
  'code-left-out': ['A callback has no code.', 'kazoo.client.callback-code', dataWithout(callbackCall, 'code')],
  'code-in-list': [
    'code is a list.',
    'kazoo.client.callback-code',
    callbackWith((data) => ({ ...data, code: [data.code] })),
  ],
  'code-decoded-twice': [
    'code is decoded twice, so that a plus becomes a blank.',
    'kazoo.client.callback-code-as-received',
    callbackWith((data) => ({ ...data, code: String(data.code).replaceAll('+', ' ') })),
  ],
  'code-not-decoded': [
    'code is sent as the URL has it.',
    'kazoo.client.callback-code-as-received',
    callbackWith((data) => ({ ...data, code: encodeURIComponent(String(data.code)) })),
  ],
  'provider-left-out': [
    'A callback has no provider.',
    'kazoo.client.callback-provider',
    dataWithout(callbackCall, 'provider'),
  ],
  'provider-in-capitals': [
    'provider begins with a capital.',
    'kazoo.client.callback-provider',
    callbackWith((data) => ({
      ...data,
      provider: String(data.provider).replace(/^./, (first) => first.toUpperCase()),
    })),
  ],
  'redirect-uri-left-out': [
    'A callback has no redirect_uri.',
    'kazoo.client.callback-redirect-uri',
    dataWithout(callbackCall, 'redirect_uri'),
  ],
  'redirect-uri-without-query': [
    'redirect_uri of a callback has lost its query.',
    'kazoo.client.callback-redirect-uri-same',
    callbackWith((data) => ({ ...data, redirect_uri: String(data.redirect_uri).split('?')[0] })),
  ],
  'state-as-number': [
    'state of a callback is a number.',
    'kazoo.client.callback-state-type',
    callbackWith((data) => ({ ...data, state: 1 })),
  ],
  'code-sent-again': [
    'A code whose login is refused is sent once more.',
    'kazoo.client.callback-once',
    instead(finishSignOn, (honest) => async (order, storage) => {
      const begun = storage.begun.get(order.session);
      return honest(order, storage).catch(() => {
        if (begun) storage.begun.set(order.session, begun);
        return honest(order, storage);
      });
    }),
  ],
  'linked-token-dropped': [
    'The token of a linked login is not kept.',
    'kazoo.client.linked-uses-token',
    except(
      takeLogin,
      (_order, _storage, { data }) => Object.keys(data).length > 0,
      () => undefined,
    ),
  ],
  'unlinked-is-logged-in': [
    'Who is not linked is logged in.',
    'kazoo.client.unlinked-logs-in',
    instead(takeLogin, (honest) => (order, storage, answer) => {
      honest(order, storage, answer);
      storage.tokens.set(order.session, answer.token);
    }),
  ],
  'never-links': [
    'A login after an empty response makes no link.',
    'kazoo.client.links-afterwards',
    instead(linkAfterLogin, () => async () => ({ done: true })),
  ],
  'link-by-post': ['A link is made by POST.', 'kazoo.client.links-afterwards', byPost(linkCall)],
  'link-without-prefix': [
    "The link is named by the provider's id of the user alone.",
    'kazoo.client.link-id',
    altered(linkIdIn, (id) => id.replace(/^[^-]*-/, '')),
  ],
  'state-left-out': [
    'The authorization request has no state.',
    'kazoo.client.state-sent',
    together(
      altered(authorizationUrl, (text) => {
        const url = new URL(text);
        url.searchParams.delete('state');
        return url.href;
      }),
      altered(isSameState, () => true),
    ),
  ],
  'state-not-compared': ['Any state is taken.', 'kazoo.client.state-compared', altered(isSameState, () => true)],
  'missing-state-taken': [
    'A callback without a state is taken.',
    'kazoo.client.state-compared',
    altered(isSameState, (same, _begun, returned) => same || returned === null),
  ],
  'state-by-beginning': [
    'The beginning of a state is enough.',
    'kazoo.client.state-compared',
    altered(isSameState, (same, { state }, returned) => same || (!!returned && state.startsWith(returned))),
  ],
  'tokeninfo-by-another-name': [
    'The token is asked about in the parameter auth_token.',
    'kazoo.client.tokeninfo-query',
    elsewhere(tokenInfoByQuery, (url) => url.replace('?token=', '?auth_token=')),
  ],
  'own-token-asked-about': [
    'It asks about its own token instead.',
    'kazoo.client.tokeninfo-query',
    instead(
      tokenInfoByQuery,
      (honest) =>
        (order, own = '') =>
          honest({ ...order, token: own }, own),
    ),
  ],
  'token-beside-data': [
    'The token that is asked about stands beside data.',
    'kazoo.client.tokeninfo-body',
    envelopeWith(tokenInfoByBody, ({ data }) => ({ ...(data as object), data: {} })),
  ],
  'key-as-json': [
    'A PEM file is asked for with Accept: application/json.',
    'kazoo.client.pem-accept',
    altered(keyFile, (call) => ({ ...call, headers: { ...call.headers, Accept: 'application/json' } })),
  ],
  'key-without-token': [
    'A key is asked for without a token.',
    'kazoo.client.token-header',
    instead(keyFile, (honest) => (order) => honest(order, undefined)),
  ],
  'reset-by-post': ['A reset goes by POST.', 'kazoo.client.reset-put', byPost(resetUser)],
  'reset-of-the-account': [
    "A user's reset goes to the account.",
    'kazoo.client.reset-put',
    elsewhere(resetUser, (url) => url.replace(/\/users\/[^/]+/, '')),
  ],
  'secret-left-out': [
    'An application is sent without its secret.',
    'kazoo.client.app-members',
    dataWithout(changeApp, 'secret'),
  ],
  'email-as-list': [
    'email of an application is a list.',
    'kazoo.client.app-members',
    dataWith(changeApp, (data) => ({ ...data, email: [data.email] })),
  ],
  'provider-without-id': [
    'A provider is sent without id.',
    'kazoo.client.provider-id',
    dataWithout(changeProvider, 'id'),
  ],
});
