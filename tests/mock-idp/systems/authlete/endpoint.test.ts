import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { MockConfig } from '../../../../mock-idp/frame/config.ts';
import { basic, mockFor, type Response, send } from '../../mock-client.ts';

const CALLER = basic('authlete-callback', 'opens:the callback%gate');
const KEY = '9007199254740993';
const nobody = { authenticated: false, subject: null, displayName: null };
const ada = { authenticated: true, subject: 'ada-1001', displayName: 'Ada Lovelace' };
const login = (more: object = {}) => ({ id: 'ada', password: 'analytical-engine', sns: null, ...more });

/** JSON text with the service's key, whose digits JSON.stringify would round. */
const withKey = (members: object, key = KEY) => `{"serviceApiKey":${key},${JSON.stringify(members).slice(1)}`;

interface Call {
  readonly method?: string;
  readonly authorization?: string;
  readonly type?: string;
}

async function endpoint(t: TestContext, authlete?: object) {
  const { url } = await mockFor(t, { config: { ...(authlete && { authlete }) } as MockConfig });
  return (body: string | Buffer, { method = 'POST', authorization = CALLER, type = 'application/json' }: Call = {}) => {
    const headers = { ...(authorization && { authorization }), ...(type && { 'content-type': type }) };
    return send(`${url}/authlete/authentication`, method, { headers, ...(method !== 'GET' && { body }) });
  };
}

function isRefusal(response: Response, status = 200): void {
  assert.equal(response.status, status, response.text);
  assert.deepEqual(response.json, nobody);
  hasHeaders(response);
}

function hasHeaders({ headers }: Response): void {
  assert.equal(headers['content-type'], 'application/json; charset=UTF-8');
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers.pragma, 'no-cache');
}

test('a good id and password are authenticated, with all eight members and with two', async (t) => {
  const call = await endpoint(t);
  const all = login({ accessToken: null, refreshToken: null, expiresIn: 0, rawTokenResponse: null });
  for (const body of [withKey(all), JSON.stringify(login()), withKey(login({ more: [1] }))]) {
    const response = await call(body);
    assert.equal(response.status, 200);
    assert.deepEqual(response.json, ada);
    hasHeaders(response);
  }
});

test('an e-mail address is an id too, and the subject stays', async (t) => {
  const call = await endpoint(t);
  assert.deepEqual((await call(withKey(login({ id: 'ada@example.com' })))).json, ada);
  const jose = await call(withKey(login({ id: 'josé', password: 'contraseña-ñandú' })));
  assert.equal(jose.json.subject, 'jose-1002');
  assert.match(jose.json.displayName, /"Pepe" <b>/);
});

test('an unknown id and a wrong password are refused in the same bytes', async (t) => {
  const call = await endpoint(t);
  const wrong = await call(withKey(login({ password: 'analytical-engine ' })));
  const unknown = await call(withKey(login({ id: 'nobody' })));
  isRefusal(wrong);
  assert.equal(wrong.text, unknown.text);
});

test('ids are exact: case, blanks and Unicode forms count', async (t) => {
  const call = await endpoint(t);
  for (const id of ['ADA', 'ada ', ' ada']) isRefusal(await call(withKey(login({ id }))));
  const nfd = 'josé'.normalize('NFD');
  isRefusal(await call(withKey(login({ id: nfd, password: 'contraseña-ñandú' }))));
});

test('members of wrong types are refused, operators and nulls too', async (t) => {
  const call = await endpoint(t);
  for (const value of [null, undefined, '', 1, true, [], ['ada'], {}, { $ne: null }, { $gt: '' }]) {
    isRefusal(await call(withKey(login({ id: value }))));
    isRefusal(await call(withKey(login({ password: value }))));
    isRefusal(await call(withKey(login({ id: 'nobody', password: value }))));
  }
  isRefusal(await call(withKey(login({ id: 'x'.repeat(10_000) }))));
});

test('a social login goes by the link alone', async (t) => {
  const call = await endpoint(t);
  const social = (more: object) => withKey({ sns: 'FACEBOOK', id: '10150000000000042', password: null, ...more });
  for (const more of [{}, { password: 'anything' }, { refreshToken: null, expiresIn: 0, rawTokenResponse: 'a=b' }]) {
    assert.deepEqual((await call(social(more))).json, ada);
  }
  isRefusal(await call(social({ id: '1' })));
  for (const sns of ['FACEBOOK', 'TWITTER', 'facebook', '', 1, false, {}, 'constructor', '__proto__']) {
    isRefusal(await call(withKey(login({ sns }))));
  }
});

test('the service’s key is compared to its last digit', async (t) => {
  const call = await endpoint(t);
  for (const key of ['9007199254740992', '9007199254740994', '1', '"9007199254740993"', '9007199254740993.0']) {
    isRefusal(await call(withKey(login(), key)));
  }
});

test('callers without the right credentials get 401 before the body is read', async (t) => {
  const call = await endpoint(t);
  const wrong = [
    basic('authlete-callback', 'opens'),
    basic('authlete-callback', 'wrong'),
    basic('wrong', 'opens:the callback%gate'),
    basic('opens:the callback%gate', 'authlete-callback'),
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from('authlete-callback').toString('base64')}`,
    'Bearer x',
    '',
  ];
  for (const authorization of wrong) {
    const response = await call('{', { authorization });
    isRefusal(response, 401);
    assert.match(String(response.headers['www-authenticate']), /^Basic realm="[^"]+", charset="UTF-8"$/);
  }
  for (const scheme of ['basic ', 'BASIC ', 'Basic   ']) {
    assert.deepEqual((await call(withKey(login()), { authorization: CALLER.replace('Basic ', scheme) })).json, ada);
  }
});

test('only a POST of JSON is read', async (t) => {
  const call = await endpoint(t);
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const response = await call(withKey(login()), { method });
    isRefusal(response, 405);
    assert.equal(response.headers.allow, 'POST');
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
    isRefusal(await call(withKey(login()), { type }), 415);
  }
  for (const type of ['application/json;charset=UTF-8', 'Application/JSON', 'application/json ; charset=utf-8']) {
    assert.deepEqual((await call(withKey(login()), { type })).json, ada);
  }
});

test('bodies that are no JSON object are answered 400, large ones 413', async (t) => {
  const call = await endpoint(t);
  const text = withKey(login());
  const bodies: (string | Buffer)[] = [
    '',
    '{',
    text.slice(0, -1),
    `${text}}`,
    '[]',
    `[${text}]`,
    '"x"',
    '1',
    'null',
    `\uFEFF${text}`,
  ];
  bodies.push(Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.of(0xff), Buffer.from('"}')]));
  bodies.push(text.replace('{', '{"password":"other",'), `{"x":${'['.repeat(30_000)}`);
  for (const body of bodies) isRefusal(await call(body), 400);
  isRefusal(await call(text.replace('{', `{"x":"${'x'.repeat(70_000)}",`)), 413);
});

test('escapes are undone', async (t) => {
  const call = await endpoint(t);
  assert.deepEqual((await call(withKey(login()).replace('"ada"', '"\\u0061\\u0064\\u0061"'))).json, ada);
});

test('the configuration adds developers and changes the service', async (t) => {
  const developers = [{ id: 'eve', password: 'pw', subject: 'eve-1' }];
  const call = await endpoint(t, { basic: null, serviceApiKey: '1', developers });
  const response = await call(withKey({ id: 'eve', password: 'pw' }, '1'), { authorization: '' });
  assert.deepEqual(response.json, { authenticated: true, subject: 'eve-1', displayName: null });
  const mock = mockFor(t, {
    config: { authlete: { developers: [{ id: 'x', password: 'y', subject: 'é' }] } } as MockConfig,
  });
  await assert.rejects(mock, /\/authlete\/developers\/0\/subject/);
});
