import { randomUUID } from 'node:crypto';
import { keepPicture } from '../harness/browser/pictures.ts';
import { attemptsOf, only, row, without } from '../harness/checks/attempts.ts';
import { hasHeader, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { CASES, nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, succeeded, summaryOf } from '../harness/http/exchange.ts';
import { usesHttps } from '../harness/http/https.ts';
import { flow, givesCode } from './api.ts';
import { CODES } from './ids.ts';
import { bringsCode, courseOf, isUnframeable, visited } from './matchers.ts';
import type { Account, SipgateTarget } from './target.ts';
import { redirectOf, sees, unreadPage, type Visit } from './visit.ts';

const PAGE = 'sipgate.authorization.page';
const LOGIN = 'sipgate.login.password';
const CODE = 'sipgate.code.in-query';
const TLS = 'sipgate.rfc.tls';

export const login = flow(
  'a user logs in and comes back with a code',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([PAGE, TLS]),
      ...each([LOGIN, 'sipgate.rfc.login-not-framed', 'sipgate.practice.pages-not-stored'], [PAGE]),
      ...each([CODE, 'sipgate.rfc.no-307'], [PAGE, LOGIN]),
      'sipgate.rfc.no-referrer': [PAGE, LOGIN, CODE],
    },
  },
  async ({ sipgate, check, observe }) => {
    const visit = await sipgate.authorize({ as: sipgate.user, inBrowser: true, jar: sipgate.userJar() });
    sipgate.kept.set('consent-shown', sees(visit, 'consent'));
    const picture = visit.screenshot && keepPicture('sipgate-login', visit.screenshot);
    const first = visit.pages[0]?.exchange ?? visit.last;
    check(PAGE, first, leadsToLogin(visit, sipgate.login, picture));
    const isHttps = usesHttps(sipgate.publicUrl ?? sipgate.url);
    if (isHttps) check(TLS, first, isHttps);
    else observe(TLS, first, 'http on this machine; sipgate.publicUrl can name the URL that applications know');

    check(LOGIN, visit.last, logsIn(visit, picture));
    const page = loginPagesOf(visit)[0]?.exchange ?? visit.last;
    check('sipgate.rfc.login-not-framed', page, isUnframeable);
    check('sipgate.practice.pages-not-stored', page, hasHeader('cache-control', /no-store|no-cache|max-age=0/i));

    check(CODE, visit.last, bringsCode(visit));
    const posted = visit.exchanges.filter(({ request }) => request.method === 'POST');
    const repeating = posted.filter((exchange) => [307, 308].includes(statusOf(exchange) ?? 0));
    check('sipgate.rfc.no-307', repeating[0] ?? posted.at(-1) ?? visit.last, (exchange) => ({
      ok: repeating.length === 0,
      expected: 'no redirect by 307 or 308 after the password was sent',
      actual: repeating.length === 0 ? 'none' : summaryOf(exchange),
    }));
    const redirecting = visit.exchanges.filter((exchange) => redirectOf(exchange)).at(-1) ?? visit.last;
    check('sipgate.rfc.no-referrer', redirecting, hasHeader('referrer-policy', /no-referrer|origin|same-origin/i));
  },
);

function loginPagesOf({ pages }: Visit) {
  return pages.filter(({ kind }) => kind === 'login');
}

/** The visit came by a page with fields for user name and password. */
function leadsToLogin(visit: Visit, login: SipgateTarget['login'], picture?: string): Matcher {
  const shown = loginPagesOf(visit).length > 0;
  if (!shown && unreadPage(visit)) return () => undecided(unreadable(visit, login));
  return visited(visit, 'a page with fields for user name and password', shown, picture);
}

/** The login page came once, and something else after it. */
function logsIn(visit: Visit, picture?: string): Matcher {
  const stray = strayPage(visit);
  if (stray) return () => undecided(stray);
  const loggedIn = loginPagesOf(visit).length === 1 && (sees(visit, 'consent') || visit.redirect !== undefined);
  return visited(visit, 'a login that leads on', loggedIn, picture);
}

/** What was seen where a page's scripts made nothing of it that somebody could fill or press. */
function unreadable(visit: Visit, login: SipgateTarget['login']): string {
  const way =
    login === 'http'
      ? 'its scripts do not run with sipgate.login "http"; set it to "browser"'
      : 'if its fields are there, name them in the target file (sipgate.form)';
  return `no fields for user name and password were found: ${courseOf(visit)}; the page brings scripts: ${way}`;
}

/** What to say where a login led to a page that is neither consent nor the login page again. */
function strayPage({ pages, redirect, last }: Visit): string | undefined {
  const at = pages.findIndex(({ kind }) => kind === 'login');
  const after = pages.slice(at + 1);
  const page = after.at(-1);
  if (redirect || !page || !succeeded(last) || after.some(({ kind }) => kind === 'login' || kind === 'consent'))
    return undefined;
  const labels = page.seen.forms.flatMap(({ buttons }) => buttons.map(({ label }) => `"${label}"`));
  const buttons = labels.length > 0 ? ` and the buttons ${[...new Set(labels)].join(', ')}` : '';
  return `logged in, then a page with "${page.seen.text.slice(0, 120)}"${buttons}, on which nothing was known to lead on: deal with it once as this user, or set sipgate.form.accept to its button`;
}

/** Near misses of which each stands for a kind: every attempt is a whole visit. */
const near = (text: string) =>
  only(nearMisses(text, 'form'), [
    'with one letter in the other case',
    'without its last character',
    'its first 8 characters',
    'with a character behind it',
    '%',
    'empty',
  ]);

export const refusedLogins = flow(
  'a wrong password does not log in',
  {
    endpoint: 'sso-callback',
    judges: each(['sipgate.login.wrong-password', 'sipgate.login.unknown-user'], CODES),
  },
  async ({ sipgate, refuses }) => {
    const refusal = {
      given: () => sipgate.user,
      send: async (as: typeof sipgate.user) => (await sipgate.authorize({ as, jar: sipgate.strangersJar() })).last,
      accepted: givesCode,
    };
    const { name, password } = sipgate.user;
    const wrong = row('a password of nobody', `wrong-${randomUUID()}`);
    await refuses('sipgate.login.wrong-password', {
      ...refusal,
      alter: attemptsOf([wrong, ...near(password)], (user: Account, password) => ({ ...user, password })),
    });
    const nobody = row('a name of nobody', `nobody-${randomUUID()}`);
    await refuses('sipgate.login.unknown-user', {
      ...refusal,
      alter: attemptsOf([nobody, ...without(near(name), CASES, 'a realm may fold names')], (user: Account, name) => ({
        ...user,
        name,
      })),
    });
  },
);
