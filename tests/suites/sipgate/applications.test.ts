import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byBrowser } from '../../../suites/harness/browser/browser.ts';
import { judge } from './client-verdicts.ts';

/** The flows on tokens and those that they need. */
const TOKENS = /sends|exchanges|uses its|refresh/;

const withoutStateAndNonce = (authorization: URL) => {
  authorization.searchParams.delete('state');
  authorization.searchParams.delete('nonce');
};

describe('applications that real programs are like', { concurrency: 4 }, () => {
  test('one that is well built is judged whole', async (t) => {
    const judged = await judge(t, {});
    assert.deepEqual(judged.ended('fail'), []);
    assert.deepEqual(judged.ended('warn'), []);
    assert.deepEqual(judged.ended('info'), []);
    assert.deepEqual(judged.ended('inconclusive'), []);
    assert.deepEqual(judged.ended('skip'), ['logout']);
    assert.equal(judged.exit, 0);
  });

  test("sipgate's own examples refresh in the callback, and never again", async (t) => {
    const judged = await judge(t, { refreshes: 'in the callback' }, { only: TOKENS });
    assert.deepEqual(judged.ended('warn'), ['refresh-when-due']);
    assert.deepEqual(judged.ended('skip'), ['newest-refresh-token', 'refresh-once', 'refresh-refusal-accepted']);
    assert.equal(judged.exit, 0);
  });

  test('mod_auth_openidc and Authlib refresh a minute early, the former bound to the browser', async (t) => {
    const judged = await judge(t, { margin: 60, bindsToAgent: true });
    assert.deepEqual(judged.ended('warn'), []);
    assert.deepEqual(judged.ended('inconclusive'), []);
    assert.equal(judged.exit, 0);
  });

  test("Spring's client keeps tokens for each user, and refreshes a minute early", async (t) => {
    const judged = await judge(t, { margin: 60, tokensPerUser: true }, { only: TOKENS });
    assert.deepEqual(judged.ended('warn'), []);
    assert.deepEqual(judged.ended('inconclusive'), []);
    assert.equal(judged.exit, 0);
  });

  test("openid-client's example begins its login at the redirect URI", async (t) => {
    const judged = await judge(t, { callback: '/login' });
    assert.deepEqual(judged.ended('warn'), []);
    assert.deepEqual(judged.ended('skip'), ['code-missing-told', 'logout']);
    assert.equal(judged.exit, 0);
  });

  test('oauth2-proxy tries a refused exchange again with its credentials in the form', async (t) => {
    const judged = await judge(
      t,
      { credentials: 'basic', triesAgain: true },
      { only: /sends|exchanges|copes|refreshes/ },
    );
    assert.deepEqual(judged.ended('warn'), ['credentials-in-form']);
    assert.equal(judged.exit, 0);
  });

  test('Authlib does not encode what goes by HTTP Basic', async (t) => {
    const judged = await judge(t, { credentials: 'basic, not encoded' }, { only: /sends|exchanges/ });
    assert.deepEqual(judged.ended('warn'), ['basic-encoded']);
    assert.match(judged.checks.get('basic-encoded')?.actual ?? '', /the colon of the id ends the user name/);
    assert.equal(judged.checks.get('logs-in')?.blockedBy, 'sipgate.client.basic-encoded');
    assert.equal(judged.exit, 4);
  });

  test("sipgate's node example dies of an exchange that fails", async (t) => {
    const judged = await judge(t, { diesOfFailure: true }, { only: /sends|exchanges|copes/ });
    assert.deepEqual(judged.ended('warn'), ['token-failure-told']);
    assert.match(
      judged.checks.get('token-failure-told')?.actual ?? '',
      /^after a page of HTML with status 200: no response/,
    );
    assert.deepEqual(judged.ended('error'), []);
  });

  test('passport-oauth2 never refreshes', async (t) => {
    const judged = await judge(t, { refreshes: 'never' }, { only: TOKENS });
    assert.deepEqual(judged.ended('info'), ['refreshes']);
    assert.deepEqual(judged.ended('inconclusive'), []);
    assert.equal(judged.checks.get('refresh-post')?.verdict, 'skip');
    assert.equal(judged.exit, 0);
  });

  test('Auth.js relies on PKCE alone', async (t) => {
    const judged = await judge(t, { asks: withoutStateAndNonce });
    assert.deepEqual(judged.ended('warn'), []);
    const skipped = [
      'state-sent',
      'state-unguessable',
      'state-compared',
      'nonce-sent',
      'nonce-fresh',
      'id-token-nonce',
    ];
    for (const name of skipped) assert.equal(judged.checks.get(name)?.verdict, 'skip', name);
    assert.equal(judged.exit, 0);
  });

  test('openid-client does not verify the signature of what the token endpoint gave it', async (t) => {
    const judged = await judge(t, { verifiesSignature: false }, { only: /sends|exchanges|id token/ });
    assert.deepEqual(judged.ended('info'), ['id-token-signature']);
    assert.deepEqual(judged.ended('warn'), []);
  });

  test('one that keeps the tokens of all users in one variable', async (t) => {
    const judged = await judge(t, { tokensForAll: true }, { only: /sends|exchanges|two users/ });
    assert.deepEqual(judged.ended('warn'), ['own-token']);
  });

  test('one whose state alone protects its callback takes the code of another login', async (t) => {
    const asks = (authorization: URL) => {
      for (const name of ['nonce', 'code_challenge', 'code_challenge_method']) authorization.searchParams.delete(name);
    };
    const judged = await judge(
      t,
      { asks, comparesState: true, needsIdToken: false },
      { only: /sends|exchanges|another login/ },
    );
    assert.deepEqual(judged.ended('warn'), ['code-of-another-login', 'pkce-sent']);
  });

  test('one that waits longer than any exchange may take is waited for', async (t) => {
    const judged = await judge(t, { timeoutMs: 4_000 }, { only: /sends|exchanges|for ever/ });
    assert.equal(judged.checks.get('token-silent')?.verdict, 'pass');
  });

  test('one that reads its access token', async (t) => {
    const judged = await judge(t, { parsesAccessToken: true }, { only: /sends|exchanges|copes/ });
    assert.deepEqual(judged.ended('warn'), ['token-opaque']);
  });

  test('one that asks for no openid reads no id token', async (t) => {
    const asks = (authorization: URL) => authorization.searchParams.set('scope', 'balance:read');
    const judged = await judge(t, { asks, needsIdToken: false }, { only: /sends|exchanges|id token/ });
    assert.deepEqual(judged.ended('warn'), []);
    for (const name of ['nonce-sent', 'id-token-issuer']) assert.equal(judged.checks.get(name)?.verdict, 'skip');
  });

  test('a page that a stranger sees as well is one finding, which names the setting', async (t) => {
    const judged = await judge(t, { strangersSee: 200 }, { only: /sends|exchanges|callback/ });
    assert.deepEqual(judged.ended('warn'), []);
    assert.match(judged.checks.get('logs-in')?.message ?? '', /sipgate\.app\.loggedInText/);
    assert.equal(judged.exit, 4);
    const told = await judge(t, { strangersSee: 200 }, { app: { loggedInText: 'Hello' }, only: /sends|exchanges/ });
    assert.deepEqual(told.ended('inconclusive'), []);
  });

  test('a page that is not there is one finding, which names the setting', async (t) => {
    const judged = await judge(t, {}, { app: { loggedInUrl: '/nothing' }, only: /sends|exchanges|callback/ });
    assert.deepEqual(judged.ended('warn'), []);
    assert.match(judged.checks.get('logs-in')?.message ?? '', /sipgate\.app\.loggedInUrl .*404/);
    assert.equal(judged.exit, 4);
  });

  test('another client than the target file says is told what to correct', async (t) => {
    const judged = await judge(t, {}, { app: { client: { id: 'dev', secret: 'dev' } }, only: /sends/ });
    assert.deepEqual(judged.ended('fail'), ['authorization-client-id']);
  });
});

test('an application without a secret', async (t) => {
  const client = { id: 'an-app-on-a-phone' };
  const mock = {
    clients: [{ realm: 'third-party', client_id: client.id, redirect_uris: [], any_loopback_redirect: true }],
  };
  const judged = await judge(t, { client, credentials: 'none' }, { mock, app: { client, public: true } });
  assert.deepEqual([...judged.ended('fail'), ...judged.ended('inconclusive'), ...judged.ended('warn')], []);
  assert.deepEqual(judged.ended('skip'), [
    'credentials-in-form',
    'exchange-client-secret',
    'logout',
    'refresh-client-secret',
    'secret-not-in-page',
    'secret-not-in-token-url',
    'secret-not-in-url',
  ]);
});

describe('where a login begins', { concurrency: 4 }, () => {
  const page = (html: string) => (authorization: URL, response: import('node:http').ServerResponse) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html.replaceAll('HREF', authorization.href.replaceAll('&', '&amp;')));
  };
  const first = /sends|exchanges/;

  test("at a link to the realm, as on the page of sipgate's PHP example", async (t) => {
    const begins = page('<p>Hello. <a href="/imprint">Imprint</a> <a href="HREF">Go</a></p>');
    const judged = await judge(t, { begins }, { only: first });
    assert.deepEqual([...judged.ended('fail'), ...judged.ended('inconclusive'), ...judged.ended('warn')], []);
  });

  test('at a button with a token against forgery, as that of Auth.js', async (t) => {
    const judged = await judge(t, { beginsByPost: true }, { only: first });
    assert.deepEqual([...judged.ended('fail'), ...judged.ended('inconclusive'), ...judged.ended('warn')], []);
  });

  test('at a script, as keycloak-js begins it', async (t) => {
    const begins = page('<p>Loading…</p><script>location.replace("HREF".replaceAll("&amp;", "&"))</script>');
    const judged = await judge(t, { begins }, { only: first, browsing: byBrowser() });
    assert.deepEqual([...judged.ended('fail'), ...judged.ended('warn')], []);
    assert.equal(judged.checks.get('authorization-scope')?.verdict, 'pass');
    const unread = await judge(t, { begins }, { only: first });
    assert.match(unread.checks.get('authorization-url')?.message ?? '', /leads nobody to the realm: 200/);
  });

  test('a page that offers nothing is inconclusive, and says so', async (t) => {
    const judged = await judge(t, { begins: page('<p>Soon.</p>') });
    assert.deepEqual([...judged.ended('fail'), ...judged.ended('warn'), ...judged.ended('error')], []);
    assert.match(judged.checks.get('authorization-url')?.message ?? '', /loginUrl leads nobody to the realm: 200/);
    assert.equal(judged.exit, 4);
  });
});
