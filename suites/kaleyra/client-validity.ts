import type { Finding, Matcher } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { DELIVERS, NO_TOKEN, REUSED, REUSES } from './client-ids.ts';
import { complete, completeAll, finds, is, noCallback, together, told } from './client-matchers.ts';
import { says } from './client-requests.ts';
import { flow, type Sent } from './platform.ts';
import { jwtLike, type PlatformTarget, type Profile, payloadOf, tokenOf, tokenResponse } from './platform-profile.ts';

const RENEWED = 'kaleyra.platform.token-renewed';
const STRING = 'kaleyra.platform.expiration-string';
const NUMBER = 'kaleyra.rfc.platform-expiration-number';
const FIELD = 'kaleyra.platform.expiration-field-path';
const SECONDS = 'kaleyra.practice.platform-epoch-seconds';
const MILLISECONDS = 'kaleyra.practice.platform-epoch-milliseconds';
const FRACTION = 'kaleyra.practice.platform-expiration-fraction';
const YEAR = 'kaleyra.practice.platform-long-validity';
const UNUSABLE = 'kaleyra.practice.platform-unusable-expiration';
const CHANGE = 'kaleyra.practice.platform-configuration-change';
const NO_REFRESH = 'kaleyra.platform.no-refresh';

/** Seconds that the short tokens live, and how long after their end they must not be used any more. */
const SHORT = 2;
const AFTER = 1;

/** The members that state a validity of so many seconds, in each way; as strings, the document's form, but for one. */
const forms: Readonly<Record<string, (seconds: number) => object>> = {
  [STRING]: (seconds) => ({ expires_in: String(seconds) }),
  [NUMBER]: (seconds) => ({ expires_in: seconds }),
  [FIELD]: (seconds) => ({ valid_for: String(seconds), expires_in: seconds === SHORT ? '7200' : '0' }),
  [SECONDS]: (seconds) => ({ expires_in: String(Math.floor(Date.now() / 1000) + seconds) }),
  [MILLISECONDS]: (seconds) => ({ expires_in: String(Date.now() + seconds * 1000) }),
  [FRACTION]: (seconds) => ({ expires_in: `${seconds}.0` }),
};

/** Validities that say nothing, and the setting's words for what becomes of their tokens. */
const DOUBTFUL: Readonly<Record<string, object>> = {
  missing: { expires_in: undefined },
  zero: { expires_in: 0 },
  negative: { expires_in: -1 },
  'a word': { expires_in: 'soon' },
};

type Group = Record<string, Profile>;

const wasReused = ({ callbacks }: Sent): boolean => tokenOf(callbacks[0]) === tokenOf(callbacks[1]);

const isOneToken = (what: string, sent: Sent): Finding => ({
  ok: wasReused(sent),
  expected: `one token for two callbacks (${what})`,
  actual: told(sent),
});

/** Of a token whose validity is over: a token that was given before that is not used afterwards. */
function isRenewed(what: string, sent: Sent, over: readonly string[], before: number): Finding {
  const late = sent.callbacks.slice(before).map(tokenOf);
  return {
    ok: late.every((token) => token !== undefined && !over.includes(token)),
    expected: `${what}: another token for a callback after ${SHORT} s, the validity of the old one`,
    actual: told(sent),
  };
}

export const validity = flow(
  'a token is used again while it is valid, and not afterwards',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([REUSED, RENEWED], DELIVERS),
      [UNUSABLE]: [...DELIVERS, RENEWED],
      [CHANGE]: [...DELIVERS, 'kaleyra.platform.client-secret'],
      ...each([STRING, NUMBER], [...REUSES, RENEWED]),
      ...each([FIELD, SECONDS, MILLISECONDS, FRACTION, YEAR], [where(REUSED), STRING]),
      [NO_REFRESH]: DELIVERS,
    },
  },
  async ({ platform, check, observe, wait }) => {
    const tokens = new Map<string, readonly string[]>();
    const add = async (into: Group, name: string, members: object, wanted: Partial<Profile> = {}) => {
      const profile = await platform.newProfile(wanted);
      into[name] = profile;
      const own = [jwtLike(), jwtLike(), jwtLike()];
      tokens.set(profile.profile, own);
      await platform.gives(profile, own, members);
    };
    const [long, short, doubtful]: [Group, Group, Group] = [{}, {}, {}];
    const seconds = 3600 + platform.margin;
    for (const [id, members] of Object.entries(forms)) {
      const authHeaders = JSON.stringify({ 'X-Tollgate-Profile': 'Validity' });
      const wanted = { authHeaders, ...(id === FIELD && { expirationFieldPath: 'valid_for' }) };
      await add(long, id, members(seconds), wanted);
      await add(short, id, members(SHORT), wanted);
    }
    await add(long, YEAR, { expires_in: '31536000' });
    await add(short, NO_REFRESH, { expires_in: SHORT, refresh_token: 'a-refresh-token-of-the-customer' });
    for (const [name, members] of Object.entries(DOUBTFUL)) await add(doubtful, name, members);
    await add(long, CHANGE, { expires_in: seconds });
    const stale = await platform.newProfile();
    const kept = jwtLike();
    await platform.answers(stale, 'auth', { body: tokenResponse(kept, forms[STRING]?.(SHORT)) }, 1);
    await platform.answers(stale, 'auth', { status: 503, body: { error: 'temporarily_unavailable' } });
    await platform.knows(stale, [kept]);
    const { [CHANGE]: old, ...unchanged } = long as Group & { [CHANGE]: Profile };
    const changed = { ...old, clientId: `${old.clientId}-changed`, clientSecret: `${old.clientSecret}-changed` };
    platform.hide(changed.clientSecret);

    const fireAll = async (...groups: Group[]) => {
      const profiles = groups.flatMap((group) => Object.values(group));
      await Promise.all(profiles.map(platform.fire));
      return platform.settled(profiles);
    };
    const before = await fireAll(long, short, doubtful, { stale });
    await platform.forbids(stale, { id: NO_TOKEN.error, after: '503 when its token was over', token: null });
    await fireAll(unchanged, doubtful, { changed });
    await wait(SHORT + AFTER);
    await fireAll(short);
    await platform.fire(stale);
    const named = (kind: string, group: Group) =>
      Object.fromEntries(Object.entries(group).map(([name, profile]) => [`${kind} ${name}`, profile]));
    const all: Group = { ...named('long', long), ...named('short', short), ...doubtful, stale };
    const sent = await platform.sent(all, { stale: 1 });
    const of = (kind: 'long' | 'short', id: string) => sent[`${kind} ${id}`] as Sent;

    const renewalOf = (id: string): Finding => {
      const profile = short[id] as Profile;
      const { auth, callbacks } = before(profile);
      const over = (tokens.get(profile.profile) ?? []).slice(0, auth);
      return isRenewed('short', of('short', id), over, callbacks);
    };
    const base = [STRING, NUMBER];
    const either = (findings: readonly Finding[]): Finding => findings.find(({ ok }) => ok) ?? together(...findings);
    check(
      REUSED,
      completeAll(base.map((id) => of('long', id))),
      is(either(base.map((id) => isOneToken(id, of('long', id))))),
    );
    check(RENEWED, completeAll(base.map((id) => of('short', id))), is(either(base.map(renewalOf))));
    const { callbacks: early } = before(stale);
    const afterFailure = sent.stale as Sent;
    check(
      RENEWED,
      complete(afterFailure, 1),
      finds(
        !afterFailure.callbacks.slice(early).some((callback) => tokenOf(callback) === kept),
        'no use of a token whose validity is over, also where the auth URL fails',
        told(afterFailure),
      ),
    );

    const set = {
      [SECONDS]: platform.epochs,
      [MILLISECONDS]: platform.epochs,
      [UNUSABLE]: platform.unusableExpiration,
    };
    for (const id of Object.keys(forms)) {
      const [reused, renewed] = [of('long', id), of('short', id)];
      const seen = completeAll([reused, renewed]);
      const actual = `long: ${told(reused)}; short: ${told(renewed)}`;
      const ok = wasReused(reused) && renewalOf(id).ok;
      if (id in set && set[id as keyof typeof set] !== true) observe(id, seen, `a time as validity: ${actual}`);
      else check(id, seen, finds(ok, 're-use while the token is valid, and another one afterwards', actual));
    }
    check(YEAR, complete(of('long', YEAR)), is(isOneToken('valid for a year', of('long', YEAR))));
    for (const name of Object.keys(doubtful)) {
      const one = sent[name] as Sent;
      const { unusableExpiration: wanted } = platform;
      if (wanted === undefined) observe(UNUSABLE, complete(one), `validity ${name}: ${told(one)}`);
      else check(UNUSABLE, wanted === 'reject' ? one.all : complete(one), doubt(name, wanted, one));
    }
    check(CHANGE, complete(of('long', CHANGE)), changes(platform, of('long', CHANGE), changed));
    const { auth } = of('short', NO_REFRESH);
    const refreshes = auth.filter(isRefresh).length;
    check(
      NO_REFRESH,
      auth.length > 1 ? auth : { nothing: 'no token was renewed', blockedBy: RENEWED },
      finds(refreshes === 0, 'no refresh token in use', `${refreshes} requests with one`),
    );
  },
);

/** Whether a token of doubtful validity is handled as the setting says. */
function doubt(name: string, wanted: 'once' | 'cache' | 'reject', one: Sent): Matcher {
  if (wanted === 'reject') return is(noCallback(one.callbacks));
  const ok = wasReused(one) === (wanted === 'cache');
  const expected = wanted === 'cache' ? 'one token for two callbacks' : 'a token for each of two callbacks';
  return finds(ok, `validity ${name}: ${expected}`, told(one));
}

function changes({ configurationChange }: PlatformTarget['platform'], one: Sent, { clientSecret }: Profile): Matcher {
  if (configurationChange === 'keep') return is(isOneToken('after the change', one));
  const ok = one.auth.some((exchange) => says(clientSecret, 'the changed secret')(exchange).ok);
  return finds(ok, 'an authentication request with the changed credentials', told(one));
}

function isRefresh(exchange: Exchange): boolean {
  const payload = payloadOf(exchange);
  return payload.get('grant_type') === 'refresh_token' || payload.has('refresh_token');
}
