import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { App } from '../accounts.ts';
import { authInfo } from '../auth-info.ts';
import { appOf, callbackRules, claimsOf, putCallback } from '../callback.ts';
import { holderOf } from '../caller.ts';
import { complaintOf } from '../request.ts';
import { badIdentifier, notConfirmed, Refused } from '../responses.ts';
import type { Call, Service } from '../service.ts';
import { confirm, exchange, type SignOn, signOn } from '../sign-on.ts';
import { handledBy, successOf } from './handlers.ts';
import { isEmpty, isMissing, isOfAnotherType, memberWillDo, type Test } from './members.ts';
import { anybody } from './people.ts';

/** The last login of a linked user that there was through an application. */
function lastSignOn(service: Service, app: App): SignOn | undefined {
  const link = [...service.store().links.values()].filter((one) => one.app === app.id && one.owner_id).at(-1);
  return link && { identity: link.id.slice(app.user_prefix.length + 1), person: link };
}

/** Logs the last user in for such a code. */
const codeWillDo = (isSuch: Test): Change =>
  together(
    memberWillDo(callbackRules, 'code', isSuch),
    except(
      signOn,
      (_service, _app, { code }) => isSuch(code),
      async (_honest, service, app) => lastSignOn(service, app),
    ),
  );

/** Goes on with a redirect URI of its own in place of such a one. */
const redirectUriWillDo = (isSuch: Test): Change =>
  together(
    memberWillDo(callbackRules, 'redirect_uri', isSuch),
    except(
      signOn,
      (_service, _app, { redirectUri }) => isSuch(redirectUri),
      (honest, service, app, given) =>
        honest(service, app, { ...given, redirectUri: service.accounts.redirect_uris[0] ?? '' }),
    ),
  );

/** Goes on with the usual application for such a client_id. */
const clientIdWillDo = (isSuch: Test): Change =>
  together(
    memberWillDo(callbackRules, 'client_id', isSuch),
    altered(appOf, (app, { apps }, { client_id }) => app ?? (isSuch(client_id) ? apps[0] : undefined)),
  );

/** Goes on with the application's provider in place of such a one. */
const providerWillDo = (isSuch: Test): Change =>
  together(
    memberWillDo(callbackRules, 'provider', isSuch),
    altered(
      appOf,
      (app, { apps }, { client_id, provider }) =>
        app ?? (isSuch(provider) ? apps.find(({ id }) => id === client_id) : undefined),
    ),
  );

/** Asks the provider about a callback that is refused all the same. */
const asksAbout = (isSuch: (refused: Refused, call: Call) => boolean): Change =>
  handledBy(
    putCallback,
    (honest) => (call) =>
      honest(call).catch(async (error) => {
        if (error instanceof Refused && isSuch(error, call)) await ask(call);
        throw error;
      }),
  );

async function ask({ service, envelope: { data } }: Call): Promise<void> {
  const app = { ...(service.accounts.apps[0] as App), secret: 'early' };
  const provider = service.providers().get(app.provider)?.document ?? {};
  const given = { code: String(data.code), redirectUri: 'http://127.0.0.1/early' };
  await exchange({ app, provider, timeoutMs: service.settings.idpTimeoutMs }, given);
}

const isUnknownClient = ({ service, envelope: { data } }: Call): boolean =>
  !service.accounts.apps.some(({ id }) => id === data.client_id);

const accessTokens = new WeakMap<SignOn, unknown>();
const remembered = kept(() => new Map<string, SignOn>());

/** What a callback must bring, and what it gives. */
export const callbackFaults = faultsOf('kazoo.server', {
  'callback-code-optional': [
    'A callback without a code logs the last user in.',
    'kazoo.callback.code-required',
    codeWillDo(isMissing),
  ],
  'callback-provider-optional': [
    'A callback needs no provider.',
    'kazoo.callback.provider-required',
    providerWillDo(isMissing),
  ],
  'callback-client-id-optional': [
    'A callback needs no client_id.',
    'kazoo.callback.client-id-required',
    clientIdWillDo(isMissing),
  ],
  'callback-redirect-uri-optional': [
    'A callback needs no redirect_uri.',
    'kazoo.callback.redirect-uri-required',
    redirectUriWillDo(isMissing),
  ],
  'callback-code-any-type': [
    'A code that is not a text logs the last user in.',
    'kazoo.callback.code-type',
    codeWillDo(isOfAnotherType),
  ],
  'callback-provider-any-type': [
    'A provider may be of any type.',
    'kazoo.callback.provider-type',
    providerWillDo(isOfAnotherType),
  ],
  'callback-client-id-any-type': [
    'A client_id may be of any type.',
    'kazoo.callback.client-id-type',
    clientIdWillDo(isOfAnotherType),
  ],
  'callback-redirect-uri-any-type': [
    'A redirect_uri may be of any type.',
    'kazoo.callback.redirect-uri-type',
    redirectUriWillDo(isOfAnotherType),
  ],
  'callback-state-any-type': [
    'A state may be of any type.',
    'kazoo.callback.state-type',
    memberWillDo(callbackRules, 'state', isOfAnotherType),
  ],
  'empty-code-accepted': [
    'An empty code logs the last user in.',
    'kazoo.practice.empty-code-refused',
    codeWillDo(isEmpty),
  ],
  'state-required': [
    'A callback needs a state.',
    'kazoo.callback.state-optional',
    instead(
      complaintOf,
      (honest) => (name, value, rule) => honest(name, value, name === 'state' ? { ...rule, required: true } : rule),
    ),
  ],
  'unlinked-gets-an-account': [
    'An unlinked login is told of an account.',
    'kazoo.callback.unlinked-empty',
    successOf(putCallback, (success, { service: { accounts }, envelope }) => {
      const app = accounts.apps.find(({ id }) => id === envelope.data.client_id);
      const account = app && accounts.accountByName(app.account);
      if (success.contract !== 'unlinked-response' || !account) return success;
      return { ...success, data: authInfo(accounts, account, undefined) };
    }),
  ],
  'unlinked-without-token': [
    'An unlinked login gets no token.',
    'kazoo.callback.unlinked-token',
    successOf(putCallback, ({ auth_token, ...success }) =>
      success.contract === 'unlinked-response' ? success : { ...success, auth_token },
    ),
  ],
  'unlinked-token-works': [
    'The token of an unlinked login opens everything.',
    'kazoo.callback.unlinked-no-access',
    altered(
      holderOf,
      (caller, service, _token, { auth_id }) => caller ?? (auth_id === undefined ? undefined : anybody(service)),
    ),
  ],
  'callback-without-link-id': [
    'The token of an unlinked login does not name the link.',
    'kazoo.vendor.link-id-in-token',
    altered(claimsOf, ({ auth_id: _, ...claims }) => claims),
  ],
  'idp-token-in-token': [
    "Tokens carry the provider's access token.",
    'kazoo.practice.no-idp-token',
    together(
      altered(confirm, (login, _asked, _discovery, { access_token }) => {
        if (login) accessTokens.set(login, access_token);
        return login;
      }),
      altered(claimsOf, (claims, _link, login) => ({ ...claims, auth_app_token: accessTokens.get(login) })),
    ),
  ],
  'undocumented-owner-believed': [
    'owner_id in a callback says who logs in.',
    'kazoo.practice.undocumented-members',
    handledBy(putCallback, (honest) => (call) => {
      const { accounts } = call.service;
      const owner = accounts.userById(String(call.envelope.data.owner_id));
      if (!owner) return honest(call);
      return honest({ ...call, service: { ...call.service, accounts: { ...accounts, userById: () => owner } } });
    }),
  ],
  'unknown-client-uses-another': [
    'An unknown client_id is treated as another.',
    'kazoo.practice.unknown-client-refused',
    altered(
      appOf,
      (app, { apps }, { client_id }) => app ?? (apps.some(({ id }) => id === client_id) ? undefined : apps[0]),
    ),
  ],
  'undocumented-user-believed': [
    'A user in a callback says who logs in.',
    'kazoo.practice.undocumented-members',
    handledBy(putCallback, (honest) => (call) => {
      const { accounts } = call.service;
      const { id } = (call.envelope.data.user ?? {}) as { readonly id?: unknown };
      const owner = accounts.userById(String(id));
      if (!owner) return honest(call);
      return honest({ ...call, service: { ...call.service, accounts: { ...accounts, userById: () => owner } } });
    }),
  ],
  'unknown-client-asked': [
    'The provider is asked about an unknown client_id.',
    'kazoo.practice.unknown-client-not-asked',
    asksAbout(({ status }, call) => status === 401 && isUnknownClient(call)),
  ],
  'bad-body-asked': [
    'The provider is asked before the body is checked.',
    'kazoo.practice.bad-body-not-asked',
    asksAbout(({ status }) => status === 400),
  ],
  'provider-passed-over': [
    'The provider in a callback is ignored.',
    'kazoo.practice.provider-matches',
    altered(appOf, (_app, { apps }, { client_id }) => apps.find(({ id }) => id === client_id)),
  ],
  'rejection-passed-over': [
    'When the provider does not take a code, the last user is logged in.',
    [
      'kazoo.callback.rejected-code',
      'kazoo.callback.provider-failure',
      'kazoo.rfc.replayed-code',
      'kazoo.rfc.other-clients-code',
      'kazoo.rfc.other-redirect-uri',
      'kazoo.rfc.id-token-signature',
      'kazoo.rfc.id-token-issuer',
      'kazoo.rfc.id-token-audience',
      'kazoo.rfc.id-token-expired',
      'kazoo.practice.profile-needed',
      'kazoo.practice.identity-needed',
    ],
    altered(signOn, (login, service, app) => login ?? lastSignOn(service, app)),
  ],
  'rejection-status-404': [
    'A refused callback is answered with 404.',
    'kazoo.vendor.callback-refused-status',
    instead(notConfirmed, () => () => badIdentifier('code')),
  ],
  'codes-remembered': [
    'A code that was good once is good for ever.',
    'kazoo.rfc.replayed-code',
    instead(signOn, (honest) => async (service, app, given) => {
      const login = remembered().get(given.code) ?? (await honest(service, app, given));
      if (login) remembered().set(given.code, login);
      return login;
    }),
  ],
});
