import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { DELIVERS, REUSED } from './client-ids.ts';
import { carries, finds, is, noCallback, together, told } from './client-matchers.ts';
import {
  type Behaviour,
  flow,
  jwtLike,
  type PlatformApi,
  type Profile,
  type Sent,
  tokenOf,
  tokenResponse,
} from './platform.ts';

const REFUSAL = 'kaleyra.platform.no-token-after-refusal';
const ERROR = 'kaleyra.platform.no-token-after-error';
const SILENCE = 'kaleyra.platform.no-token-after-silence';
const NO_JSON = 'kaleyra.platform.no-token-after-no-json';
const MISSING = 'kaleyra.platform.no-token-when-missing';

const page = '<!doctype html><title>Sign in</title><p>access_token=none</p>';
const failures: readonly (readonly [id: string, action: Behaviour])[] = [
  [REFUSAL, { status: 401, body: { error: 'invalid_client' } }],
  [REFUSAL, { status: 400, body: { error: 'unsupported_grant_type' } }],
  [REFUSAL, { status: 403, body: page, contentType: 'text/html' }],
  [ERROR, { status: 500, body: { error: 'server_error' } }],
  [ERROR, { status: 502, body: page, contentType: 'text/html' }],
  [SILENCE, { reset: true }],
  [SILENCE, { hang: true }],
  [NO_JSON, { body: page, contentType: 'text/html' }],
  [NO_JSON, { body: '', contentType: 'application/json' }],
  [NO_JSON, { body: '{"access_token": "cut off', contentType: 'application/json' }],
  [MISSING, { body: { token_type: 'Bearer', expires_in: 3600 } }],
  [MISSING, { body: { error: 'invalid_client' } }],
];

/** How long an auth URL that does not answer is left blocked, in milliseconds. */
const HANGS = 250;

export const noToken = flow(
  'without a token there is no callback',
  { endpoint: 'advanced-auth-callback', judges: each([REFUSAL, ERROR, SILENCE, NO_JSON, MISSING], DELIVERS) },
  async ({ platform, check }) => {
    const good = await platform.newProfile();
    const token = jwtLike();
    await platform.gives(good, [token]);
    const profiles: Record<string, Profile> = { good };
    const ends: (() => Promise<void>)[] = [];
    for (const [index, [, action]] of failures.entries()) {
      const profile = await platform.newProfile();
      profiles[index] = profile;
      const end = await platform.answers(profile, 'auth', action);
      if (action.hang) {
        await platform.answers(profile, 'auth', { reset: true });
        ends.push(async () => {
          await platform.arrived(profile, 1, HANGS);
          await end();
        });
      }
    }
    const firing = Object.values(profiles).map(platform.fire);
    await Promise.all(ends.map((end) => end()));
    await Promise.all(firing);
    const sent = await platform.sent(profiles, failures.length + 2);
    const control = carries(sent.good?.callbacks ?? [], token);
    for (const [index, [id, action]] of failures.entries()) {
      const one = sent[index] as Sent;
      const { ok, expected, actual } = noCallback(one);
      // An exchange without a response is what this is about; the good profile's stand for it.
      const made = id === SILENCE ? (sent.good?.all ?? []) : one.all;
      const seen = control.ok
        ? orNothing(one.auth.length > 0 ? made : [], 'the platform did not ask for a token')
        : { nothing: `the good profile sent ${control.actual}` };
      check(id, seen, finds(ok, `${expected} after ${JSON.stringify(action)}`, actual));
    }
  },
);

const APART = 'kaleyra.platform.profiles-apart';

export const profilesApart = flow(
  'profiles keep their tokens and credentials to themselves',
  { endpoint: 'advanced-auth-callback', judges: { [APART]: DELIVERS } },
  async ({ platform, check }) => {
    const one = await platform.newProfile();
    const other = await platform.newProfile({ clientId: one.clientId });
    const tokens = { one: jwtLike(), other: jwtLike() };
    await platform.gives(one, [tokens.one]);
    await platform.gives(other, [tokens.other]);
    for (const profile of [one, other, one, other]) await platform.fire(profile);
    const sent = await platform.sent({ one, other }, 6);
    const seen = [...sent.one.all, ...sent.other.all];
    check(
      APART,
      seen,
      is(together(carries(sent.one.callbacks, tokens.one), carries(sent.other.callbacks, tokens.other))),
    );
  },
);

const AUTH_REDIRECT = 'kaleyra.practice.platform-auth-redirect';
const CALLBACK_REDIRECT = 'kaleyra.practice.platform-callback-redirect';

export const redirects = flow(
  'redirects lead neither credentials nor tokens astray',
  {
    endpoint: 'advanced-auth-callback',
    judges: each([AUTH_REDIRECT, CALLBACK_REDIRECT], DELIVERS),
    skipFact: ({ platform }) => (platform.redirects === 'follow' ? 'kaleyra.platform.redirects is follow' : undefined),
  },
  async ({ platform, check }) => {
    const [auth, callback, elsewhere] = [
      await platform.newProfile(),
      await platform.newProfile(),
      await platform.newProfile(),
    ];
    await platform.answers(auth, 'auth', { redirect: elsewhere.authUrl, status: 307 });
    await platform.gives(elsewhere, [jwtLike()]);
    await platform.gives(callback, [jwtLike()]);
    await platform.answers(callback, 'callback', { redirect: elsewhere.callbackUrl, status: 307 });
    await Promise.all([auth, callback].map(platform.fire));
    const sent = await platform.sent({ auth, callback, elsewhere }, 3);
    const judge = (seen: Sent['all'], what: string) =>
      finds(seen.length === 0, `no ${what} elsewhere`, `${seen.length}`);
    check(AUTH_REDIRECT, sent.auth.all, judge(sent.elsewhere.auth, 'authentication request'));
    const astray = sent.elsewhere.callbacks.filter((exchange) => tokenOf(exchange) !== undefined);
    check(CALLBACK_REDIRECT, sent.callback.all, judge(astray, 'callback with the token'));
  },
);

const SINGLE = 'kaleyra.practice.platform-single-flight';
const AFTER_401 = 'kaleyra.practice.platform-after-401';

export const load = flow(
  'several callbacks at once, and a callback that is refused',
  {
    endpoint: 'advanced-auth-callback',
    judges: each([SINGLE, AFTER_401], [...DELIVERS, REUSED]),
  },
  async ({ platform, check }) => {
    const many = await platform.newProfile();
    await platform.answers(many, 'auth', { body: tokenResponse(jwtLike()), delayMs: 50 });
    const refused = await platform.newProfile();
    const tokens = [jwtLike(), jwtLike()];
    await platform.gives(refused, tokens);
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    await platform.answers(refused, 'callback', { status: 401, headers: challenge, body: {} }, 1);
    await Promise.all([...Array.from({ length: 5 }, () => many), refused].map(platform.fire));
    const sent = await platform.sent({ many, refused }, 8);
    const { length } = sent.many.auth;
    const enough = length === 1 || platform.concurrency === 'any';
    check(SINGLE, sent.many.all, finds(enough, 'one authentication request for five callbacks at once', `${length}`));
    check(AFTER_401, sent.refused.all, after401(platform, sent.refused, tokens));
  },
);

function after401({ after401: wanted }: PlatformApi, one: Sent, [, renewed]: readonly string[]) {
  if (wanted === 'give-up') return finds(one.callbacks.length === 1, 'no further callback', told(one));
  const ok = one.callbacks.length === 2 && tokenOf(one.callbacks[1]) === renewed;
  return finds(ok, 'a second callback with a new token', told(one));
}
