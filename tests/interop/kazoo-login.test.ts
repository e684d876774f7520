import assert from 'node:assert/strict';
import test from 'node:test';
import { request } from 'undici';
import { mockFor } from '../mock-idp/mock-client.ts';
import { alice, apps, crossbar, opened, redirectUri, tokenOf, works } from '../mock-idp/systems/kazoo/client.ts';

interface Visit {
  readonly url: string;
  readonly status: number;
  readonly page: string;
  /** Where a redirect leads that leaves the provider. */
  readonly left?: URL;
}

/** What a person with a browser does, by HTTP: follows redirects, keeps cookies, fills the one form of a page. */
function person(home: string) {
  const cookies = new Map<string, string>();

  async function go(url: string, form?: URLSearchParams): Promise<Visit> {
    const response = await request(url, {
      method: form ? 'POST' : 'GET',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form?.toString(),
    });
    for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const page = await response.body.text();
    const location = response.headers.location;
    if (typeof location !== 'string') return { url, status: response.statusCode, page };
    const next = new URL(location, url);
    return next.origin === home ? go(next.href) : { url, status: response.statusCode, page, left: next };
  }

  return {
    go,
    submit({ url, page }: Visit, fields: Readonly<Record<string, string>>): Promise<Visit> {
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? url;
      const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
      const form = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, value]));
      for (const [name, value] of Object.entries(fields)) {
        assert.match(page, new RegExp(`name="${name}"`), `the page has a field ${name}`);
        form.set(name, value);
      }
      return go(new URL(action, url).href, form);
    },
  };
}

test('a login on the page of "google" ends as a linked Kazoo user', async (t) => {
  const { url } = await mockFor(t);
  const { token, owner, account } = await tokenOf(url, alice);
  const discovery = await (await request(`${url}/sso/google/.well-known/openid-configuration`)).body.json();
  const { authorization_endpoint } = discovery as { authorization_endpoint: string };
  assert.equal(authorization_endpoint, `${url}/sso/google/o/oauth2/auth`);

  async function signOn(visitor: ReturnType<typeof person>, password: string): Promise<Visit> {
    const query = {
      client_id: apps.google,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state: 'the state',
    };
    const page = await visitor.go(`${authorization_endpoint}?${new URLSearchParams(query)}`);
    if (page.left) return page;
    assert.match(page.page, /Sign in at/);
    return visitor.submit(page, { username: 'visitor', password });
  }

  async function callback(visit: Visit) {
    assert.equal(visit.left?.href.split('?')[0], redirectUri, visit.page);
    assert.equal(visit.left?.searchParams.get('state'), 'the state');
    const code = visit.left?.searchParams.get('code');
    const data = { provider: 'google', client_id: apps.google, redirect_uri: redirectUri, code };
    return crossbar(url, 'PUT', '/auth/callback', undefined, { data });
  }

  const wrong = await signOn(person(url), 'a wrong password');
  assert.deepEqual([wrong.status, wrong.left], [401, undefined]);

  const visitor = person(url);
  const first = await callback(await signOn(visitor, 'visitor-at-the-provider'));
  assert.deepEqual([first.status, first.json.data], [201, {}], first.text);
  const { auth_id, email } = opened(first.json.auth_token).claims;
  assert.equal(email, 'viola@visitors.tollgate.example');
  assert.equal((await crossbar(url, 'PUT', `/auth/links/${auth_id}`, token)).status, 201);

  const again = await callback(await signOn(visitor, 'not asked for again'));
  assert.deepEqual([again.json.data.owner_id, again.json.data.account_id], [owner, account], again.text);
  assert.ok(await works(url, again.json.auth_token));
});
