import { all, type Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, secretTells } from './client-app.ts';
import { ASKED, AUTHORIZATION_URL, NONCE, PKCE, S256, STATE } from './client-ids.ts';
import { asked, hasParameter, rule } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';
import { redirectOf } from './visit.ts';

/** A redirect to this URL, query aside. */
const redirectsTo = (url: string) =>
  rule(`a redirect to ${url}`, (exchange) => {
    const to = redirectOf(exchange);
    const actual = to ? `${to.origin}${to.pathname}` : `status ${exchange.response?.status}`;
    return { ok: actual === url, actual };
  });

const hidesSecret = (app: AppTarget['app']) =>
  rule('no client secret in the URL', (exchange) => {
    const isText = secretTells(app) && redirectOf(exchange)?.href.includes(encodeURIComponent(app.client.secret));
    const found = isText || asked(exchange).has('client_secret');
    return { ok: !found, actual: found ? 'client_secret is there' : 'none' };
  });

/** Two logins ask with different values of a parameter. */
const asksWithAnother = (name: string): Matcher =>
  all(hasParameter(asked, name), (exchange, seen = [exchange]) => {
    const [before, now] = seen.map((one) => asked(one).get(name));
    const actual = now === before ? 'the same again' : 'another';
    return { ok: now !== before, expected: `another ${name} for another login`, actual };
  });

const readsNoIdToken = ({ app }: AppTarget) => (app.openid ? undefined : 'sipgate.app.openid is false');

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
    facts: { [NONCE]: readsNoIdToken },
  },
  async ({ app, check }) => {
    const { last: first } = await app.begin(app.stranger());
    const { last: second } = await app.begin(app.stranger());
    check(AUTHORIZATION_URL, first, redirectsTo(app.authorizationUrl));
    check('sipgate.client.authorization-client-id', first, hasParameter(asked, 'client_id', app.client.id));
    check(
      'sipgate.client.authorization-redirect-uri',
      first,
      hasParameter(asked, 'redirect_uri', (value) => URL.canParse(value)),
    );
    check('sipgate.client.authorization-scope', first, hasParameter(asked, 'scope'));
    check('sipgate.client.authorization-response-type', first, hasParameter(asked, 'response_type', 'code'));
    check('sipgate.client.secret-not-in-url', first, hidesSecret(app));

    check(STATE, first, hasParameter(asked, 'state'));
    check('sipgate.client.state-unguessable', [first, second], asksWithAnother('state'));
    check(PKCE, first, hasParameter(asked, 'code_challenge'));
    check(S256, first, hasParameter(asked, 'code_challenge_method', 'S256'));
    check('sipgate.client.pkce-fresh', [first, second], asksWithAnother('code_challenge'));
    check(NONCE, first, hasParameter(asked, 'nonce'));
    check('sipgate.client.nonce-fresh', [first, second], asksWithAnother('nonce'));
  },
);
