import { altered, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { developmentKey } from '../../../oidc/keys.ts';
import { isSuperDuper } from '../caller.ts';
import {
  acceptsPemFile,
  accountNamedBy,
  appsIn,
  deleteProvider,
  getApp,
  getKey,
  getProvider,
  listApps,
  listKeys,
  listProviders,
  mayReadKeys,
  ownerOfApps,
  postProvider,
  publicApp,
} from '../documents.ts';
import { publicPem } from '../jwt.ts';
import { forbidden, type Success } from '../responses.ts';
import type { Store } from '../store.ts';
import { documentOf, forbids, handledBy, opens, successOf } from './handlers.ts';

/** A key that does not sign, another one after each reset. */
const otherKey = ({ keyChanges }: Store) => developmentKey(keyChanges % 2 === 0 ? 'first' : 'second');

/** Changes the PEM file, where a key is given as one. */
const pemFileOf = (change: (raw: NonNullable<Success['raw']>) => Success['raw']) =>
  successOf(getKey, ({ raw, ...success }) => ({ ...success, ...(raw && { raw: change(raw) }) }));

/** The documents of applications, providers and keys. */
export const documentFaults = faultsOf('kazoo.server', {
  'app-list-ignores-query': [
    'The account in the query is ignored.',
    'kazoo.apps.account-by-query',
    altered(accountNamedBy, (_named, _query, path) => path),
  ],
  'app-list-ignores-path': [
    'The account in the path is ignored.',
    'kazoo.apps.account-by-path',
    altered(accountNamedBy, (_named, query) => query),
  ],
  'app-list-prefers-path': [
    'The account in the path wins over the one in the query.',
    'kazoo.apps.query-first',
    altered(accountNamedBy, (_named, query, path) => path || query),
  ],
  'app-list-of-account': [
    'The list is that of the account, not of its reseller.',
    'kazoo.apps.of-the-reseller',
    altered(ownerOfApps, (_reseller, _accounts, account) => account),
  ],
  'app-list-of-everybody': [
    "The list shows every reseller's applications.",
    'kazoo.apps.of-the-reseller',
    successOf(listApps, (success, { service }) => ({
      ...success,
      data: appsIn(service).map(({ id, provider }) => ({ id, provider })),
    })),
  ],
  'app-list-refused': ['The list of applications is refused.', 'kazoo.apps.list', forbids(listApps)],
  'app-refused': ['No application can be read.', 'kazoo.app.get', forbids(getApp)],
  'another-app-shown': [
    'Another application than the one asked for is shown.',
    'kazoo.app.get',
    documentOf(getApp, (app) => ({ ...app, id: `another-${app.id}` })),
  ],
  'app-secret-shown': [
    "An application's secret is shown.",
    'kazoo.practice.app-secret-hidden',
    altered(publicApp, (shown, _service, { secret }) => ({ ...shown, secret })),
  ],
  'provider-list-empty': [
    'The list of providers is empty.',
    'kazoo.providers.all',
    successOf(listProviders, (success) => ({ ...success, data: [], page_size: 0 })),
  ],
  'provider-list-of-oauth-only': [
    'Providers that are not for logins are not listed.',
    'kazoo.providers.all',
    successOf(listProviders, (success) => {
      const data = (success.data as readonly { readonly id: string }[]).filter(({ id }) => id !== 'duo');
      return { ...success, data, page_size: data.length };
    }),
  ],
  'provider-list-refused': ['The list of providers is refused.', 'kazoo.providers.list', forbids(listProviders)],
  'another-provider-shown': [
    'Another provider than the one asked for is shown.',
    'kazoo.provider.get',
    documentOf(getProvider, (provider) => ({ ...provider, id: `another-${provider.id}` })),
  ],
  'provider-change-without-effect': [
    'A change of a provider is confirmed and not made.',
    'kazoo.provider.changed',
    handledBy(postProvider, (honest) => async (call) => {
      await honest({ ...call, envelope: { ...call.envelope, data: { id: call.params.id } } });
      return getProvider(call);
    }),
  ],
  'provider-deletion-without-effect': [
    'The deletion of a provider is confirmed and not done.',
    'kazoo.provider.deleted',
    handledBy(deleteProvider, () => async (call) => {
      if (!isSuperDuper(await call.caller())) throw forbidden();
      return getProvider(call);
    }),
  ],
  'anybody-changes-providers': [
    'Everybody may change a provider.',
    'kazoo.provider.changed-by-super-duper-only',
    opens(postProvider),
  ],
  'anybody-deletes-providers': [
    'Everybody may delete a provider.',
    'kazoo.provider.deleted-by-super-duper-only',
    opens(deleteProvider),
  ],
  'key-list-refused': ['The list of keys is refused.', 'kazoo.keys.list', forbids(listKeys)],
  'keys-for-everybody': [
    'Users who are no administrators may read the keys.',
    'kazoo.vendor.keys-for-administrators',
    altered(mayReadKeys, () => true),
  ],
  'key-refused': ['No key can be read.', 'kazoo.key.get', forbids(getKey)],
  'public-key-of-another': [
    'The public key is not that of the private one.',
    'kazoo.key.verifies-tokens',
    instead(publicPem, (honest) => (store) => honest({ ...store, key: otherKey(store) })),
  ],
  'private-key-shown': [
    'The private key is shown with the public one.',
    'kazoo.practice.no-private-key',
    successOf(getKey, ({ data, ...success }, { service }) => {
      const { key } = service.store();
      const both = `${key.privateKey.export({ type: 'pkcs1', format: 'pem' })}${publicPem(service.store())}`;
      return { ...success, ...(data !== undefined && { data: { public_key_pem: both } }) };
    }),
  ],
  'private-key-in-pem-file': [
    'The PEM file holds the private key as well.',
    'kazoo.practice.no-private-key',
    handledBy(getKey, (honest) => async (call) => {
      const { raw, ...success } = await honest(call);
      const secret = call.service.store().key.privateKey.export({ type: 'pkcs1', format: 'pem' });
      return { ...success, ...(raw && { raw: { ...raw, text: `${secret}${raw.text}` } }) };
    }),
  ],
  'pem-spki': [
    'The public key is in another form of PEM.',
    'kazoo.vendor.pem-shape',
    altered(publicPem, (_pem, { key }) => `${key.publicKey.export({ type: 'spki', format: 'pem' })}\n`),
  ],
  'pem-file-refused': [
    'The key comes in an envelope whatever Accept says.',
    'kazoo.key.pem-file',
    altered(acceptsPemFile, () => false),
  ],
  'pem-file-in-envelope': [
    'The PEM file holds JSON.',
    'kazoo.key.pem-file',
    pemFileOf(({ type, text }) => ({ type, text: JSON.stringify({ data: text }) })),
  ],
  'pem-file-labelled-json': [
    'The PEM file is labelled as JSON.',
    'kazoo.vendor.pem-file-type',
    pemFileOf(({ text }) => ({ type: 'application/json', text })),
  ],
});
