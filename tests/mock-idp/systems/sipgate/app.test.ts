import assert from 'node:assert/strict';
import test from 'node:test';
import { request } from 'undici';
import { startMockIdp } from '../../../../mock-idp/server.ts';
import { createCookieJar } from '../../../../suites/harness/browser/cookies.ts';
import { seenInHtml } from '../../../../suites/harness/browser/seen.ts';
import { requestOf } from '../../../../suites/harness/browser/submission.ts';
import type { Exchange } from '../../../../suites/harness/http/exchange.ts';
import { mockFor } from '../../mock-client.ts';

/** A browser as far as this application needs one: cookies, redirects, the first button of a form. */
function browser() {
  const jar = createCookieJar();
  async function open(url: string, form?: URLSearchParams): Promise<{ url: string; status: number; text: string }> {
    const cookie = jar.headerFor(url);
    const response = await request(url, {
      method: form ? 'POST' : 'GET',
      headers: {
        ...(cookie !== undefined && { cookie }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: form.toString() }),
    });
    const text = await response.body.text();
    const headers = Object.entries(response.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one] as const),
    );
    const sent = { method: 'GET', url, headers: [] };
    jar.take({
      request: sent,
      response: { status: response.statusCode, headers, body: Buffer.from(text) },
      durationMs: 0,
    } satisfies Exchange);
    const { location } = response.headers;
    if (typeof location === 'string') return open(new URL(location, url).href);
    return { url, status: response.statusCode, text };
  }
  async function submit(page: { url: string; text: string }, fill: Record<string, string>, button = 0) {
    const [form] = seenInHtml(page.text, page.url).forms;
    assert.ok(form, page.text);
    const sent = requestOf(form, { fill, button });
    return open(sent.url, sent.form);
  }
  return { open, submit };
}

async function loggedIn(url: string) {
  const { open, submit } = browser();
  const consent = await submit(await open(`${url}/sipgate-app/login`), {
    username: 'carla',
    password: 'sunny-harbour',
  });
  return { open, home: await submit(consent, {}) };
}

test('the application logs in at the realm, shows the balance and logs out', async (t) => {
  const { url } = await mockFor(t);
  const { open, home } = await loggedIn(url);
  assert.equal(home.url, `${url}/sipgate-app/`);
  assert.match(home.text, /Logged in/);
  const me = await open(`${url}/sipgate-app/me`);
  assert.match(JSON.parse(me.text).user, /^f:.*:1000001$/);
  const balance = await open(`${url}/sipgate-app/balance`);
  assert.deepEqual([balance.status, JSON.parse(balance.text).currency], [200, 'EUR']);
  await open(`${url}/sipgate-app/logout`);
  assert.equal((await open(`${url}/sipgate-app/me`)).status, 401);
});

test('somebody who cancels is told so and stays out', async (t) => {
  const { url } = await mockFor(t);
  const { open, submit } = browser();
  const page = await open(`${url}/sipgate-app/login`);
  const [form] = seenInHtml(page.text, page.url).forms;
  const cancel = form?.buttons.findIndex(({ value }) => value === 'cancel') ?? -1;
  const end = await submit(page, {}, cancel);
  assert.deepEqual([end.status, /did not grant/.test(end.text)], [403, true]);
  assert.equal((await open(`${url}/sipgate-app/me`)).status, 401);
});

test('a callback that nobody began, and a path that is not there', async (t) => {
  const { url } = await mockFor(t);
  const { open } = browser();
  assert.equal((await open(`${url}/sipgate-app/callback?code=x&state=y`)).status, 400);
  assert.equal((await open(`${url}/sipgate-app/nothing`)).status, 404);
});

test('a fault of the application leaves the realm that it uses sound', async (t) => {
  const { url } = await mockFor(t);
  const begun = await request(`${url}/~fault/sipgate.client.unprotected/sipgate-app/login`);
  const to = new URL(String(begun.headers.location));
  assert.equal(to.origin + to.pathname, `${url}/auth/realms/third-party/protocol/openid-connect/auth`);
  assert.equal(to.searchParams.has('state'), false);
  assert.match(
    String(to.searchParams.get('redirect_uri')),
    /\/~fault\/sipgate\.client\.unprotected\/sipgate-app\/callback$/,
  );
});

test('the application can use the realm of another server, as another client', async (t) => {
  const idp = await mockFor(t);
  const app = {
    idp: idp.url,
    client_id: 'dev',
    client_secret: 'dev-secret',
    scope: 'account:read',
    resource: '/sipgate-api/v2/account',
  };
  const mock = await startMockIdp({ config: { sipgate: { app } } });
  t.after(() => mock.close());
  const { open, home } = await loggedIn(mock.url);
  assert.match(home.text, /Logged in/);
  assert.match((await open(`${mock.url}/sipgate-app/balance`)).text, /company/);
});

test('no page of the application can be framed or run a script', async (t) => {
  const { url } = await mockFor(t);
  const { headers } = await request(`${url}/sipgate-app/`);
  assert.match(String(headers['content-security-policy']), /default-src 'none'; .*frame-ancestors 'none'/);
  assert.equal(headers['x-frame-options'], 'DENY');
});
