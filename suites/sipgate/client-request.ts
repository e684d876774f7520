import { type Matcher, notApplicable, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { summaryOf } from '../harness/http/exchange.ts';
import { flow, NO_ID_TOKEN, secretTells } from './client-app.ts';
import { hasNoSecret } from './client-credentials.ts';
import { ASKED, AUTHORIZATION_URL, NONCE, PKCE, S256, STATE } from './client-ids.ts';
import { hasParameter, rule } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';
import type { Walk } from './client-visitor.ts';

/** The browser is sent to this URL, query aside. */
const leadsTo =
  (url: string, { onward }: Walk): Matcher =>
  (exchange) => {
    if (!onward) return undecided(`sipgate.app.loginUrl leads nobody to the realm: ${summaryOf(exchange)}`);
    const actual = onward.origin + onward.pathname;
    return { ok: actual === url, expected: `the browser sent to ${url}`, actual };
  };

const hidesSecret = (app: AppTarget['app'], onward: URL | undefined) =>
  rule('no client secret in the URL', () => {
    const isText = secretTells(app) && onward?.href.includes(encodeURIComponent(app.client.secret));
    const found = isText || onward?.searchParams.has('client_secret');
    return { ok: !found, actual: found ? 'client_secret is there' : 'none' };
  });

/** A parameter that is there, unless one of the others protects the callback as well (RFC 9700 §2.1). */
const protects = (asked: () => URLSearchParams, name: string, others: readonly string[]): Matcher => {
  const isThere = hasParameter(asked, name);
  return (exchange) => {
    const finding = isThere(exchange);
    const other = finding.ok ? undefined : others.find((one) => asked().get(one));
    return other === undefined ? finding : notApplicable(`no ${name} is sent, and ${other} protects the callback`);
  };
};

/** Characters in which two random values differ at least. */
const APART = 8;

/** Values that differ in more than a counter or a time would. */
const isNewEachTime = (name: string, values: readonly string[]) =>
  rule(`another ${name} for another login, which the first does not tell`, () => {
    const pairs = values.flatMap((value, at) => values.slice(at + 1).map((other) => [value, other] as const));
    const apart = pairs.map(([value, other]) => [...value].filter((character, at) => character !== other[at]).length);
    if (values.includes('')) return { ok: false, actual: 'none at another login' };
    if (pairs.some(([value, other]) => value === other)) return { ok: false, actual: 'the same again' };
    const ok = Math.min(...apart) >= APART;
    return { ok, actual: ok ? 'another' : `another in ${Math.min(...apart)} characters alone` };
  });

export const authorizationRequest = flow(
  'the application sends its user to the realm',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([...ASKED, STATE, PKCE, NONCE, 'sipgate.client.secret-not-in-url'], [AUTHORIZATION_URL]),
      [AUTHORIZATION_URL]: [],
      'sipgate.client.state-unguessable': [STATE],
      ...each([S256, 'sipgate.client.pkce-fresh'], [PKCE]),
      'sipgate.client.nonce-fresh': [NONCE],
    },
    facts: { 'sipgate.client.secret-not-in-url': hasNoSecret },
  },
  async ({ app, check }) => {
    const visitor = app.stranger();
    const one = await app.begin(visitor);
    const others = [await app.begin(visitor), await app.begin(app.stranger())];
    const first = one.last;
    const all = [first, ...others.map(({ last }) => last)];
    const asked = () => one.onward?.searchParams ?? new URLSearchParams();
    /** The logins ask with values of a parameter that cannot be guessed from each other, in one browser as in two. */
    const asksWithAnother = (name: string): Matcher =>
      isNewEachTime(
        name,
        [one, ...others].map(({ onward }) => onward?.searchParams.get(name) ?? ''),
      );

    check(AUTHORIZATION_URL, first, leadsTo(app.authorizationUrl, one));
    check('sipgate.client.authorization-client-id', first, hasParameter(asked, 'client_id', app.client.id));
    check(
      'sipgate.client.authorization-redirect-uri',
      first,
      hasParameter(asked, 'redirect_uri', (value) => URL.canParse(value)),
    );
    check('sipgate.client.authorization-scope', first, hasParameter(asked, 'scope'));
    check('sipgate.client.authorization-response-type', first, hasParameter(asked, 'response_type', 'code'));
    check('sipgate.client.secret-not-in-url', first, hidesSecret(app, one.onward));

    check(STATE, first, protects(asked, 'state', ['code_challenge', 'nonce']));
    check('sipgate.client.state-unguessable', all, asksWithAnother('state'));
    check(PKCE, first, hasParameter(asked, 'code_challenge'));
    check(S256, first, hasParameter(asked, 'code_challenge_method', 'S256'));
    check('sipgate.client.pkce-fresh', all, asksWithAnother('code_challenge'));
    const nonce = protects(asked, 'nonce', ['code_challenge', 'state']);
    const reads = app.readsIdToken(one.onward);
    check(NONCE, reads ? first : NO_ID_TOKEN, nonce);
    check('sipgate.client.nonce-fresh', all, asksWithAnother('nonce'));
  },
);
