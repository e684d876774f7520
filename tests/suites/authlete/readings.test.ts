import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import test, { type TestContext } from 'node:test';
import { serverFlows } from '../../../suites/authlete/flows.ts';
import { bodyOf, judgedBy, sendJson, serve } from '../judged.ts';

const PASSWORD = 'analytical-engine';
const NOBODY = { authenticated: false, subject: null, displayName: null };
const ADA = { authenticated: true, subject: 'developer-1', displayName: 'Ada Lovelace' };
const MEMBERS = 'serviceApiKey id password sns accessToken refreshToken expiresIn rawTokenResponse'.split(' ');
const DOCUMENTED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

type Body = Record<string, unknown>;
const isAda = ({ id, password }: Body) => id === 'ada' && password === PASSWORD;

/** An endpoint that keeps the document's sentences: what it does with a POST of a JSON object is told by `decide`. */
function endpoint(decide: (body: Body) => { status?: number; body: object }) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const isJson = request.headers['content-type']?.toLowerCase().startsWith('application/json');
    const text = await bodyOf(request);
    if (request.method !== 'POST') return sendJson(response, 405, NOBODY, { ...DOCUMENTED, Allow: 'POST' });
    if (!isJson) return sendJson(response, 415, NOBODY, DOCUMENTED);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return sendJson(response, 400, NOBODY, DOCUMENTED);
    }
    if (typeof body !== 'object' || body === null) return sendJson(response, 400, NOBODY, DOCUMENTED);
    const { status = 200, body: said } = decide(body as Body);
    return sendJson(response, status, said, DOCUMENTED);
  };
}

async function judge(t: TestContext, decide: Parameters<typeof endpoint>[0], more: object = {}) {
  const url = await serve(t, endpoint(decide));
  const authlete = { developer: { id: 'ada', password: PASSWORD, ...more } };
  return judgedBy(serverFlows, url, { authlete });
}

const login = (body: Body) => ({ body: isAda(body) ? ADA : NOBODY });

const SOUND: { readonly [name: string]: Parameters<typeof endpoint>[0] } = {
  'looks at id and password only': login,
  'wants all eight members': (body) =>
    MEMBERS.every((name) => name in body) ? login(body) : { status: 422, body: NOBODY },
  'refuses members that it does not know': (body) =>
    Object.keys(body).every((name) => MEMBERS.includes(name)) ? login(body) : { status: 400, body: NOBODY },
  'folds the case of ids': (body) => login({ ...body, id: String(body.id).toLowerCase() }),
  'normalises passwords': (body) =>
    login({ ...body, password: typeof body.password === 'string' ? body.password.normalize('NFKC') : body.password }),
  'refuses with 401': (body) => (isAda(body) ? { body: ADA } : { status: 401, body: NOBODY }),
};

for (const [what, decide] of Object.entries(SOUND)) {
  test(`an endpoint that ${what} keeps the document`, async (t) => {
    assert.deepEqual((await judge(t, decide)).red, []);
  });
}

test('an endpoint that locks an id after wrong passwords is not accused of what nobody could see', async (t) => {
  let wrong = 0;
  const judged = await judge(t, (body) => {
    if (body.id === 'ada' && body.password !== PASSWORD) wrong += 1;
    return wrong < 5 ? login(body) : { body: NOBODY };
  });
  assert.deepEqual(judged.ids('fail'), []);
  assert.deepEqual(judged.ids('error'), []);
  assert.ok(judged.ids('inconclusive').includes('authlete.endpoint.wrong-password-refused'));
  assert.match(
    judged.checks.get('authlete.endpoint.wrong-password-refused')?.message ?? '',
    /is not accepted any more/,
  );
});

const BROKEN: { readonly [name: string]: readonly [decide: Parameters<typeof endpoint>[0], ...fails: string[]] } = {
  'refuses by its status only': [
    (body) => (isAda(body) ? { body: ADA } : { status: 401, body: ADA }),
    'authlete.endpoint.wrong-password-refused',
    'authlete.endpoint.unknown-id-refused',
  ],
  'compares eight characters of a password': [
    (body) => ({
      body: body.id === 'ada' && String(body.password).startsWith(PASSWORD.slice(0, 8)) ? ADA : NOBODY,
    }),
    'authlete.endpoint.wrong-password-refused',
  ],
  'looks ids up by LIKE': [
    (body) => ({ body: /^(ada|%|\*|ad[%_a])$/.test(String(body.id)) && body.password === PASSWORD ? ADA : NOBODY }),
    'authlete.endpoint.unknown-id-refused',
  ],
  'sends names in another encoding': [
    (body) => ({ body: isAda(body) ? { ...ADA, displayName: 'Ada Lovelace Ã©' } : NOBODY }),
    'authlete.response.display-name-exact',
  ],
};

for (const [what, [decide, ...fails]] of Object.entries(BROKEN)) {
  test(`an endpoint that ${what} is found out`, async (t) => {
    assert.deepEqual((await judge(t, decide, { displayName: 'Ada Lovelace' })).ids('fail'), fails);
  });
}
