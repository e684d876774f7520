import type { Finding } from '../harness/checks/matchers.ts';
import { orNothing, type Seen } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import type { Id } from '../harness/model/requirement.ts';
import { APART, BEARER, DELIVERS, FIRST, NO_TOKEN, NOT_IN_URL, SAME, WAITS } from './client-ids.ts';
import { is, noCallback } from './client-matchers.ts';
import { hasFields, hasNoTokenInUrl, isBearer, pathsOf, saidIn } from './client-requests.ts';
import type { Story } from './inbox.ts';
import { flow } from './platform.ts';
import { authorizationsOf, jwtLike, type PlatformTarget, payloadOf, tokenOf } from './platform-profile.ts';

const REDIRECTS = {
  auth: 'kaleyra.practice.platform-auth-redirect',
  callback: 'kaleyra.practice.platform-callback-redirect',
} as const;

const ID = 'kaleyra.platform.client-id';
const SECRET = 'kaleyra.platform.client-secret';
const HEADERS = 'kaleyra.platform.auth-headers';

const follows = ({ platform }: PlatformTarget) =>
  platform.redirects === 'follow' ? 'kaleyra.platform.redirects is follow' : undefined;

/** A callback, or an authentication request, with the profile that it came for. */
interface Called {
  readonly story: Story;
  readonly callback: Exchange;
  readonly token: string | undefined;
}

export const whole = flow(
  'of all that the platform has sent in this run, nothing is astray, whenever it came',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(Object.values(NO_TOKEN), DELIVERS.map(where)),
      ...each(Object.values(REDIRECTS), DELIVERS),
      ...each([SAME, BEARER, WAITS, NOT_IN_URL], [where(FIRST)]),
      [APART]: DELIVERS.map(where),
      ...each([ID, SECRET, HEADERS], [where(FIRST)]),
    },
    facts: { [REDIRECTS.auth]: follows, [REDIRECTS.callback]: follows },
  },
  async ({ platform, check }) => {
    const elsewhere = await platform.elsewhere();
    const redirected = { auth: await platform.newProfile(), callback: await platform.newProfile() };
    if ('url' in elsewhere) {
      await platform.answers(redirected.auth, 'auth', { redirect: `${elsewhere.url}/auth`, status: 307 });
      await platform.forbids(redirected.auth, { id: NO_TOKEN.refusal, after: 'a redirect' });
      await platform.gives(redirected.callback, [jwtLike()]);
      await platform.answers(redirected.callback, 'callback', { redirect: `${elsewhere.url}/callback`, status: 307 });
      await Promise.all(Object.values(redirected).map(platform.fire));
    }
    const { all, of, stories } = await platform.whole();
    const made = stories.flatMap((story) =>
      of(all, story.profile.profile, 'callback').map(
        (callback): Called => ({ story, callback, token: tokenOf(callback) }),
      ),
    );
    const anyAnswered = all.filter(({ response }) => response).slice(-1);
    const noted = (seen: readonly Exchange[], why: string): Seen => {
      platform.note(seen);
      return orNothing(seen, why);
    };

    /** What all of these callbacks must keep: those that do not are shown, otherwise the last. */
    const keepAll = (id: Id, list: readonly Called[], find: (called: Called) => Finding) => {
      const findings = list.map((called) => ({ ...called, finding: find(called) }));
      const broken = findings.filter(({ finding }) => !finding.ok);
      const shown = broken.length > 0 ? broken : findings.slice(-1);
      // A request of theirs that we left without a response proves as much, but is not judged by itself.
      const answered = shown.map(({ callback }) => callback).filter(({ response }) => response);
      const seen = noted(
        answered.length > 0 || shown.length === 0 ? answered : anyAnswered,
        'there is no such callback in this run',
      );
      const { ok = false, expected = '', actual = '' } = shown[0]?.finding ?? {};
      check(id, seen, is({ ok, expected, actual: ok ? actual : `${actual} (${broken.length} of ${list.length})` }));
    };
    const given = new Set(stories.flatMap((story) => [...story.given]));
    const wanted = made.filter(({ story }) => !story.forbidden && story.profile.advancedAuthentication);
    const withToken = wanted.filter(({ callback }) => authorizationsOf(callback).length > 0);
    const ofGiven = withToken.filter(({ story }) => story.given.size > 0);
    keepAll(WAITS, wanted, ({ callback }) => ({
      ok: authorizationsOf(callback).length > 0,
      expected: 'no callback without a token',
      actual: `${pathsOf([callback])}, Authorization: ${authorizationsOf(callback).join() || 'none'}`,
    }));
    keepAll(BEARER, withToken, ({ callback }) => isBearer(callback));
    keepAll(SAME, ofGiven, ({ token = 'none' }) => ({
      ok: given.has(token),
      expected: 'a token that an auth URL has given',
      actual: token,
    }));
    const known = ofGiven.filter(({ token = '' }) => given.has(token));
    keepAll(APART, known, ({ story, token = 'none' }) => ({
      ok: story.given.has(token),
      expected: 'a token that the auth URL of its own profile has given',
      actual: `${token}, of another profile`,
    }));
    keepAll(NOT_IN_URL, withToken, ({ callback, token = '' }) => hasNoTokenInUrl(token)(callback));

    for (const id of Object.values(NO_TOKEN)) {
      const cases = stories.filter(({ forbidden }) => forbidden?.id === id);
      const wrong = made.filter((one) => one.story.forbidden?.id === id && isForbidden(one));
      const shown = wrong.length > 0 ? wrong.map(({ callback }) => callback) : anyAnswered;
      const seen = noted(shown, 'the platform has sent nothing');
      const after = wrong[0]?.story.forbidden?.after ?? cases.map(({ forbidden }) => forbidden?.after).join(', ');
      const { expected, ...finding } = noCallback(wrong.map(({ callback }) => callback));
      check(
        id,
        cases.length === 0 ? { notApplicable: 'no flow of this run has tried it' } : seen,
        is({ ...finding, expected: `${expected} after ${after}, however late` }),
      );
    }

    const asked = stories.flatMap((story) =>
      of(all, story.profile.profile, 'auth')
        .filter((exchange) => payloadOf(exchange).get('grant_type') !== 'refresh_token')
        .map((callback): Called => ({ story, callback, token: undefined })),
    );
    // The credentials of a profile that was changed begin with those that it had.
    const tells = (part: 'clientId' | 'clientSecret') => (called: Called) => {
      const own = called.story.profile[part];
      const ok = saidIn(called.callback).some((text) => text.startsWith(own));
      return { ok, expected: `the ${part} of the profile in every authentication request`, actual: 'not there' };
    };
    // What needs encoding has a requirement of its own.
    const plain = asked.filter(({ story: { profile } }) => /^[\w-]+$/.test(profile.clientId + profile.clientSecret));
    keepAll(ID, plain, tells('clientId'));
    keepAll(SECRET, plain, tells('clientSecret'));
    const withHeaders = asked.filter(({ story }) => story.profile.authHeaders !== '{}');
    keepAll(HEADERS, withHeaders, ({ story, callback }) => {
      const [first] = Object.entries(JSON.parse(story.profile.authHeaders) as Record<string, string>);
      return hasFields(Object.fromEntries(first ? [first] : []))(callback);
    });

    const astray = 'came' in elsewhere ? await elsewhere.came() : [];
    for (const [at, id] of Object.entries(REDIRECTS)) {
      const there = astray.filter(({ request }) => new URL(request.url).pathname.endsWith(`/${at}`));
      const wrong = at === 'auth' ? there : there.filter((exchange) => tokenOf(exchange) !== undefined);
      const own = of(all, redirected[at as keyof typeof REDIRECTS].profile, at as keyof typeof REDIRECTS);
      const seen = noted([...own, ...wrong], 'the platform made no such request');
      const actual = wrong.length === 0 ? 'none' : pathsOf(wrong);
      check(
        id,
        'url' in elsewhere ? seen : elsewhere,
        is({ ok: wrong.length === 0, expected: 'no request at another origin', actual }),
      );
    }
  },
);

const isForbidden = ({ story: { forbidden }, token }: Called): boolean =>
  forbidden?.token === undefined || (forbidden.token ?? undefined) === token;
