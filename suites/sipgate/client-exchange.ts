import { createHash } from 'node:crypto';
import { type Matcher, undecided } from '../harness/checks/matchers.ts';
import { orNothing, type Seen } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf } from '../harness/http/exchange.ts';
import { flow, secretTells } from './client-app.ts';
import { bringsSecret, encodesBasic, hasNoSecret, namesClient, sendsCredentialsInForm } from './client-credentials.ts';
import { ASKED, EXCHANGE_POST, LOGS_IN, PKCE } from './client-ids.ts';
import { formIn, hasParameter, keepsBack, postsTo, rule, sendsForm } from './client-matchers.ts';
import { areHidden, areRenewed, sessionCookies } from './client-session.ts';
import type { AppTarget } from './client-target.ts';
import { copyOf } from './client-visitor.ts';
import { redirectOf } from './visit.ts';

const FORM = 'sipgate.client.exchange-form';
const REDIRECT_URI = 'sipgate.client.exchange-redirect-uri';
const SECRET = 'sipgate.client.exchange-client-secret';
const BASIC = 'sipgate.client.basic-encoded';
const PAGES = 'sipgate.client.secret-not-in-page';

const isShort = (target: AppTarget) =>
  hasNoSecret(target) ??
  (secretTells(target.app) ? undefined : 'sipgate.app.client.secret is too short to be told from other text');

export const exchange = flow(
  'the application exchanges the code and logs its user in',
  {
    endpoint: 'token',
    judges: {
      [EXCHANGE_POST]: ASKED,
      [FORM]: [EXCHANGE_POST],
      ...each(
        ['client-id', 'client-secret', 'code', 'grant-type', 'redirect-uri'].map(
          (name) => `sipgate.client.exchange-${name}`,
        ),
        [FORM],
      ),
      [BASIC]: [EXCHANGE_POST],
      'sipgate.client.credentials-in-form': [FORM, BASIC, SECRET],
      'sipgate.client.exchange-same-redirect-uri': [REDIRECT_URI],
      'sipgate.client.pkce-verifier': [FORM, PKCE],
      ...each(['sipgate.client.secret-not-in-token-url', 'sipgate.client.code-once'], [EXCHANGE_POST]),
      [LOGS_IN]: [EXCHANGE_POST],
      ...each(['sipgate.client.session-renewed', 'sipgate.client.cookie-http-only', PAGES], [LOGS_IN]),
    },
    facts: { [SECRET]: hasNoSecret, 'sipgate.client.secret-not-in-token-url': hasNoSecret, [PAGES]: isShort },
  },
  async ({ app, check, note }) => {
    const since = await app.mark();
    const { authorization, callback, code, visitor, byScript } = await app.upToCallback(undefined, 'in a browser');
    const asked = authorization.searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const before = copyOf(visitor);
    const walk = await app.deliver(visitor, callback);
    const sent = (await app.sent('realm', since, [code, redirectUri])).filter(isNoAuthorization);
    note(sent);
    const [first] = sent;

    /** Rules of the exchange that were found not kept: why the realm may have given no tokens. */
    const broken: string[] = [];
    const judge = (id: string, seen: Seen, matcher: Matcher) => {
      if (!check(id, seen, matcher)) broken.push(id);
    };
    const none = byScript
      ? { nothing: 'a script of the application reads the callback, and scripts are not run there' }
      : walk.last;
    judge(EXCHANGE_POST, first ?? none, first ? postsTo(app.tokenUrl) : madeNoExchange(app.tokenUrl));
    const call = first ?? { nothing: 'there was no exchange', blockedBy: EXCHANGE_POST };
    judge(FORM, call, sendsForm);
    judge('sipgate.client.exchange-client-id', call, namesClient(app.client));
    judge(SECRET, call, bringsSecret(app.client));
    judge(BASIC, call, encodesBasic(app.client));
    check('sipgate.client.credentials-in-form', call, sendsCredentialsInForm(app.client));
    judge('sipgate.client.exchange-code', call, hasParameter(formIn, 'code', code));
    judge('sipgate.client.exchange-grant-type', call, hasParameter(formIn, 'grant_type', 'authorization_code'));
    judge(REDIRECT_URI, call, hasParameter(formIn, 'redirect_uri'));
    check('sipgate.client.exchange-same-redirect-uri', call, hasParameter(formIn, 'redirect_uri', redirectUri));
    judge('sipgate.client.pkce-verifier', call, verifies(asked.get('code_challenge') ?? ''));
    check('sipgate.client.secret-not-in-token-url', call, keepsSecretOutOfUrl(app));
    check(
      'sipgate.client.code-once',
      orNothing(sent, 'there was no exchange', EXCHANGE_POST),
      rule('one request with the code', () => ({ ok: sent.length === 1, actual: `${sent.length} requests` })),
    );

    const probe = await app.probe(visitor);
    const gaveTokens = first && statusOf(first) === 200;
    const unknown = await app.probe(app.stranger());
    check(LOGS_IN, [unknown, probe], (exchange) => {
      const finding = app.loggedIn(exchange);
      if (app.loggedIn(unknown).ok) return undecided(PUBLIC);
      if (statusOf(exchange) === 404)
        return undecided('sipgate.app.loggedInUrl leads nowhere: it is answered with 404');
      return finding.ok || gaveTokens ? finding : undecided('the realm gave no tokens', broken[0] ?? EXCHANGE_POST);
    });
    const cookies = await sessionCookies(visitor, async (one) => app.loggedIn(await app.probe(one)).ok);
    check('sipgate.client.session-renewed', await app.probe(before), areRenewed(cookies, app.loggedIn));
    check('sipgate.client.cookie-http-only', walk.exchanges, areHidden(cookies));
    const keeps = keepsBack('client_secret', app.client.secret);
    const begun = await app.begin(app.stranger());
    const shown = begun.exchanges.filter((one) => !redirectOf(one));
    const pages = [...walk.exchanges, probe, unknown, ...shown, ...(await app.openAll(visitor))];
    check(PAGES, pages.find((one) => !keeps(one).ok) ?? probe, keeps);
  },
);

const PUBLIC =
  'a stranger is shown sipgate.app.loggedInUrl as well; name a page that only somebody who is logged in sees, or in sipgate.app.loggedInText what such a page says';

const madeNoExchange = (url: string) =>
  rule(`POST to ${new URL(url).pathname}`, () => ({ ok: false, actual: 'no request' }));

const verifies = (challenge: string) =>
  rule('a code_verifier of 43 to 128 characters that fits the challenge', (exchange) => {
    const verifier = formIn(exchange).get('code_verifier') ?? '';
    const fits = createHash('sha256').update(verifier).digest('base64url') === challenge;
    const actual = verifier === '' ? 'none' : `${verifier.length} characters that ${fits ? 'fit' : 'do not fit'}`;
    return { ok: fits && /^[\w.~-]{43,128}$/.test(verifier), actual };
  });

const keepsSecretOutOfUrl = (app: AppTarget['app']) =>
  rule('no client secret in the URL', ({ request: { url } }) => {
    const isText = secretTells(app) && url.includes(encodeURIComponent(app.client.secret));
    const isThere = isText || new URL(url).searchParams.has('client_secret');
    return { ok: !isThere, actual: isThere ? 'client_secret is there' : 'none' };
  });

/** Journal entries of the browser's own way through the realm hold the redirect URI as well. */
function isNoAuthorization({ request }: Exchange): boolean {
  return !/\/protocol\/openid-connect\/auth(\/|\?|$)/.test(request.url) && !request.url.includes('/login-actions/');
}
