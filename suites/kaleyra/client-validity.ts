import type { Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { DELIVERS, NO_REFRESH, RENEWED, REUSED } from './client-ids.ts';
import { carries, finds, is, noCallback, told } from './client-matchers.ts';
import { flow, jwtLike, type PlatformTarget, type Profile, payloadOf, type Sent, tokenOf } from './platform.ts';

const STRING = 'kaleyra.platform.expiration-string';
const NUMBER = 'kaleyra.rfc.platform-expiration-number';
const FIELD = 'kaleyra.platform.expiration-field-path';
const SECONDS = 'kaleyra.practice.platform-epoch-seconds';
const MILLISECONDS = 'kaleyra.practice.platform-epoch-milliseconds';
const YEAR = 'kaleyra.practice.platform-long-validity';
const UNUSABLE = 'kaleyra.practice.platform-unusable-expiration';
const CHANGE = 'kaleyra.practice.platform-configuration-change';

const noEpochs = ({ platform }: PlatformTarget) => (platform.epochs ? undefined : 'kaleyra.platform.epochs is false');

/** Seconds that the short tokens live. */
const SHORT = 2;

/** The members that state a validity of so many seconds, in each way; as strings, the document's form, but for one. */
const forms: Readonly<Record<string, (seconds: number) => object>> = {
  [STRING]: (seconds) => ({ expires_in: String(seconds) }),
  [NUMBER]: (seconds) => ({ expires_in: seconds }),
  [FIELD]: (seconds) => ({ valid_for: String(seconds), expires_in: seconds === SHORT ? '7200' : '0' }),
  [SECONDS]: (seconds) => ({ expires_in: String(Math.floor(Date.now() / 1000) + seconds) }),
  [MILLISECONDS]: (seconds) => ({ expires_in: String(Date.now() + seconds * 1000) }),
};

const wasReused = ({ auth, callbacks }: Sent) =>
  auth.length === 1 && callbacks.length === 2 && tokenOf(callbacks[0]) === tokenOf(callbacks[1]);

function wasRenewed({ auth, callbacks }: Sent, [before, after]: readonly string[]): boolean {
  return auth.length === 2 && tokenOf(callbacks[0]) === before && tokenOf(callbacks.at(-1)) === after;
}

export const validity = flow(
  'a token is used again while it is valid, and not afterwards',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([REUSED, RENEWED, NO_REFRESH], DELIVERS),
      ...each([STRING, NUMBER, UNUSABLE, CHANGE], [REUSED, RENEWED]),
      ...each([FIELD, SECONDS, MILLISECONDS, YEAR], [STRING]),
    },
    facts: { [SECONDS]: noEpochs, [MILLISECONDS]: noEpochs },
  },
  async ({ platform, check, wait }) => {
    const long: Record<string, Profile> = {};
    const short: Record<string, Profile> = {};
    const tokens: Record<string, readonly string[]> = {};
    const add = async (into: Record<string, Profile>, name: string, members: object, wanted: Partial<Profile> = {}) => {
      const profile = await platform.newProfile(wanted);
      into[name] = profile;
      tokens[profile.profile] = [jwtLike(), jwtLike()];
      await platform.gives(profile, tokens[profile.profile] ?? [], members);
    };
    const seconds = 3600 + platform.margin;
    for (const [id, members] of Object.entries(forms)) {
      const wanted = id === FIELD ? { expirationFieldPath: 'valid_for' } : {};
      await add(long, id, members(seconds), wanted);
      await add(short, id, members(SHORT), wanted);
    }
    await add(long, YEAR, { expires_in: '31536000' });
    await add(short, NO_REFRESH, { expires_in: SHORT, refresh_token: 'a-refresh-token-of-the-customer' });
    const doubtful: Record<string, Profile> = {};
    await add(doubtful, 'missing', { expires_in: undefined });
    await add(doubtful, 'zero', { expires_in: 0 });
    await add(doubtful, 'word', { expires_in: 'soon' });
    const before: Record<string, Profile> = {};
    await add(before, 'before', { expires_in: seconds });
    const { before: old } = before as { before: Profile };
    const changed = { ...old, clientId: `${old.clientId}-changed`, clientSecret: `${old.clientSecret}-changed` };

    const fireAll = (...groups: Record<string, Profile>[]) =>
      Promise.all(groups.flatMap((group) => Object.values(group)).map(platform.fire));
    await fireAll(long, short, doubtful, before);
    await fireAll(long, doubtful, { changed });
    await wait(SHORT + 0.5);
    await fireAll(short);
    const count = Object.keys(long).length * 3 + Object.keys(short).length * 4;
    const sent = await platform.sent(
      { ...prefixed('long', long), ...prefixed('short', short), ...doubtful, ...before },
      count,
    );
    const of = (kind: 'long' | 'short', id: string) => sent[`${kind} ${id}`] as Sent;
    const tokensOf = (id: string) => tokens[short[id]?.profile ?? ''] ?? [];
    const base = [STRING, NUMBER];
    const renewedBy = (id: string) => wasRenewed(of('short', id), tokensOf(id));

    const reused = base.some((id) => wasReused(of('long', id)));
    check(
      REUSED,
      base.flatMap((id) => of('long', id).all),
      finds(reused, 'one token for two callbacks', tellAll('long')),
    );
    check(
      RENEWED,
      base.flatMap((id) => of('short', id).all),
      renewal(base.some(renewedBy), tellAll('short')),
    );
    for (const id of Object.keys(forms)) {
      const ok = wasReused(of('long', id)) && renewedBy(id);
      const actual = `long: ${told(of('long', id))}; short: ${told(of('short', id))}`;
      const seen = [...of('long', id).all, ...of('short', id).all];
      check(id, seen, finds(ok, 're-use while the token is valid, and a new one afterwards', actual));
    }
    const year = of('long', YEAR);
    check(YEAR, year.all, finds(wasReused(year), 'one token for two callbacks', told(year)));
    for (const name of Object.keys(doubtful)) {
      const one = sent[name] as Sent;
      check(UNUSABLE, one.all.length > 0 ? one.all : of('long', NUMBER).all, doubt(one));
    }
    const { before: changing } = sent as { before: Sent };
    check(CHANGE, changing.all, changeJudge(changing));
    const renewing = of('short', NO_REFRESH);
    const refreshes = renewing.auth.filter(isRefresh).length;
    check(
      NO_REFRESH,
      renewing.auth.length > 1 ? renewing.auth : { nothing: 'no token was renewed', blockedBy: RENEWED },
      finds(refreshes === 0, 'no refresh token in use', `${refreshes} requests with one`),
    );

    function tellAll(kind: 'long' | 'short'): string {
      return base.map((id) => `${id === STRING ? 'string' : 'number'}: ${told(of(kind, id))}`).join('; ');
    }
    function doubt(one: Sent): Matcher {
      const { unusableExpiration } = platform;
      if (unusableExpiration === 'reject') return is(noCallback(one));
      const wanted = unusableExpiration === 'once' ? 2 : 1;
      const ok = one.auth.length === wanted && one.callbacks.length === 2;
      return finds(ok, `${wanted} authentication requests for two callbacks`, told(one));
    }
    function changeJudge(one: Sent): Matcher {
      if (platform.configurationChange === 'keep') return is(carries(one.callbacks, tokenOf(one.callbacks[0]) ?? ''));
      const ok = one.auth.length === 2;
      return finds(ok, 'a new authentication request after the change', told(one));
    }
  },
);

const renewal = (ok: boolean, actual: string): Matcher =>
  finds(ok, `a new token for a callback after ${SHORT} s, the old one's validity`, actual);

function isRefresh(exchange: Exchange): boolean {
  const payload = payloadOf(exchange);
  return payload.get('grant_type') === 'refresh_token' || payload.has('refresh_token');
}

function prefixed(kind: string, group: Readonly<Record<string, Profile>>): Record<string, Profile> {
  return Object.fromEntries(Object.entries(group).map(([name, profile]) => [`${kind} ${name}`, profile]));
}
