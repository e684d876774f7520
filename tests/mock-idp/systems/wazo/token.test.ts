import assert from 'node:assert/strict';
import test from 'node:test';
import {
  admin,
  alice,
  base,
  basic,
  bob,
  guarded,
  login,
  mockFor,
  type Response,
  type Sending,
  send,
} from '../../mock-client.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}$/;

/** The error of the token resources: one reason, one time, the status again. */
function assertTokenError(response: Response, status: number, reason?: string | RegExp): void {
  assert.equal(response.status, status, response.text);
  assert.deepEqual(Object.keys(response.json), ['reason', 'timestamp', 'status_code']);
  assert.equal(response.json.status_code, status);
  assert.equal(response.json.reason.length, 1);
  assert.equal(typeof response.json.timestamp[0], 'number');
  if (typeof reason === 'string') assert.equal(response.json.reason[0], reason);
  else if (reason) assert.match(response.json.reason[0], reason);
}

test('a login answers 200 with all members in their order', async (t) => {
  const { url } = await mockFor(t);
  const response = await login(url, { expiration: 3600 }, alice, {
    'user-agent': 'phone/1',
    'x-forwarded-for': '1.2.3.4, 5.6.7.8',
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers['content-type'], 'application/json');
  assert.equal(response.headers['wazo-sessions-revoked'], '0');
  assert.equal(response.headers['www-authenticate'], undefined);
  const { data } = response.json;
  const members =
    'token auth_id xivo_user_uuid xivo_uuid issued_at expires_at utc_issued_at utc_expires_at acl metadata session_uuid remote_addr user_agent';
  assert.deepEqual(Object.keys(data), members.split(' '));
  assert.match(data.token, uuid);
  assert.match(data.session_uuid, uuid);
  for (const time of ['issued_at', 'expires_at', 'utc_issued_at', 'utc_expires_at'])
    assert.match(data[time], local, time);
  assert.equal(Date.parse(`${data.utc_expires_at}Z`) - Date.parse(`${data.utc_issued_at}Z`), 3_600_000);
  assert.equal(data.expires_at.slice(20), data.issued_at.slice(20));
  assert.equal(data.metadata.uuid, data.auth_id);
  assert.equal(data.metadata.pbx_user_uuid, data.xivo_user_uuid);
  assert.equal(data.metadata.purpose, 'user');
  assert.ok(
    data.acl.includes('auth.users.me.tokens.read') && data.acl.includes('agentd.users.me.agents.#'),
    'two policies',
  );
  assert.equal(data.remote_addr, '5.6.7.8');
  assert.equal(data.user_agent, 'phone/1');
});

test('a user with another purpose has no telephone user', async (t) => {
  const { url } = await mockFor(t);
  const { data } = (await login(url, {}, basic('service', 'service-secret'))).json;
  assert.equal(data.xivo_user_uuid, null);
  assert.equal(data.metadata.pbx_user_uuid, null);
  assert.equal(data.metadata.purpose, 'internal');
});

test('step 1: unknown paths are an HTML 404, other methods a 405 with Allow', async (t) => {
  const { url } = await mockFor(t);
  for (const path of ['/token/', '/nothing', '/users/me']) {
    const response = await send(url + base + path, 'POST', { headers: { authorization: alice }, body: {} });
    assert.equal(response.status, 404, path);
    assert.match(String(response.headers['content-type']), /^text\/html/);
  }
  assert.equal((await send(`${url}/api/auth/token`, 'POST', { body: {} })).status, 404);
  const wrong = await send(`${url}${base}/token`);
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.allow, 'OPTIONS, POST');
  assert.deepEqual(Object.keys(wrong.json), ['message']);
  const options = await send(`${url}${base}/token`, 'OPTIONS');
  assert.equal(options.status, 200);
  assert.equal(options.headers.allow, 'OPTIONS, POST');
});

test('step 2: a body that is no JSON is a 400 with a message', async (t) => {
  const { url } = await mockFor(t);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const cases: [string, Sending][] = [
    ['absent', {}],
    ['empty', { body: '' }],
    ['malformed', { body: '{"expiration": }' }],
    ['cut off', { body: '{"expiration": 1' }],
    ['not UTF-8', { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }],
    ['labelled as a form', { body: '{"expiration": 1}', headers: form }],
  ];
  for (const [name, { body, headers }] of cases) {
    const response = await send(`${url}${base}/token`, 'POST', { body, headers: { authorization: alice, ...headers } });
    assert.equal(response.status, 400, name);
    assert.deepEqual(Object.keys(response.json), ['message'], name);
  }
});

test('step 2: the media type is not looked at, and unknown members are ignored', async (t) => {
  const { url } = await mockFor(t);
  for (const type of [undefined, 'text/plain', 'application/json; charset=utf-8']) {
    const headers = { authorization: alice, ...(type && { 'content-type': type }) };
    const response = await send(`${url}${base}/token`, 'POST', {
      headers,
      body: '{"expiration": 60, "colour": "red"}',
    });
    assert.equal(response.status, 200, type);
  }
});

test('step 3: empty JSON of any type counts as {}, other types are refused', async (t) => {
  const { url } = await mockFor(t);
  for (const body of ['null', '[]', '""', '0', 'false', '{}']) {
    const response = await send(`${url}${base}/token`, 'POST', { headers: { authorization: alice }, body });
    assert.equal(response.status, 200, body);
  }
  for (const body of ['[1]', '"x"', '7', 'true']) {
    const response = await send(`${url}${base}/token`, 'POST', { headers: { authorization: alice }, body });
    assertTokenError(response, 400, "{'_schema': ['Invalid input type.']}");
  }
});

test('step 4: fields are read as Python would, and refused with Python’s words', async (t) => {
  const { url } = await mockFor(t);
  const send1 = (body: string) => send(`${url}${base}/token`, 'POST', { headers: { authorization: alice }, body });
  const good = ['1', '315360000', '"3600"', '" 60 "', '"1_000"', '3.7', '6e1'];
  for (const value of good) assert.equal((await send1(`{"expiration": ${value}}`)).status, 200, value);
  const lifetimes = { '" 60 "': 60, '"1_000"': 1000, '3.7': 3 };
  for (const [value, seconds] of Object.entries(lifetimes)) {
    const { data } = (await send1(`{"expiration": ${value}}`)).json;
    assert.equal(Date.parse(`${data.utc_expires_at}Z`) - Date.parse(`${data.utc_issued_at}Z`), seconds * 1000, value);
  }

  const range =
    /^\{'expiration': \[\{'constraint_id': 'range', 'constraint': \{'min': 1, 'max': 315360000\}, 'message': 'Must be/;
  const type = "{'expiration': {'message': 'Not a valid integer.', 'constraint_id': 'type', 'constraint': 'integer'}}";
  const wrong: [string, string | RegExp][] = [
    ['0', range],
    ['-1', range],
    ['0.5', range],
    ['315360001', range],
    ['9999999999999999999999', range],
    ['"abc"', type],
    ['"3.7"', type],
    ['""', type],
    ['[]', type],
    ['{}', type],
    ['true', type],
    ['false', type],
    ['Infinity', "{'expiration': ['Number too large.']}"],
    ['NaN', /^\{'expiration': /],
    [
      'null',
      "{'expiration': {'message': 'Field may not be null.', 'constraint_id': 'not_null', 'constraint': 'not_null'}}",
    ],
  ];
  for (const [value, reason] of wrong) assertTokenError(await send1(`{"expiration": ${value}}`), 400, reason);

  const fields: [string, string][] = [
    [
      '{"access_type": "OFFLINE"}',
      "{'access_type': [{'constraint_id': 'enum', 'constraint': {'choices': ['online', 'offline']}, 'message': 'Must be one of: online, offline.'}]}",
    ],
    [
      '{"client_id": ""}',
      "{'client_id': [{'constraint_id': 'length', 'constraint': {'min': 1, 'max': 1024}, 'message': 'Length must be between 1 and 1024.'}]}",
    ],
    [
      '{"client_id": 7}',
      "{'client_id': {'message': 'Not a valid string.', 'constraint_id': 'type', 'constraint': 'string'}}",
    ],
    [
      '{"refresh_token": []}',
      "{'refresh_token': {'message': 'Not a valid string.', 'constraint_id': 'type', 'constraint': 'string'}}",
    ],
  ];
  for (const [body, reason] of fields) assertTokenError(await send1(body), 400, reason);
  assertTokenError(await send1(JSON.stringify({ client_id: 'x'.repeat(1025) })), 400, /Length must be/);
  assert.equal((await send1(JSON.stringify({ client_id: '📞'.repeat(1024) }))).status, 200);
  assertTokenError(
    await send1('{"client_id": "a\\u0000b", "expiration": 0}'),
    400,
    /'expiration'.*'client_id'|'client_id'.*'expiration'/,
  );
});

test('step 5: members that exclude or need one another', async (t) => {
  const { url } = await mockFor(t);
  const cases: [object, string][] = [
    [{ refresh_token: 'x' }, `{'_schema': ['"client_id" must be specified when using a "refresh_token"']}`],
    [
      { access_type: 'offline' },
      `{'_schema': ['"client_id" must be specified when using "access_type" is "offline"']}`,
    ],
    [
      { access_type: 'offline', client_id: 'c', refresh_token: 'x' },
      `{'_schema': ['cannot use the "access_type" "offline" with a refresh token']}`,
    ],
    [{ tenant_id: 'a', domain_name: 'b' }, `{'_schema': ['"tenant_id" and "domain_name" must be mutually exclusive']}`],
    [
      { client_id: 'c', saml_session_id: 's', refresh_token: 'x' },
      `{'_schema': ['Cannot use a "saml_session_id" and a "refresh_token" at the same time']}`,
    ],
  ];
  for (const [body, reason] of cases) assertTokenError(await login(url, body, alice), 400, reason);
  assertTokenError(
    await login(url, { expiration: 0, access_type: 'offline' }, alice),
    400,
    /^\{'expiration': (?!.*_schema)/,
  );
  assertTokenError(await login(url, { expiration: 0 }, basic('alice', 'wrong')), 400);
});

test('step 6: how credentials may be written', async (t) => {
  const { url } = await mockFor(t);
  const good: [string, string][] = [
    ['plain', alice],
    ['a name in other case', basic('ALICE', 'correct-horse')],
    ['a confirmed e-mail', basic('Alice@Example.com', 'correct-horse')],
    ['UTF-8', basic('latin', 'pé:péç')],
    ['Latin-1', basic('latin', 'pé:péç', 'latin1')],
    ['UTF-8 beyond Latin-1', basic('pépé', 'pépéç€')],
  ];
  for (const [name, header] of good) assert.equal((await login(url, {}, header)).status, 200, name);
  const refused: [string, string | undefined][] = [
    ['none', undefined],
    ['a wrong password', basic('alice', 'wrong')],
    ['a password in other case', basic('alice', 'Correct-Horse')],
    ['an unknown user', basic('mallory', 'correct-horse')],
    ['a disabled user', basic('disabled', 'once-valid')],
    ['a user of another authentication method', basic('federated', 'kept-elsewhere')],
    ['an e-mail that is not confirmed', basic('bob@example.com', 'battery-staple')],
    ['no user', basic('', 'correct-horse')],
    ['no password', basic('alice', '')],
    ['a scheme in lower case', alice.replace('Basic', 'basic')],
    ['damaged Base64', 'Basic YWxpY2U6Y29ycmVjdC1ob3JzZ'],
    ['a zero byte', basic('ali\0ce', 'correct-horse')],
    ['Bearer', alice.replace('Basic', 'Bearer')],
  ];
  for (const [name, header] of refused) {
    const response = await login(url, {}, header);
    assert.equal(response.status, 401, name);
    assertTokenError(response, 401, 'Authentication Failed');
  }
});

test('step 7: with refresh_token and client_id only those count', async (t) => {
  const { url } = await mockFor(t);
  const made = (await login(url, { access_type: 'offline', client_id: 'app' }, alice)).json.data;
  const refresh = (body: object, as?: string) => login(url, body, as);
  const good = { client_id: 'app', refresh_token: made.refresh_token };
  for (const as of [undefined, 'Basic Og==', basic('alice', 'wrong'), bob]) {
    const response = await refresh(good, as);
    assert.equal(response.status, 200, String(as));
    assert.equal(response.json.data.auth_id, made.auth_id, String(as));
  }
  assertTokenError(await refresh({ ...good, refresh_token: 'unknown' }, alice), 401, 'Authentication Failed');
  assertTokenError(await refresh({ ...good, refresh_token: '' }, alice), 401);
  assert.equal((await refresh({ refresh_token: '' }, alice)).status, 200);
  assertTokenError(await refresh({ client_id: 'app' }), 401);
  assertTokenError(await refresh(good, 'Basic YWxpY2U6Y29ycmVjdC1ob3JzZ'), 401);
});

test('step 8: SAML and LDAP logins find nobody here', async (t) => {
  const { url } = await mockFor(t);
  assertTokenError(await login(url, { saml_session_id: 'x' }, alice), 401);
  assertTokenError(await login(url, { domain_name: 'ldap.example.org' }, alice), 401);
  assertTokenError(await login(url, { tenant_id: 'acme' }, alice), 401);
  const unknown = await login(url, { tenant_id: 'nowhere' }, alice);
  assert.equal(unknown.status, 404);
  assert.equal(unknown.json.error_id, 'unknown-tenant');
  assert.equal((await login(url, { backend: 'nobody-knows' }, alice)).status, 200);
});

test('step 10: an account has at most 100 sessions, by password or refresh; internal ones have any number', async (t) => {
  const { url } = await mockFor(t);
  const { refresh_token } = (await login(url, { access_type: 'offline', client_id: 'app' }, alice)).json.data;
  for (let i = 1; i < 100; i += 1) assert.equal((await login(url, {}, alice)).status, 200);
  assertTokenError(
    await login(url, {}, alice),
    429,
    /^User [0-9a-f-]{36} has exceeded the maximum number of active sessions$/,
  );
  assertTokenError(await login(url, { client_id: 'app', refresh_token }), 429);
  assertTokenError(await login(url, { client_id: 'app2', access_type: 'offline' }, alice), 429);
  assert.equal((await login(url, {}, bob)).status, 200);
  assert.equal(
    (await login(url, {}, alice, { 'tollgate-clock': '+7300' })).status,
    200,
    'expired sessions do not count',
  );
  for (let i = 0; i < 101; i += 1) assert.equal((await login(url, {}, basic('service', 'service-secret'))).status, 200);
});

test('lifetimes, sessions and accounts can be configured', async (t) => {
  const users = [
    { username: 'dave', password: 'x', acl: ['auth.users.me.tokens.read'] },
    { username: 'alice', password: 'other' },
  ];
  const { url } = await mockFor(t, { config: { wazo: { users, lifetimes: { accessToken: 60 }, maxSessions: 1 } } });
  const { data } = (await login(url, {}, basic('dave', 'x'))).json;
  assert.equal(Date.parse(`${data.utc_expires_at}Z`) - Date.parse(`${data.utc_issued_at}Z`), 60_000);
  assert.deepEqual(data.acl, ['auth.users.me.tokens.read']);
  assert.equal((await login(url, {}, basic('dave', 'x'))).status, 429);
  assert.equal((await login(url, {}, basic('alice', 'other'))).status, 200);
  assert.equal((await login(url, {}, bob)).status, 200);
});

test('browsers of any origin may call it', async (t) => {
  const { url } = await mockFor(t);
  const plain = await login(url, {}, alice);
  assert.equal(plain.headers['access-control-allow-origin'], '*');
  const page = { origin: 'https://app.example.org' };
  const refused = await login(url, {}, basic('alice', 'wrong'), page);
  assert.equal(refused.headers['access-control-allow-origin'], page.origin);
  assert.equal(refused.headers.vary, 'Origin');
  const headers = {
    ...page,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-auth-token, authorization, x-other',
  };
  const preflight = await send(`${url}${base}/token`, 'OPTIONS', { headers });
  assert.equal(preflight.status, 200);
  assert.match(String(preflight.headers['access-control-allow-methods']), /\bPOST\b/);
  assert.match(String(preflight.headers['access-control-allow-headers']), /^Authorization, X-Auth-Token$/);
});

test('the official client is served: empty Basic credentials, its own token beside them, no media type', async (t) => {
  const { url } = await mockFor(t);
  const made = (await login(url, { access_type: 'offline', client_id: 'app' }, admin)).json.data;
  const headers = { authorization: 'Basic Og==', 'x-auth-token': made.token, accept: 'application/json' };
  const body = JSON.stringify({ client_id: 'app', refresh_token: made.refresh_token });
  const response = await send(`${url}${base}/token`, 'POST', { headers, body });
  assert.equal(response.status, 200);
  assert.equal((await guarded(url, response.json.data.token)).status, 200);
});
