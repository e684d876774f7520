import type { Call } from '../../../apps/exchange.ts';
import { step } from '../../../frame/step.ts';
import { actionCall, apiUrl, callWith, get } from './crossbar.ts';
import type { Order } from './order.ts';

/** What a token says, asked for by the query. */
export const tokenInfoByQuery = step(
  (order: Order, own: string | undefined): Call =>
    get(`${apiUrl(order, '/auth/tokeninfo')}?token=${encodeURIComponent(order.token)}`, own),
);

/** The same by the body, where a URL is no place for a token. */
export const tokenInfoByBody = step(
  (order: Order, own: string | undefined): Call =>
    callWith('POST', apiUrl(order, '/auth/tokeninfo'), own, { data: { token: order.token } }),
);

/** "To get the public key in form of a PEM file set Accept header as application/x-pem-file." */
export const keyFile = step(
  (order: Order, own: string | undefined): Call =>
    get(apiUrl(order, `/auth/keys/${encodeURIComponent(order.keyId)}`), own, { Accept: 'application/x-pem-file' }),
);

/** "To Reset a User Signature Secret". */
export const resetUser = step((order: Order, own: string | undefined): Call => {
  const path = `/accounts/${encodeURIComponent(order.accountId)}/users/${encodeURIComponent(order.userId)}/auth`;
  return actionCall(apiUrl(order, path), own, 'reset_signature_secret');
});

/** "Change a SSO Application": the schema auth.app. */
export const changeApp = step((order: Order, own: string | undefined): Call => {
  const { appId, clientId: client_id, provider, secret, email } = order;
  const data = { client_id, provider, secret, email };
  return callWith('POST', apiUrl(order, `/auth/apps/${encodeURIComponent(appId)}`), own, { data });
});

/** "Make changes to SSO Provider": the schema auth.provider. */
export const changeProvider = step((order: Order, own: string | undefined): Call => {
  const data = { id: order.provider, enabled: true };
  return callWith('POST', apiUrl(order, `/auth/providers/${encodeURIComponent(order.provider)}`), own, { data });
});

/** What needs one call, by what the application is told to do. */
export const errands: Readonly<Record<string, (order: Order, own: string | undefined) => Call>> = {
  'tokeninfo-get': tokenInfoByQuery,
  'tokeninfo-post': tokenInfoByBody,
  'key-file': keyFile,
  'reset-user': resetUser,
  'change-app': changeApp,
  'change-provider': changeProvider,
};
