import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { forgetLogin, loginOf } from '../../../mock-idp/systems/sipgate/app/callback.ts';
import { authorizationUrl, newLogin } from '../../../mock-idp/systems/sipgate/app/login.ts';
import { askRealm } from '../../../mock-idp/systems/sipgate/app/openid.ts';
import {
  isOver,
  newTokens,
  refresh,
  refreshOnce,
  resourceRequest,
} from '../../../mock-idp/systems/sipgate/app/resource.ts';
import type { Pending } from '../../../mock-idp/systems/sipgate/app/sessions.ts';
import type { Defects } from './defect.ts';

const RFC_6749 = 'It is formally specified in rfc 6749.';
const USE_ONCE =
  'The authentication system redirects the user back to your application and provides you a nonce, a use once code.';
const NEW_SET =
  'Our authentication system will provide a new set of access token and refresh_token with a response like the following:';
const REFRESH =
  'To get a new access token, you have to send the corresponding refresh token as well as your client id and client secret to our authentication system at:';
const HEADER = 'To do so, you have to send the access token as authorization header.';
const PARAMETERS = 'The parameters you need to provide, form encoded, are:';

const begun = kept(() => new Map<string, Pending>());
const first = kept(() => ({ login: undefined as Pending | undefined }));
const latest = kept(() => ({ access: '' }));

const query = (url: URL, change: (params: URLSearchParams) => void) => {
  const changed = new URL(url);
  change(changed.searchParams);
  return changed;
};

/** Changes the form of requests for tokens of one grant. */
const formOf = (grant: string, change: (form: URLSearchParams, headers: Record<string, string>) => string) =>
  instead(askRealm, (honest) => (url, options, settings) => {
    const form = new URLSearchParams(String(options.body ?? ''));
    if (form.get('grant_type') !== grant) return honest(url, options, settings);
    const headers = { ...(options.headers as Record<string, string>) };
    const body = change(form, headers);
    return honest(url, { ...options, headers, body } as typeof options, settings);
  });

export const defects: Defects = {
  'latest-login-without-state': [
    RFC_6749,
    'A callback without a state ends the login that was begun last.',
    altered(
      loginOf,
      (login, params, { pending }) => login ?? (params.has('state') ? undefined : [...pending.values()].at(-1)),
    ),
  ],
  'logins-of-all-browsers': [
    RFC_6749,
    'Logins are looked up by their state in all browsers, so that one ends in a browser where it was not begun.',
    together(
      altered(newLogin, (login) => {
        begun().set(login.state, login);
        return login;
      }),
      altered(loginOf, (login, params) => login ?? begun().get(params.get('state') ?? '')),
    ),
  ],
  'one-state-for-all': [
    RFC_6749,
    'The state is the same for every login.',
    altered(newLogin, (login) => {
      first().login ??= login;
      return first().login ?? login;
    }),
  ],
  'state-in-any-case': [
    RFC_6749,
    'The state of a callback is compared without regard to case.',
    altered(
      loginOf,
      (login, params, { pending }) =>
        login ?? [...pending.values()].find(({ state }) => state.toLowerCase() === params.get('state')?.toLowerCase()),
    ),
  ],
  'callback-again': [
    USE_ONCE,
    'A login stays open when it has ended, so that a callback that comes again sends its code again.',
    instead(forgetLogin, () => () => undefined),
  ],
  'first-refresh-token-kept': [
    NEW_SET,
    'The refresh token of a login is kept, and the one that a refresh gives is thrown away.',
    altered(newTokens, (tokens, old) => ({ ...tokens, refresh: old.refresh })),
  ],
  'first-access-token-kept': [
    NEW_SET,
    'A refresh gives a new refresh token and the time of the new access token, and the old access token stays.',
    altered(newTokens, (tokens, old) => ({ ...tokens, access: old.access })),
  ],
  'refreshed-each-time': [
    'If the access token lifespan comes to the end, you can take the refresh token to request a new access token from out the authentication system',
    'The tokens are refreshed at each request, since the lifetime is taken for milliseconds.',
    instead(isOver, () => () => true),
  ],
  'refresh-by-everybody': [
    'refresh_token: The refresh token corresponding to the expiring access token.',
    'Requests at the same time refresh each for itself with the same refresh token.',
    instead(refresh, () => (session, old, settings) => refreshOnce(session, old, settings)),
  ],
  'refresh-without-secret': [
    REFRESH,
    'A refresh leaves the client secret out.',
    formOf('refresh_token', (form) => {
      form.delete('client_secret');
      return form.toString();
    }),
  ],
  'refresh-with-basic': [
    'Provide following data form encoded within a POST request:',
    'A refresh sends the client credentials by HTTP Basic and not in the form.',
    formOf('refresh_token', (form, headers) => {
      const credentials = ['client_id', 'client_secret'].map((name) => encodeURIComponent(form.get(name) ?? ''));
      headers.authorization = `Basic ${Buffer.from(credentials.join(':')).toString('base64')}`;
      form.delete('client_id');
      form.delete('client_secret');
      return form.toString();
    }),
  ],
  'refresh-as-json': [
    'Provide following data form encoded within a POST request:',
    'A refresh sends its parameters as JSON.',
    formOf('refresh_token', (form, headers) => {
      headers['content-type'] = 'application/json';
      return JSON.stringify(Object.fromEntries(form));
    }),
  ],
  'code-decoded-twice': [
    PARAMETERS,
    'The code is decoded once more before it is sent, so that one with % or + in it is another.',
    formOf('authorization_code', (form) => {
      const code = (form.get('code') ?? '').replaceAll('+', ' ');
      form.set('code', /%[0-9a-f]{2}/i.test(code) ? decodeURIComponent(code) : code);
      return form.toString();
    }),
  ],
  'client-id-up-to-a-colon': [
    'client_id: Your client id, something like 2556404-0-dc848ae6-085c-11e8-92a6-31b99c83912e:third-party',
    'The user is sent with the client id up to its colon.',
    altered(authorizationUrl, (url) =>
      query(url, (params) => params.set('client_id', params.get('client_id')?.split(':')[0] ?? '')),
    ),
  ],
  'scope-forgotten': [
    'scope: Scopes the user should grant access to, e.g: balance:read',
    'The user is sent without the scopes.',
    altered(authorizationUrl, (url) => query(url, (params) => params.delete('scope'))),
  ],
  'redirect-uri-not-that-of-the-login': [
    RFC_6749,
    'The code is exchanged with a redirect URI that has a slash at its end, as the request for the code has not.',
    formOf('authorization_code', (form) => {
      form.set('redirect_uri', `${form.get('redirect_uri')}/`);
      return form.toString();
    }),
  ],
  'access-token-of-512-characters': [
    HEADER,
    'The access token is kept in a column of 512 characters, and cut off there.',
    altered(resourceRequest, (request, { access }) => ({
      ...request,
      authorization: `Bearer ${access.slice(0, 512)}`,
    })),
  ],
  'access-token-in-the-query': [
    HEADER,
    'The access token goes into the query as well, where it is logged.',
    altered(resourceRequest, (request, { access }) => ({
      ...request,
      url: `${request.url}${request.url.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(access)}`,
    })),
  ],
  'access-token-of-the-latest-user': [
    'The access token grants you access to your users resources for a few minutes.',
    'The access token is in a variable that all users share, so that one who comes later is shown what belongs to another.',
    altered(resourceRequest, (request, { access }) => {
      const before = latest().access;
      latest().access = before || access;
      return { ...request, authorization: `Bearer ${latest().access}` };
    }),
  ],
};
