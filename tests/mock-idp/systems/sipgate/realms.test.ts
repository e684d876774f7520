import assert from 'node:assert/strict';
import test from 'node:test';
import { openJwt } from '../../../../mock-idp/oidc/keys.ts';
import { createCookieJar } from '../../../../suites/harness/browser/cookies.ts';
import { headerValues } from '../../../../suites/harness/http/exchange.ts';
import { crm, dev } from '../../../interop/person.ts';
import { mockFor, send } from '../../mock-client.ts';
import { authorizationUrl, carla, htmlOf, logIn, postToken, protocol, visit } from './client.ts';

test('the response has the members of the document, and no others', async (t) => {
  const { url } = await mockFor(t);
  const { json, headers, status } = await logIn(url);
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(json).sort(), [
    'access_token',
    'expires_in',
    'id_token',
    'not-before-policy',
    'refresh_expires_in',
    'refresh_token',
    'session_state',
    'token_type',
  ]);
  assert.equal(json.token_type, 'bearer');
  assert.equal(json.expires_in, 300);
  assert.equal(json.refresh_expires_in, 2_592_000);
  assert.equal(json['not-before-policy'], 0);
  assert.match(json.session_state, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers.pragma, 'no-cache');
});

test('tokens have the claims of the document: scopes as realm roles, the client as a string audience', async (t) => {
  const { url } = await mockFor(t);
  const { json } = await logIn(url, { nonce: 'n-1' });
  const access = openJwt(json.access_token);
  assert.equal(access.header.alg, 'RS256');
  assert.equal(access.header.typ, 'JWT');
  const { claims } = access;
  assert.equal(claims.iss, `${url}/auth/realms/third-party`);
  assert.equal(claims.aud, crm.id);
  assert.equal(claims.azp, crm.id);
  assert.equal(claims.typ, 'Bearer');
  assert.equal(claims.nbf, 0);
  assert.equal(Number(claims.exp) - Number(claims.iat), 300);
  assert.deepEqual(claims.realm_access, { roles: ['balance:read'] });
  assert.deepEqual(claims.resource_access, {});
  assert.deepEqual(claims['allowed-origins'], []);
  assert.equal(claims.session_state, json.session_state);
  assert.equal(claims.scope, undefined);
  const id = openJwt(json.id_token).claims;
  assert.deepEqual(
    [id.typ, id.aud, id.azp, id.nonce, id.session_state],
    ['ID', crm.id, crm.id, 'n-1', json.session_state],
  );
  assert.equal(id.sub, claims.sub);
});

test('a scope that the realm does not know is told in the response', async (t) => {
  const { url } = await mockFor(t);
  const { json } = await logIn(url, { scope: 'balance:read moon:walk' });
  assert.equal(json.scope, 'balance:read');
});

test('a refresh with a narrower scope gives a token that opens no more than that', async (t) => {
  const { url } = await mockFor(t);
  const { json } = await logIn(url, { scope: 'balance:read account:read' });
  const refreshed = await postToken(url, {
    grant_type: 'refresh_token',
    refresh_token: json.refresh_token,
    scope: 'account:read',
  });
  const statusOf = async (path: string, token: string) =>
    (await send(`${url}/sipgate-api/v2/${path}`, 'GET', { headers: { authorization: `Bearer ${token}` } })).status;
  const { access_token } = refreshed.json;
  assert.deepEqual(openJwt(access_token).claims.realm_access, { roles: ['account:read'] });
  assert.deepEqual([await statusOf('account', access_token), await statusOf('balance', access_token)], [200, 403]);
  assert.equal(await statusOf('balance', json.access_token), 200);
});

test('every documented scope is known', async (t) => {
  const { url } = await mockFor(t);
  const { json } = await send(`${url}/auth/realms/third-party/.well-known/openid-configuration`);
  for (const scope of [
    'all',
    'openid',
    'account:read',
    'sessions:sms:write',
    'phonelines:voicemails:greetings:write',
  ]) {
    assert.ok(json.scopes_supported.includes(scope), scope);
  }
  assert.equal(json.token_endpoint, `${url}${protocol}/token`);
});

test('the login page is plain HTML with labels, without script, and cannot be framed or kept', async (t) => {
  const { url } = await mockFor(t);
  const { pages } = await visit(url, authorizationUrl(url), { as: undefined });
  const [page] = pages;
  const html = htmlOf(page?.exchange);
  assert.equal(page?.kind, 'login');
  assert.match(html, /<html lang="en">/);
  assert.match(html, /<label for="username">/);
  assert.match(html, /<label for="password">/);
  assert.match(html, /autocomplete="current-password"/);
  assert.doesNotMatch(html, /<script/);
  const header = (name: string) => headerValues(page?.exchange.response?.headers ?? [], name)[0] ?? '';
  assert.match(header('content-security-policy'), /default-src 'none'/);
  assert.match(header('content-security-policy'), /frame-ancestors 'none'/);
  assert.equal(header('x-frame-options'), 'DENY');
  assert.equal(header('referrer-policy'), 'no-referrer');
  assert.equal(header('cache-control'), 'no-store');
  assert.equal(header('x-content-type-options'), 'nosniff');
});

test('what was typed comes back escaped after a wrong password', async (t) => {
  const { url } = await mockFor(t);
  const as = { name: '"><b>carla', password: 'wrong' };
  const { last, redirect } = await visit(url, authorizationUrl(url), { as });
  assert.equal(redirect, undefined);
  assert.equal(last.response?.status, 401);
  assert.match(htmlOf(last), /User name or password is wrong\./);
  assert.match(htmlOf(last), /value="&quot;&gt;&lt;b&gt;carla"/);
});

test('consent is asked once, again for more scopes, and can be denied', async (t) => {
  const { url } = await mockFor(t);
  const kinds = async (changes: Record<string, string>, consent: 'accept' | 'deny' = 'accept') => {
    const { pages, redirect } = await visit(url, authorizationUrl(url, changes), { consent });
    return [pages.map(({ kind }) => kind).join(' '), redirect?.searchParams.get('error')];
  };
  assert.deepEqual(await kinds({}), ['login consent', null]);
  assert.deepEqual(await kinds({}), ['login', null]);
  const wider = { scope: 'balance:read account:read', state: 's' };
  assert.deepEqual(await kinds(wider, 'deny'), ['login consent', 'access_denied']);
  assert.deepEqual(await kinds(wider), ['login consent', null]);
  assert.deepEqual(await kinds(wider), ['login', null]);
});

test('further logins of the same session leave earlier tokens alive', async (t) => {
  const { url } = await mockFor(t);
  const jar = createCookieJar();
  const tokens = [];
  for (let count = 0; count < 3; count += 1) {
    const { redirect } = await visit(url, authorizationUrl(url), { jar });
    const code = redirect?.searchParams.get('code') ?? '';
    tokens.push(await postToken(url, { grant_type: 'authorization_code', code, redirect_uri: crm.redirectUri }));
  }
  for (const { json } of tokens) {
    const authorization = `Bearer ${json.access_token}`;
    assert.equal((await send(`${url}/sipgate-api/v2/balance`, 'GET', { headers: { authorization } })).status, 200);
    assert.equal(
      (await postToken(url, { grant_type: 'refresh_token', refresh_token: json.refresh_token })).status,
      200,
    );
  }
});

test('a look into the future ends nothing, and a thousand other tokens push none out', async (t) => {
  const { url } = await mockFor(t);
  const { json } = await logIn(url);
  const form = { grant_type: 'refresh_token', refresh_token: json.refresh_token };
  const late = await postToken(url, form, { 'tollgate-clock': '+2592001' });
  assert.equal(late.json.error, 'invalid_grant');
  const own = { client_id: dev.id, client_secret: dev.secret, grant_type: 'client_credentials', scope: 'balance:read' };
  for (let count = 0; count < 1100; count += 50) {
    await Promise.all(Array.from({ length: 50 }, () => postToken(url, own)));
  }
  assert.equal((await postToken(url, form)).status, 200);
});

test('the client dev takes any loopback redirect URI, and the grants for development', async (t) => {
  const { url } = await mockFor(t);
  for (const redirect_uri of ['http://127.0.0.1:1234/a?b=c', 'http://localhost:9/x', 'http://[::1]:5000/']) {
    const request = authorizationUrl(url, { client_id: dev.id, redirect_uri });
    const { redirect } = await visit(url, request, { redirectUri: redirect_uri });
    assert.ok(redirect?.searchParams.has('code'), redirect_uri);
  }
  const strange = authorizationUrl(url, { client_id: dev.id, redirect_uri: 'http://example.com/' });
  assert.equal((await visit(url, strange, { redirectUri: 'http://example.com/' })).last.response?.status, 400);
  const own = { client_id: dev.id, client_secret: dev.secret };
  const password = {
    ...own,
    grant_type: 'password',
    username: carla.name,
    password: carla.password,
    scope: 'balance:read',
  };
  const { json } = await postToken(url, password);
  assert.ok(json.access_token && json.refresh_token && json.id_token && json.session_state);
  const wrong = await postToken(url, { ...password, password: 'wrong' });
  assert.deepEqual([wrong.status, wrong.json.error], [400, 'invalid_grant']);
});

test('browser applications of registered origins may call the token endpoint, others may not', async (t) => {
  const { url } = await mockFor(t);
  const form = { grant_type: 'refresh_token', refresh_token: 'none' };
  const known = await postToken(url, form, { origin: 'https://crm.example.com' });
  assert.equal(known.headers['access-control-allow-origin'], 'https://crm.example.com');
  const strange = await postToken(url, form, { origin: 'https://attacker.example' });
  assert.equal(strange.headers['access-control-allow-origin'], undefined);
});

test('introspection and revocation know JWT access tokens; logging out ends what was made in the session', async (t) => {
  const { url } = await mockFor(t);
  const jar = createCookieJar();
  const { redirect } = await visit(url, authorizationUrl(url), { jar });
  const code = redirect?.searchParams.get('code') ?? '';
  const { json } = await postToken(url, { grant_type: 'authorization_code', code, redirect_uri: crm.redirectUri });
  const ask = async () => {
    const body = new URLSearchParams({
      token: json.access_token,
      client_id: crm.id,
      client_secret: crm.secret,
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return (await send(`${url}${protocol}/token/introspect`, 'POST', { headers, body })).json;
  };
  assert.equal((await ask()).active, true);
  const page = `${url}${protocol}/logout?id_token_hint=${json.id_token}`;
  const button = { accept: 'logout=yes' };
  const { last } = await visit(url, page, { jar, redirectUri: 'https://crm.example.com/', as: undefined }, button);
  assert.equal(last.response?.status, 200, htmlOf(last));
  const refreshed = await postToken(url, { grant_type: 'refresh_token', refresh_token: json.refresh_token });
  assert.equal(refreshed.json.error, 'invalid_grant');
  assert.equal((await ask()).active, false);
});

test('unknown realms are not there; a realm has its document', async (t) => {
  const { url } = await mockFor(t);
  const unknown = await send(`${url}/auth/realms/nowhere`);
  assert.deepEqual([unknown.status, unknown.json], [404, { error: 'Realm does not exist' }]);
  const { json } = await send(`${url}/auth/realms/sipgate-apps`);
  assert.equal(json.realm, 'sipgate-apps');
  assert.equal(json['tokens-not-before'], 0);
});

test('users, clients and lifetimes come from the configuration', async (t) => {
  const { url } = await mockFor(t, {
    config: {
      sipgate: {
        users: [{ username: 'erin', password: 'own-password' }],
        clients: [
          {
            realm: 'sipgate-apps',
            client_id: 'mine',
            client_secret: 's',
            redirect_uris: [],
            grant_types: ['password'],
          },
        ],
        lifetimes: { accessToken: 7 },
      },
    },
  });
  const body = new URLSearchParams({
    client_id: 'mine',
    client_secret: 's',
    grant_type: 'password',
    username: 'erin',
    password: 'own-password',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const token = `${url}/auth/realms/sipgate-apps/protocol/openid-connect/token`;
  const { json, status } = await send(token, 'POST', { headers, body });
  assert.deepEqual([status, json.expires_in], [200, 7]);
});

test('a wrong configuration is told with its place', async (t) => {
  await assert.rejects(mockFor(t, { config: { sipgate: { preset: 'okta' } } }), /\/sipgate\/preset/);
});

test('a code can be made without a browser', async (t) => {
  const { url } = await mockFor(t);
  const order = {
    system: 'sipgate',
    client: crm.id,
    user: 'carla',
    redirect_uri: crm.redirectUri,
    scope: 'balance:read',
  };
  const { json } = await send(`${url}/_control/mint`, 'POST', { body: order });
  const form = { grant_type: 'authorization_code', code: json.code, redirect_uri: crm.redirectUri };
  assert.equal((await postToken(url, form)).status, 200);
  const wrong = await send(`${url}/_control/mint`, 'POST', { body: { ...order, user: 'nobody' } });
  assert.deepEqual([wrong.status, /nobody/.test(wrong.text)], [400, true]);
});

test('a fault about errors leaves a response without a body as it is', async (t) => {
  const { url } = await mockFor(t);
  for (const fault of ['errors-as-text', 'wrong-secret-403', 'missing-parameter-told-wrong']) {
    const { status } = await send(`${url}/~fault/sipgate.server.${fault}${protocol}/token`, 'PUT');
    assert.equal(status, 404, fault);
  }
});
