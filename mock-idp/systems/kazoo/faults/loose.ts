import { altered, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { appOf } from '../callback.ts';
import { callerOf } from '../caller.ts';
import { getProvider } from '../documents.ts';
import { accountToLogInTo, accountWithKey, userWith } from '../login.ts';
import { complaintOf } from '../request.ts';
import { exchangeFields } from '../sign-on.ts';
import { handledBy } from './handlers.ts';

/** What is compared loosely, and what should have been looked at. */
export const looseFaults = faultsOf('kazoo.server', {
  'credentials-in-any-case': [
    'The hash of name and password is compared without its case.',
    'kazoo.vendor.wrong-credentials-refused',
    instead(
      userWith,
      (honest) => (accounts, account, members) =>
        honest(accounts, account, { ...members, credentials: String(members.credentials).toLowerCase() }),
    ),
  ],
  'any-method-taken': [
    'A method that is not known is treated as MD5.',
    'kazoo.vendor.other-method-refused',
    altered(complaintOf, (complaint, name) => (name === 'method' ? undefined : complaint)),
  ],
  'account-by-its-beginning': [
    'The beginning of an account name will do for it.',
    'kazoo.vendor.other-account-refused',
    altered(
      accountToLogInTo,
      (account, { accounts }, { account_name }) =>
        account ?? accounts.find(({ name }) => name.startsWith(String(account_name))),
    ),
  ],
  'realm-by-its-beginning': [
    'The beginning of a realm will do for it.',
    'kazoo.vendor.other-account-refused',
    altered(
      accountToLogInTo,
      (account, { accounts }, { account_realm }) =>
        account ?? accounts.find(({ realm }) => realm.startsWith(String(account_realm))),
    ),
  ],
  'realm-passed-over': [
    'The realm of a login is ignored.',
    'kazoo.vendor.realm-login',
    instead(
      accountToLogInTo,
      (honest) =>
        (accounts, { account_realm: _, ...members }) =>
          honest(accounts, members),
    ),
  ],
  'api-key-in-any-case': [
    'API keys are compared without their case.',
    'kazoo.vendor.unknown-api-key-refused',
    altered(
      accountWithKey,
      (account, { accounts }, key) => account ?? accounts.find(({ api_key }) => api_key === String(key).toLowerCase()),
    ),
  ],
  'token-in-a-list-accepted': [
    'A token may stand in a list behind something else.',
    'kazoo.access.unknown-token-refused',
    except(
      callerOf,
      (_ctx, _service, token) => token?.includes(',') === true,
      (honest, ctx, service, token) => honest(ctx, service, token?.split(',').at(-1)),
    ),
  ],
  'client-id-by-its-beginning': [
    'The beginning of a client_id will do for it.',
    'kazoo.practice.unknown-client-refused',
    altered(
      appOf,
      (app, { apps }, { client_id, provider }) =>
        app ?? apps.find((one) => one.id.startsWith(client_id) && one.provider === provider),
    ),
  ],
  'provider-by-its-beginning': [
    'The beginning of a provider will do for it.',
    'kazoo.practice.provider-matches',
    altered(
      appOf,
      (app, { apps }, { client_id, provider }) =>
        app ?? apps.find(({ id, provider: own }) => id === client_id && own.startsWith(provider)),
    ),
  ],
  'code-trimmed': [
    'Blanks around a code are taken away before the exchange.',
    'kazoo.callback.rejected-code',
    altered(exchangeFields, ({ code = '', ...fields }) => ({ ...fields, code: code.trim() })),
  ],
  'provider-id-in-any-case': [
    'The id of a provider is compared without its case.',
    'kazoo.vendor.unknown-id-refused',
    handledBy(
      getProvider,
      (honest) => (call) => honest({ ...call, params: { ...call.params, id: String(call.params.id).toLowerCase() } }),
    ),
  ],
});
