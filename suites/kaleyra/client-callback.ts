import { equals, type Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, textOf } from '../harness/http/exchange.ts';
import type { Grant } from './api.ts';
import { BEARER, FIRST, GRANT_TYPE, METHOD, NO_CODE, NO_DEVICE, NO_PKCE, SAME } from './client-ids.ts';
import { finds } from './client-matchers.ts';
import {
  hasCredentials,
  hasFields,
  hasNoFields,
  holdsToken,
  isBearer,
  isForm,
  methods,
  pathIn,
  pathsOf,
  says,
} from './client-requests.ts';
import { flow, jwtLike, type PlatformTarget, type Profile, payloadOf } from './platform.ts';

const AUTH_URL = 'kaleyra.platform.auth-url';
const ID = 'kaleyra.platform.client-id';
const SECRET = 'kaleyra.platform.client-secret';
const PAYLOAD = 'kaleyra.platform.payload';
const HEADERS = 'kaleyra.platform.auth-headers';
const MORE_HEADERS = 'kaleyra.platform.more-headers';
const FORM = 'kaleyra.rfc.platform-form';
const NOT_LEAKED = 'kaleyra.platform.headers-not-leaked';
const CALLBACK = {
  method: 'kaleyra.platform.callback-method',
  url: 'kaleyra.platform.callback-url',
  query: 'kaleyra.platform.callback-query',
  headers: 'kaleyra.platform.callback-headers',
  body: 'kaleyra.platform.callback-body',
} as const;
const NOT_IN_URL = 'kaleyra.rfc.platform-token-not-in-url';
const VARIABLES = 'kaleyra.practice.platform-variables';

const authQuery = '?tenant=7&version=a%20b';
const callbackQuery = '?custom_param=some_value&twice=1&twice=2&text=a%20b%2Bc';
const extra = { 'X-Tollgate-Tenant': 'tenant-5d20e7', 'X-Tollgate-Purpose': 'purpose-b81f44' };
const own = { 'Content-Type': 'application/vnd.tollgate+json', 'X-Tollgate-Callback': 'kept' };
const body = '{ "status":"Delivered",  "parts": [1, 2 ],\n"text": "caf\u00e9 \\u00e9"}';

export const callback = flow(
  'a callback is preceded by an authentication request and carries its token',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([FIRST, METHOD, AUTH_URL, ID, SECRET, HEADERS, FORM]),
      [PAYLOAD]: [ID, SECRET],
      [MORE_HEADERS]: [HEADERS],
      ...each([SAME, BEARER, ...Object.values(CALLBACK), NOT_LEAKED, NOT_IN_URL]),
      [VARIABLES]: [CALLBACK.query],
    },
    facts: {
      [FORM]: ({ credentials }) => (credentials === 'json' ? 'kaleyra.credentials is json' : undefined),
      [VARIABLES]: ({ platform }) => (platform.variables ? undefined : 'kaleyra.platform.variables is false'),
    },
    skipFact: ({ trigger, platform }) =>
      trigger || platform.trigger ? undefined : 'the target file names no kaleyra.platform.trigger and no trigger',
  },
  async ({ platform, check }) => {
    const text = 'a b&c=d+e';
    const profiles: Record<'posted' | 'got' | 'filled', Profile> = {
      posted: await platform.newProfile({
        authQuery,
        callbackQuery,
        authHeaders: JSON.stringify(extra),
        callbackHeaders: JSON.stringify(own),
        callbackBody: body,
      }),
      got: await platform.newProfile({ authMethod: 'GET', authQuery, callbackMethod: 'PUT' }),
      filled: await platform.newProfile({
        callbackQuery: '?status=<status>&more=1',
        variables: JSON.stringify({ status: text }),
      }),
    };
    const token = jwtLike();
    await platform.gives(profiles.posted, [token]);
    await platform.gives(profiles.got, [jwtLike()]);
    await platform.gives(profiles.filled, [jwtLike()]);
    const triggers = await Promise.all(Object.values(profiles).map(platform.fire));
    const { posted, got, filled } = await platform.sent(profiles, 6);
    const nothing = `nothing came from the platform; ${triggers[0]?.said}`;
    const [first] = posted.all;
    check(
      FIRST,
      orNothing(posted.all, nothing),
      finds(first !== undefined && posted.auth.includes(first), 'an authentication request first', pathsOf(posted.all)),
    );
    const [auth] = posted.auth;
    const last = posted.callbacks.at(-1);
    const missing = first ? pathsOf(posted.all) : nothing;
    const authSeen = orNothing(auth, missing, FIRST);
    const callbackSeen = orNothing(last, missing, FIRST);

    check(METHOD, authSeen, methods(['POST', 'GET'], [auth, got.auth[0]]));
    check(AUTH_URL, authSeen, hasTarget(profiles.posted.authUrl));
    check(ID, authSeen, says(profiles.posted.clientId, `client ID ${profiles.posted.clientId}`));
    check(SECRET, authSeen, says(profiles.posted.clientSecret, 'the client secret'));
    check(PAYLOAD, authSeen, hasCredentials(profiles.posted));
    check(HEADERS, authSeen, hasFields(Object.fromEntries(Object.entries(extra).slice(0, 1))));
    check(MORE_HEADERS, authSeen, hasFields(extra));
    check(FORM, authSeen, isForm);

    check(SAME, callbackSeen, holdsToken(token));
    check(BEARER, callbackSeen, isBearer);
    check(CALLBACK.method, callbackSeen, methods(['POST', 'PUT'], [last, got.callbacks[0]]));
    const [path, query = ''] = pathIn(profiles.posted.callbackUrl).split('?');
    check(CALLBACK.url, callbackSeen, (exchange) =>
      equals('the path', path, pathIn(exchange.request.url).split('?')[0])(exchange),
    );
    check(CALLBACK.query, callbackSeen, (exchange) => {
      const actual = queryOf(exchange);
      return { ok: actual.startsWith(query), expected: `the query ${query}`, actual };
    });
    check(NOT_IN_URL, callbackSeen, (exchange) => {
      const actual = queryOf(exchange);
      return { ok: !actual.includes(token), expected: 'a URL without the token', actual };
    });
    check(CALLBACK.headers, callbackSeen, hasFields(own));
    check(CALLBACK.body, callbackSeen, (exchange) => equals('the body', body, textOf(exchange.request.body))(exchange));
    check(NOT_LEAKED, callbackSeen, hasNoFields(Object.keys(extra)));
    check(VARIABLES, orNothing(filled.callbacks[0], 'no callback came'), (exchange) => {
      const parameters = new URLSearchParams(queryOf(exchange));
      return equals('status', [text, '1'], [parameters.get('status'), parameters.get('more')])(exchange);
    });
  },
);

/** The request has the path and query of this URL of a profile. */
const hasTarget =
  (url: string): Matcher =>
  (exchange) =>
    equals('the path and query', pathIn(url), pathIn(exchange.request.url))(exchange);

const queryOf = ({ request }: Exchange): string => request.url.split('?')[1] ?? '';

const GRANTS = {
  client_credentials: 'kaleyra.platform.client-credentials-grant',
  password: 'kaleyra.platform.password-grant',
} as const;

const noGrantType = ({ grantType }: PlatformTarget) => (grantType ? undefined : 'kaleyra.grantType is false');

const leftOut = (grant: Grant, { platform }: PlatformTarget) =>
  platform.grants.includes(grant) ? undefined : `kaleyra.platform.grants has no ${grant}`;

export const grants = flow(
  'tokens are asked for by the supported grants alone',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([GRANT_TYPE, NO_CODE, NO_PKCE, NO_DEVICE]),
      ...each(Object.values(GRANTS), [where(GRANT_TYPE), NO_CODE, NO_DEVICE]),
    },
    facts: {
      [GRANT_TYPE]: noGrantType,
      [GRANTS.client_credentials]: (target) => noGrantType(target) ?? leftOut('client_credentials', target),
      [GRANTS.password]: (target) => noGrantType(target) ?? leftOut('password', target),
    },
  },
  async ({ platform, check }) => {
    const profiles: Record<string, Profile> = {};
    for (const grant of platform.grants) {
      const profile = await platform.newProfile({ grant });
      profiles[grant] = profile;
      await platform.gives(profile, [jwtLike()]);
    }
    const triggers = await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles, platform.grants.length);
    const auth = Object.values(sent).flatMap((one) => one.auth);
    const seen = orNothing(auth, `the platform asked for no token; ${triggers[0]?.said}`, FIRST);
    const names = auth.flatMap((exchange) => [...payloadOf(exchange).keys()]);
    const types = auth.map((exchange) => payloadOf(exchange).get('grant_type'));
    const lacks = (type: string, ...parameters: string[]) =>
      finds(
        !types.includes(type) && !parameters.some((name) => names.includes(name)),
        `no ${type || parameters[0]}`,
        `grant types ${types.join(', ')}; parameters ${[...new Set(names)].join(', ')}`,
      );
    check(NO_CODE, seen, lacks('authorization_code', 'code', 'redirect_uri'));
    check(NO_PKCE, seen, lacks('', 'code_verifier', 'code_challenge'));
    check(NO_DEVICE, seen, lacks('urn:ietf:params:oauth:grant-type:device_code', 'device_code'));
    check(
      GRANT_TYPE,
      seen,
      finds(!types.includes(undefined), 'a grant_type', types.map((type) => type ?? 'none').join()),
    );
    for (const [index, grant] of platform.grants.entries()) {
      const { username, password } = profiles[grant] as Profile;
      const wanted = { grant_type: grant, ...(grant === 'password' && { username, password }) };
      const nothing = `the platform asked for no token; ${triggers[index]?.said}`;
      check(GRANTS[grant], orNothing(sent[grant]?.auth[0], nothing, FIRST), (exchange) => {
        const payload = payloadOf(exchange);
        const got = Object.keys(wanted).map((name) => payload.get(name) ?? null);
        return equals('grant and user', Object.values(wanted), got)(exchange);
      });
    }
  },
);
