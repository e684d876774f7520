import { createPublicKey } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { compactVerify } from 'jose';
import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { now } from '../../../mock-idp/frame/scene.ts';
import { appOf, linkedTo } from '../../../mock-idp/systems/kazoo/callback.ts';
import { callerOf, isSuperDuper } from '../../../mock-idp/systems/kazoo/caller.ts';
import { acceptsPemFile, accountNamedBy, ownerOfApps } from '../../../mock-idp/systems/kazoo/documents.ts';
import { hasGoodIdentity, publicPem, signedClaims, wrongSignature } from '../../../mock-idp/systems/kazoo/jwt.ts';
import { linkFor, linksOf } from '../../../mock-idp/systems/kazoo/links.ts';
import { issue } from '../../../mock-idp/systems/kazoo/login.ts';
import { mayResetUser, refresh, resetKey, resetUser } from '../../../mock-idp/systems/kazoo/resets.ts';
import type { Caller } from '../../../mock-idp/systems/kazoo/service.ts';
import {
  confirm,
  exchangeFields,
  formOf,
  identityIn,
  type SignOn,
  signOn,
} from '../../../mock-idp/systems/kazoo/sign-on.ts';
import { newSecret } from '../../../mock-idp/systems/kazoo/store.ts';
import { describe, tokenInfo } from '../../../mock-idp/systems/kazoo/tokeninfo.ts';
import type { Defects } from './defect.ts';

const SYSTEM_RESET = 'Resetting system signature secret will invalidate all issued token!';
const USER_RESET = 'Resetting signature secret will invalidate user’s issued token!';
const KEY_RESET = 'Resetting system private will invalidate all issued token!';
const WHO_RESETS = 'Only the user or an account admin can reset the user’s secret.';
const LOGGED_OUT =
  'In other words all login users will be logout from the system and can’t make any further request until login again.';
const CALLBACK =
  'After a user authenticate with Single Sign On provider, use this API to send the provider response to Crossbar to login and create a token.';
const NO_MANUAL_LOGIN = 'After login the user is linked with the application and it no need to manual login again.';
const SIGNS_IN_REGULARLY =
  'After that the user can sign in with SSO regularly and no need to use Kazoo credentials again.';
const OWN_LINKS = 'Get a list of the linked Single Sign On applications for the authenticated user.';

const A_MINUTE = 60_000;

const verified = kept(() => new Map<string, { readonly caller: Caller; readonly until: number }>());
const oldKeys = kept(() => new Set<string>());
const pem = kept(() => ({ text: '' }));
const signOns = kept(() => new Map<string, SignOn>());
const current = kept(() => ({ login: undefined as SignOn | undefined }));
const used = kept(() => new Set<string>());

export const defects: Defects = {
  'tokens-cached-for-a-minute': [
    LOGGED_OUT,
    'A token that was verified is cached for a minute, whatever is reset meanwhile.',
    instead(callerOf, (honest) => async (ctx, service, token) => {
      const before = verified().get(token ?? '');
      if (before && before.until > now()) return before.caller;
      const caller = await honest(ctx, service, token);
      if (!ctx.get('X-Auth-Account-ID')) verified().set(caller.token, { caller, until: now() + A_MINUTE });
      return caller;
    }),
  ],
  'account-tokens-outlive-resets': [
    SYSTEM_RESET,
    'The identity of a token is checked only where it has an owner, so that those of API keys outlive every reset of a secret.',
    altered(hasGoodIdentity, (good, _store, { owner_id }) => good || owner_id === undefined),
  ],
  'single-sign-on-outlives-resets': [
    USER_RESET,
    'The identity of a token that single sign-on has given is not checked.',
    altered(hasGoodIdentity, (good, _store, { auth_provider }) => good || auth_provider !== undefined),
  ],
  'refreshed-tokens-outlive-resets': [
    USER_RESET,
    'The identity of a token that a refresh has given is not checked.',
    altered(
      hasGoodIdentity,
      (good, _store, { method, auth_provider }) => good || (method === 'cb_auth' && auth_provider === undefined),
    ),
  ],
  'reset-of-the-whole-account': [
    USER_RESET,
    'The reset of a user ends the tokens of all users of the account.',
    instead(resetUser, () => (service, user) => {
      const { secrets } = service.store();
      for (const { id, account } of service.accounts.users) if (account === user.account) secrets.set(id, newSecret());
    }),
  ],
  'any-admin-resets': [
    WHO_RESETS,
    'An administrator of any account can reset a user’s secret.',
    altered(mayResetUser, (may, _service, { user }) => may || user?.priv_level === 'admin'),
  ],
  'colleague-resets': [
    WHO_RESETS,
    'Every user of the account can reset the secret of every other.',
    altered(mayResetUser, (may, _service, { account }, user) => may || account.name === user.account),
  ],
  'user-of-the-master-account-is-super-duper': [
    'Only super duper admin can reset system secret!',
    'Whoever belongs to the master account is a super duper administrator.',
    altered(isSuperDuper, (is, { account }) => is || account.super_duper === true),
  ],
  'reseller-is-super-duper': [
    'Only super duper admin can make changes to SSO provider!',
    'The administrators of all accounts without an account of a reseller above are super duper administrators.',
    altered(
      isSuperDuper,
      (is, { account, user }) => is || (user?.priv_level === 'admin' && account.parent === 'master'),
    ),
  ],
  'old-keys-still-verify': [
    KEY_RESET,
    'The key from before a reset stays among those that tokens are verified with.',
    together(
      instead(resetKey, (honest) => (service) => {
        oldKeys().add(publicPem(service.store()));
        return honest(service);
      }),
      instead(wrongSignature, (honest) => async (store, token, opened) => {
        const wrong = await honest(store, token, opened);
        if (wrong !== 'invalid_jwt_signature') return wrong;
        const isGood = (key: string) => compactVerify(token, createPublicKey(key)).then(Boolean, () => false);
        return (await Promise.all([...oldKeys()].map(isGood))).includes(true) ? undefined : wrong;
      }),
    ),
  ],
  'public-key-cached': [
    'Get a public key used for signing the JWT tokens issued by system.',
    'The public key is read once, and not after a reset of the private key.',
    altered(publicPem, (text) => {
      pem().text ||= text;
      return pem().text;
    }),
  ],
  'pem-only-alone': [
    'To get the public key in form of a PEM file set Accept header as application/x-pem-file.',
    'The PEM file comes only where the Accept header has nothing but application/x-pem-file in small letters.',
    altered(acceptsPemFile, (accepts, accept) => accepts && accept === 'application/x-pem-file'),
  ],
  'application-of-any-provider': [
    CALLBACK,
    'An application is looked up by its client_id, whatever provider the request names.',
    altered(appOf, (app, { apps }, { client_id }) => app ?? apps.find(({ id }) => id === client_id)),
  ],
  'applications-of-the-master': [
    'This list all registered Single Sign On applications for the account’s reseller.',
    'The applications of the topmost reseller are listed.',
    altered(ownerOfApps, (owner, accounts) => accounts.accountByName('master') ?? owner),
  ],
  'path-before-query': [
    'Account ID is determined in order by first from the query string account_id, or from request path (/accounts/{ACCOUNT_ID}) or from authenticated user’s account id.',
    'The account of the path comes before the one of the query.',
    instead(accountNamedBy, () => (query, path) => path || query),
  ],
  'links-of-the-account': [
    OWN_LINKS,
    'The links of all users of the account are listed.',
    altered(linksOf, (links, store, { account }) => {
      const all = [...store.links.values()].filter((link) => link.account_id === account.id);
      return all.length === links.length ? links : all;
    }),
  ],
  'link-of-a-colleague': [
    SIGNS_IN_REGULARLY,
    'A user can look at, take over and delete the links of others of the account.',
    instead(linkFor, (honest) => (call, caller) => {
      const link = call.service.store().links.get(call.params.id ?? '');
      return link && link.account_id === caller.account.id ? link : honest(call, caller);
    }),
  ],
  'link-good-once': [
    NO_MANUAL_LOGIN,
    'A link is used up by the first login through it.',
    altered(linkedTo, (linked, _accounts, { id }) => {
      if (!linked) return linked;
      if (used().has(id)) return undefined;
      used().add(id);
      return linked;
    }),
  ],
  'linked-by-email': [
    NO_MANUAL_LOGIN,
    'A person at a provider is recognised by the e-mail address, which another may have got meanwhile.',
    altered(identityIn, (identity, _provider, { email }) => (identity && typeof email === 'string' ? email : identity)),
  ],
  'information-of-the-caller': [
    'Returns the information encoded in the specified authentication token (from query string token parameter).',
    'Where the request has a token of its own, the information is about that one.',
    instead(tokenInfo, (honest) => (call, token) => honest(call, call.sent ?? token)),
  ],
  'information-of-ended-tokens': [
    SYSTEM_RESET,
    'Token information looks at the signature alone, so that a token is good there after a reset.',
    instead(
      tokenInfo,
      () =>
        async ({ service }, token) =>
          describe(service, token, await signedClaims(service.store(), token)),
    ),
  ],
  'redirect-uri-without-query': [
    'redirect_uri | redirect URI | string() | true',
    'The redirect URI goes to the provider without its query.',
    altered(exchangeFields, (fields) => ({ ...fields, redirect_uri: fields.redirect_uri?.replace(/\?.*$/, '') ?? '' })),
  ],
  'form-not-encoded': [
    'code | access code emitted by provider | string() | true',
    'The form of the exchange is joined as it is, so that a code with + or & in it is another.',
    altered(formOf, (_, fields) =>
      Object.entries(fields)
        .map((pair) => pair.join('='))
        .join('&'),
    ),
  ],
  'code-cached': [
    CALLBACK,
    'What a code was worth is cached, so that it logs in again.',
    instead(signOn, (honest) => async (service, app, given) => {
      const known = signOns().get(given.code) ?? (await honest(service, app, given));
      if (known) signOns().set(given.code, known);
      return known;
    }),
  ],
  'logins-share-a-variable': [
    CALLBACK,
    'Who has logged in is in a variable that callbacks at the same time share.',
    instead(confirm, (honest) => async (asked, discovery, tokens) => {
      const login = await honest(asked, discovery, tokens);
      if (!login) return undefined;
      current().login = login;
      await setTimeout(20);
      return current().login;
    }),
  ],
  'refreshed-for-the-account': [
    'Request a new token while current token is still valid',
    'A refresh gives a token for the account, without its user.',
    instead(
      refresh,
      () =>
        (service, { account }) =>
          issue(service, account, undefined, 'cb_auth'),
    ),
  ],
};
