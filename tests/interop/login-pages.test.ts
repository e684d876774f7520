import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { targetOf } from '../../suites/harness/target/load.ts';
import type { Members } from '../../suites/harness/target/members.ts';
import { readTls } from '../../suites/harness/target/pem.ts';
import { consent } from '../../suites/sipgate/consent.ts';
import { serverFlows } from '../../suites/sipgate/flows.ts';
import { login, refusedLogins } from '../../suites/sipgate/login.ts';
import { redirects } from '../../suites/sipgate/redirects.ts';
import { BUNDLED, judge } from '../hostile/judge.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { browserFor, deadUrl, pageServer } from '../suites/harness/browser/page-server.ts';
import { always, boxedConsent, page, plainLogin, refusal, scriptedPages } from './login-pages.ts';

/** Where pictures of pages go. */
process.env.TOLLGATE_OUT = mkdtempSync(join(tmpdir(), 'tollgate-pages-'));

type Serve = Parameters<typeof pageServer>[1];
const pem = (name: string) => fileURLToPath(new URL(`../hostile/tls/test-only-${name}.pem`, import.meta.url));
const PAGE = 'sipgate.authorization.page';
const LOGIN = 'sipgate.login.password';
const CODE = 'sipgate.code.in-query';

/** Lets flows judge a server in the browser; undefined where there is none. */
async function judged(t: TestContext, serve: Serve | string, flows: readonly unknown[] = [login], more: Members = {}) {
  const settings = targetOf({ ...BUNDLED, url: 'http://127.0.0.1', ...more });
  const browsing = await browserFor(t, { tls: readTls(settings), timeoutMs: 3_000 });
  if (!browsing) return undefined;
  const url = typeof serve === 'string' ? serve : (await pageServer(t, serve)).url;
  const found = await judge(flows as never, url, { timeoutMs: 3_000, ...more }, { browsing });
  const said = (id: string) => {
    const { verdict, actual, message } = found.checks.find((check) => check.id === id) ?? {};
    return [verdict, message ?? actual] as const;
  };
  assert.equal(found.summary.error, undefined);
  return { ...found, said };
}

test('login pages made by scripts are passed, in the browser and from there on', async (t) => {
  const found = await judged(t, scriptedPages(), [login, refusedLogins, redirects]);
  if (!found) return;
  const { verdicts } = found;
  const wanted = [
    PAGE,
    LOGIN,
    CODE,
    'sipgate.login.wrong-password',
    'sipgate.rfc.state-returned',
    'sipgate.code.redirect-uri',
  ];
  assert.deepEqual(
    wanted.map((id) => [id, verdicts.get(id)]),
    wanted.map((id) => [id, 'pass']),
  );
});

test('a consent page with boxes is granted for the scopes that were asked for, and its Cancel is no submit button', async (t) => {
  const found = await judged(t, boxedConsent(), [login, consent, redirects]);
  if (!found) return;
  const { verdicts } = found;
  const wanted = [PAGE, LOGIN, CODE, 'sipgate.consent.asked', 'sipgate.consent.once', 'sipgate.rfc.state-returned'];
  assert.deepEqual(
    wanted.map((id) => [id, verdicts.get(id)]),
    wanted.map((id) => [id, 'pass']),
  );
});

test('a button that leads on grants nothing: it is pressed where a consent would be waited for', async (t) => {
  const found = await judged(t, scriptedPages(), [login, consent]);
  if (!found) return;
  assert.equal(found.verdicts.get('sipgate.consent.once'), 'pass');
  assert.equal(found.verdicts.get('sipgate.consent.asked'), 'fail');
});

test('a realm that asks to slow down is asked again in the browser, and what it throttles is not judged', async (t) => {
  const serve = plainLogin((query) => refusal(query, { code: 'a-code-of-some-length' }));
  let asked = 0;
  const once = await judged(t, (one) =>
    asked++ === 0 ? { status: 429, headers: { 'Retry-After': '0' } } : serve(one),
  );
  const always429 = await judged(t, () => ({ status: 429, headers: { 'Retry-After': '0' }, body: 'Slow down' }));
  if (!once || !always429) return;
  assert.deepEqual([once.verdicts.get(PAGE), once.verdicts.get(LOGIN)], ['pass', 'pass']);
  const [verdict, message] = always429.said(PAGE);
  assert.equal(verdict, 'inconclusive');
  assert.match(String(message), /asked \d+ times to slow down/);
});

test('a page after the login that is neither is named, and is no wrong password', async (t) => {
  const found = await judged(
    t,
    plainLogin(() => page('<h1>Update Account</h1><form><input name="firstName"><button>Save it</button></form>')),
  );
  if (!found) return;
  const [verdict, words] = found.said(LOGIN);
  assert.equal(verdict, 'inconclusive');
  assert.match(
    String(words),
    /^logged in, then a page with "Update Account Save it" and the buttons "Save it", .*sipgate\.form\.accept/,
  );
  assert.equal(found.verdicts.get(PAGE), 'pass');
});

test('a wrong password is one', async (t) => {
  const more = { sipgate: { ...(BUNDLED.sipgate as object), user: { name: 'carla', password: 'another' } } };
  const found = await judged(
    t,
    plainLogin(() => page('')),
    [login],
    more,
  );
  if (!found) return;
  assert.equal(found.verdicts.get(LOGIN), 'fail');
});

test('what the server says is wrong stands in the finding, from query and fragment', async (t) => {
  const described = { error: 'invalid_scope', error_description: 'Invalid scopes: nope:read' };
  const inQuery = await judged(t, ({ url }) => refusal(url.searchParams, described));
  const inFragment = await judged(t, ({ url }) => {
    const { headers } = refusal(url.searchParams, described);
    return { status: 302, headers: { Location: String(headers?.Location).replace('?', '#') } };
  });
  if (!inQuery || !inFragment) return;
  const words =
    /redirect to https:\/\/crm\.example\.com\/auth with .*error=invalid_scope, error_description=Invalid scopes: nope:read/;
  assert.match(String(inQuery.said(PAGE)[1]), words);
  assert.match(
    String(inFragment.said(PAGE)[1]),
    /with no query and in the fragment error=invalid_scope, error_description=Invalid scopes/,
  );
});

const shown: readonly (readonly [what: string, serve: Serve, words: RegExp])[] = [
  ['a 204', always({ status: 204 }), /^204.*, empty body/],
  ['an empty 404', always({ status: 404 }), /^404 text\/html, empty body/],
  ['an empty 500', always({ status: 500 }), /^500 text\/html, empty body/],
  [
    'a download',
    always({ headers: { 'Content-Disposition': 'attachment; filename=x' }, body: 'x' }),
    /^200 text\/html: x$/,
  ],
  [
    'a redirect loop',
    ({ url }) => ({ status: 302, headers: { Location: url.pathname } }),
    /^302 to .* \(the redirects do not end\)$/,
  ],
];

for (const [what, serve, words] of shown) {
  test(`${what} at the authorization endpoint is a finding of the page, not an error of ours`, async (t) => {
    const found = await judged(t, serve);
    if (!found) return;
    const [verdict, actual] = found.said(PAGE);
    assert.equal(verdict, 'fail');
    assert.match(String(actual), words);
    assert.deepEqual(found.unfounded, []);
  });
}

test('a page on which scripts make nothing is inconclusive, and says what was seen', async (t) => {
  const found = await judged(t, always(page('Loading…<script></script>')));
  if (!found) return;
  const [verdict, message] = found.said(PAGE);
  assert.equal(verdict, 'inconclusive');
  assert.match(
    String(message),
    /^no fields for user name and password were found: other page "Loading…".*sipgate\.form/,
  );
});

const down: readonly (readonly [what: string, kind: string, url: (t: TestContext) => Promise<string>])[] = [
  ['where nothing listens', 'refused', () => deadUrl()],
  ['that is silent', 'timeout', async (t) => (await pageServer(t, () => undefined)).url],
  [
    'whose headers are too big',
    'malformed',
    async (t) => (await pageServer(t, always({ headers: { X: 'x'.repeat(2 ** 20) } }))).url,
  ],
  ['behind an authority that the target file does not name', 'tls', async (t) => (await secureMock(t)).url],
];

for (const [what, kind, url] of down) {
  test(`a realm ${what} is given up after three visits, and everything is blocked by that`, async (t) => {
    const found = await judged(t, await url(t), serverFlows, { timeoutMs: 1_000 });
    if (!found) return;
    const { checks, exchanges, summary } = found;
    assert.deepEqual(
      Object.keys(summary).filter((verdict) => verdict !== 'skip'),
      ['inconclusive'],
    );
    assert.deepEqual(
      exchanges.map(({ failure }) => failure?.kind),
      [kind, kind, kind],
    );
    assert.equal(checks.find(({ id }) => id === PAGE)?.blockedBy, 'sipgate.reachable');
    for (const { message = '' } of checks) assert.doesNotMatch(message, /Call log|page\.goto|net::|\n/);
  });
}

test('a realm behind a private authority is judged in the browser as anywhere else', async (t) => {
  const { url } = await secureMock(t);
  for (const tls of [{ ca: pem('ca') }, { insecure: true }]) {
    const found = await judged(t, url, [login, redirects], { tls });
    if (!found) return;
    assert.deepEqual(Object.keys(found.summary), ['pass']);
  }
});

async function secureMock(t: TestContext) {
  const [key = '', cert = ''] = ['server.key', 'server'].map((name) => readFileSync(pem(name), 'utf8'));
  return mockFor(t, { tls: { key, cert } });
}
