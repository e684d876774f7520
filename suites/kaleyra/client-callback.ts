import { all, equals } from '../harness/checks/matchers.ts';
import { type One, orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, textOf } from '../harness/http/exchange.ts';
import { BEARER, DELIVERS, FIRST, NOT_IN_URL, NOT_LEAKED, SAME, WAITS } from './client-ids.ts';
import { asked, carries, complete, finds, is } from './client-matchers.ts';
import {
  hasCredentials,
  hasFields,
  hasNoFields,
  hasNoTokenInUrl,
  hasPath,
  hasQuery,
  hasTarget,
  holdsToken,
  isBearer,
  isForm,
  pairsOf,
  pathsOf,
  says,
  saysExactly,
} from './client-requests.ts';
import { flow, type Sent, saidOf } from './platform.ts';
import { jwtLike, type PlatformTarget, type Profile, payloadOf, withBody } from './platform-profile.ts';

const ID = 'kaleyra.platform.client-id';
const SECRET = 'kaleyra.platform.client-secret';
const PAYLOAD = 'kaleyra.platform.payload';
const HEADERS = 'kaleyra.platform.auth-headers';
const FORM = 'kaleyra.rfc.platform-form';
const QUERY = 'kaleyra.platform.callback-query';
const VARIABLES = 'kaleyra.practice.platform-variables';

const authQuery = '?tenant=7&version=a%20b';
const callbackQuery = '?custom_param=some_value&twice=1&twice=2&text=a%20b%2Bc';
const extra = { 'X-Tollgate-Tenant': 'Tenant-5D20e7', 'X-Tollgate-Purpose': 'purpose of B81f44' };
const own = { 'Content-Type': 'application/vnd.tollgate+json', 'X-Tollgate-Callback': 'kept' };
const body = '{ "status":"Delivered",  "parts": [1, 2 ],\n"text": "caf\u00e9 \\u00e9"}';

const isGet = (methods: readonly string[], name: string) =>
  withBody(methods) === 'GET' ? `kaleyra.platform.${name} is GET` : undefined;

export const callback = flow(
  'a callback is preceded by an authentication request and carries its token',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([FIRST, 'kaleyra.platform.auth-method', 'kaleyra.platform.auth-url', ID, SECRET, HEADERS, FORM]),
      [PAYLOAD]: [ID, SECRET],
      'kaleyra.platform.more-headers': [HEADERS],
      ...each([
        SAME,
        BEARER,
        'kaleyra.platform.callback-url',
        QUERY,
        'kaleyra.platform.callback-method',
        'kaleyra.platform.callback-headers',
        'kaleyra.platform.callback-body',
        NOT_IN_URL,
      ]),
      [NOT_LEAKED]: [HEADERS],
      [VARIABLES]: [QUERY],
    },
    facts: {
      [PAYLOAD]: ({ credentials }) =>
        /basic|query/.test(credentials) ? `kaleyra.credentials is ${credentials}` : undefined,
      [FORM]: ({ credentials, platform }) =>
        credentials === 'json' || credentials === 'query'
          ? `kaleyra.credentials is ${credentials}`
          : isGet(platform.authMethods, 'authMethods'),
      'kaleyra.platform.callback-body': ({ platform }) => isGet(platform.callbackMethods, 'callbackMethods'),
      [VARIABLES]: ({ platform }) => (platform.variables ? undefined : 'kaleyra.platform.variables is false'),
    },
    skipFact: ({ trigger, platform }) =>
      trigger || platform.trigger ? undefined : 'the target file names no kaleyra.platform.trigger and no trigger',
  },
  async ({ platform, check }) => {
    const text = 'a b&c=d+e';
    const byMethod = methodsOf(platform);
    const profiles: Record<string, Profile> = {
      posted: await platform.newProfile({
        authQuery,
        callbackQuery,
        authHeaders: JSON.stringify(extra),
        callbackHeaders: JSON.stringify(own),
        callbackBody: body,
      }),
      filled: await platform.newProfile({
        callbackQuery: '?status=<status>&more=1',
        variables: JSON.stringify({ status: text }),
      }),
    };
    for (const [i, methods] of byMethod.entries())
      profiles[`by method ${i}`] = await platform.newProfile({
        authQuery,
        authHeaders: JSON.stringify(extra),
        ...methods,
      });
    const { posted: profile, ...others } = profiles as { posted: Profile } & Record<string, Profile>;
    const token = jwtLike();
    await platform.gives(profile, [token]);
    for (const other of Object.values(others)) await platform.gives(other, [jwtLike()]);
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles);

    const { posted, filled } = sent as { posted: Sent; filled: Sent };
    const nothing = `nothing came from the platform; ${saidOf(posted)}`;
    const [first] = posted.all;
    const isFirst = first !== undefined && posted.auth.includes(first);
    check(
      FIRST,
      orNothing(posted.all, nothing),
      finds(isFirst, 'an authentication request first', pathsOf(posted.all)),
    );
    const missing = first ? `${pathsOf(posted.all)}; ${saidOf(posted)}` : nothing;
    const auth = orNothing(posted.auth[0], missing, FIRST);
    const last = orNothing(posted.callbacks.at(-1), missing, FIRST);
    const ofMethods = byMethod.map((_, i) => sent[`by method ${i}`] as Sent);

    check('kaleyra.platform.auth-method', ofEach(ofMethods, 'auth'), (_, seen = []) =>
      equals('methods', methodsIn(byMethod, 'authMethod'), seen.map(methodOf))(_),
    );
    check('kaleyra.platform.auth-url', auth, hasTarget(profile.authUrl));
    const byEachMethod = ofMethods.map((one) =>
      orNothing(one.auth[0], `the platform asked for no token; ${saidOf(one)}`),
    );
    for (const [i, seen] of byEachMethod.entries()) {
      const { authUrl = '' } = profiles[`by method ${i}`] ?? {};
      check('kaleyra.platform.auth-url', seen, all(hasPath(authUrl), hasQuery(authUrl)));
    }
    check(ID, auth, says(profile.clientId, `client ID ${profile.clientId}`));
    check(SECRET, auth, says(profile.clientSecret, 'the client secret'));
    check(PAYLOAD, auth, hasCredentials(profile));
    for (const one of [auth, ...byEachMethod]) {
      check(HEADERS, one, hasFields(Object.fromEntries(Object.entries(extra).slice(0, 1))));
      check('kaleyra.platform.more-headers', one, hasFields(extra));
    }
    check(FORM, auth, isForm);

    check(SAME, last, holdsToken(token));
    check(BEARER, last, isBearer);
    check('kaleyra.platform.callback-method', ofEach(ofMethods, 'callbacks'), (_, seen = []) =>
      equals('methods', methodsIn(byMethod, 'callbackMethod'), seen.map(methodOf))(_),
    );
    check('kaleyra.platform.callback-url', last, hasPath(profile.callbackUrl));
    check(QUERY, last, hasQuery(profile.callbackUrl));
    check(NOT_IN_URL, last, hasNoTokenInUrl(token));
    check('kaleyra.platform.callback-headers', last, hasFields(own));
    check('kaleyra.platform.callback-body', last, (exchange) =>
      equals('the body', body, textOf(exchange.request.body))(exchange),
    );
    check(NOT_LEAKED, last, hasNoFields(Object.keys(extra)));
    check(VARIABLES, orNothing(filled.callbacks[0], `no callback; ${saidOf(filled)}`), (exchange) => {
      const pairs = new Map(pairsOf(exchange.request.url));
      return equals('status', [text, '1'], [pairs.get('status'), pairs.get('more')])(exchange);
    });
  },
);

type Methods = Pick<Profile, 'authMethod' | 'callbackMethod'>;

/** Every method of each list at least once. */
function methodsOf({ authMethods, callbackMethods }: PlatformTarget['platform']): readonly Methods[] {
  const count = Math.max(authMethods.length, callbackMethods.length);
  return Array.from({ length: count }, (_, i) => ({
    authMethod: authMethods[i % authMethods.length] ?? 'POST',
    callbackMethod: callbackMethods[i % callbackMethods.length] ?? 'POST',
  }));
}

const methodsIn = (list: readonly Methods[], kind: keyof Methods) => list.map((methods) => methods[kind]);
const methodOf = ({ request }: Exchange) => request.method;

/** One request of each profile; where one has none, why. */
function ofEach(list: readonly Sent[], kind: 'auth' | 'callbacks'): readonly One[] {
  return list.map((sent) => sent[kind].at(-1) ?? { nothing: `a request is missing; ${saidOf(sent)}` });
}

export const exactly = flow(
  'what was entered in the form is sent as it is, and nothing before its time',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      'kaleyra.platform.credentials-exact': [ID, SECRET],
      [WAITS]: DELIVERS,
      'kaleyra.platform.only-where-enabled': [FIRST],
    },
    facts: {
      'kaleyra.platform.only-where-enabled': ({ platform }) =>
        platform.plainProfiles ? undefined : 'kaleyra.platform.plainProfiles is false',
    },
  },
  async ({ platform, check }) => {
    const byUser = platform.grants.includes('password');
    const encoded = await platform.newProfile({
      clientId: 'MD+tollgate/&=%41 \u00fc',
      clientSecret: 'U"tollgate\\+/&=%2B :\u00e9\u20ac',
      ...(byUser && { grant: 'password', username: 'User+Tollgate@example.com', password: 'pw &=%+\u00e9?' }),
    });
    const slow = await platform.newProfile();
    const plain = await platform.newProfile({ advancedAuthentication: false });
    const token = jwtLike();
    await platform.gives(encoded, [jwtLike()]);
    await platform.gives(slow, [token], {}, { delayMs: 1_000 });
    await platform.gives(plain, [jwtLike()]);
    await Promise.all([encoded, slow, ...(platform.plainProfiles ? [plain] : [])].map(platform.fire));
    const sent = await platform.sent({ encoded, slow, plain });

    const { clientId, clientSecret, username, password } = encoded;
    const [auth] = sent.encoded.auth;
    const ofUser: Record<string, string> = auth && payloadOf(auth).has('username') ? { username, password } : {};
    const texts = { 'client ID': clientId, 'client secret': clientSecret, ...ofUser };
    check(
      'kaleyra.platform.credentials-exact',
      orNothing(auth, `the platform asked for no token; ${saidOf(sent.encoded)}`),
      saysExactly(texts),
    );
    check(WAITS, asked(sent.slow), is(carries(sent.slow.callbacks, token)));
    const asks = sent.plain.auth.length;
    check(
      'kaleyra.platform.only-where-enabled',
      complete(sent.plain),
      finds(asks === 0, 'no authentication request', `${asks} authentication requests`),
    );
  },
);
