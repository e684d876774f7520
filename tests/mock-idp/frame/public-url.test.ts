import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor, type Response, send } from '../mock-client.ts';

const realm = '/auth/realms/third-party';
const redirect = 'http://127.0.0.1:9/';
const query = `response_type=code&client_id=dev&redirect_uri=${redirect}&scope=balance:read&state=1`;

/** A browser behind a proxy: keeps cookies by path, and reaches `publicUrl` by asking `localUrl` for `path`. */
function visitor(reach: (url: string) => { url: string; headers?: Record<string, string> }) {
  const jar = new Map<string, { value: string; path: string }>();
  return async (url: string, method = 'GET', form?: Record<string, string>): Promise<Response> => {
    const { pathname } = new URL(url);
    const cookies = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const { url: local, headers } = reach(url);
    const response = await send(local, method, {
      headers: {
        ...headers,
        cookie: cookies.join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; ?path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') jar.delete(name);
      else jar.set(name, { value, path });
    }
    return response;
  };
}

/** Logs in as a browser does; every Location must lie below the base. */
async function logIn(base: string, visit: ReturnType<typeof visitor>): Promise<string> {
  const { json } = await visit(`${base}${realm}/.well-known/openid-configuration`);
  for (const [name, url] of Object.entries(json).filter(([, value]) => /^https?:/.test(String(value)))) {
    assert.ok(String(url).startsWith(base), `${name} ${url}`);
  }
  assert.equal(json.issuer, base + realm);
  let response = await visit(`${json.authorization_endpoint}?${query}`);
  let at = '';
  for (let hops = 0; hops < 12; hops += 1) {
    const location = response.headers.location === undefined ? undefined : String(response.headers.location);
    if (location?.startsWith(redirect)) return new URL(location).searchParams.get('code') ?? assert.fail(location);
    if (location !== undefined) {
      at = new URL(location, at || base).href;
      assert.ok(at.startsWith(base), at);
      response = await visit(at);
    } else {
      const form: Record<string, string> = response.text.includes('name="password"')
        ? { username: 'carla', password: 'sunny-harbour' }
        : { consent: 'yes' };
      response = await visit(at, 'POST', form);
    }
  }
  return assert.fail(`no code: ${response.status} ${response.text}`);
}

for (const publicUrl of [
  'https://login.example.test',
  'https://login.example.test/base',
  'http://login.example.test:81/a/b',
]) {
  for (const strips of [true, false]) {
    test(`a login by ${publicUrl}, whose proxy ${strips ? 'strips' : 'keeps'} the path, stays there`, async (t) => {
      const { localUrl, url } = await mockFor(t, { publicUrl });
      assert.equal(url, publicUrl);
      const from = strips ? publicUrl : new URL(publicUrl).origin;
      const visit = visitor((wanted) => ({ url: localUrl + wanted.slice(from.length) }));
      assert.match(await logIn(publicUrl, visit), /^[\w-]{20,}$/);
    });
  }
}

test('what a trusted proxy says of the address counts, for each request; untrusted words do not', async (t) => {
  const outside = 'https://idp.example.test/mock';
  const fields = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'idp.example.test',
    'x-forwarded-prefix': '/mock',
  };
  const { localUrl } = await mockFor(t, { config: { trustProxy: true } });
  const visit = visitor((wanted) => ({ url: localUrl + wanted.slice(outside.length), headers: fields }));
  const code = await logIn(outside, visit);
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    client_id: 'dev',
    client_secret: 'dev-secret',
  };
  const exchanged = await send(`${localUrl}${realm}/protocol/openid-connect/token`, 'POST', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  assert.equal(exchanged.status, 200, 'the application exchanges the code past the proxy');
  const issuer = async (url: string, headers: Record<string, string>) =>
    (await send(`${url}${realm}/.well-known/openid-configuration`, 'GET', { headers })).json.issuer;
  const standard = { forwarded: 'for=192.0.2.1;proto=https;host="idp.example.test"' };
  assert.equal(await issuer(localUrl, standard), `https://idp.example.test${realm}`);
  const unusable: Record<string, string>[] = [{ 'x-forwarded-host': 'a b' }, { 'x-forwarded-proto': 'javascript' }, {}];
  for (const wrong of unusable) {
    assert.equal(await issuer(localUrl, wrong), localUrl + realm);
  }
  const untrusting = await mockFor(t);
  assert.equal(await issuer(untrusting.localUrl, fields), untrusting.url + realm);
});
