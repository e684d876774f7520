import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test, { type TestContext } from 'node:test';
import { clientFlows } from '../../../suites/kazoo/client-flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { application, languages, missing, program, programsIn, type Values } from '../applications.ts';
import { judgedBy } from '../judged.ts';

/** What the suite makes of an application that a trigger makes act. */
async function judge(t: TestContext, trigger: object, actions: readonly string[]) {
  const { url } = await mockFor(t);
  const bounds = { settleMs: 30, quietMs: 200 };
  const target = { kazoo: { app: { actions, trigger } } };
  return judgedBy(clientFlows, 'http://127.0.0.1:9', target, { peer: { url, publicUrl: url }, bounds });
}

const inDocument = programsIn('docs/kazoo-client.md');
const second: Readonly<Record<string, string>> = { js: 'sso', python: 'refresh', sh: 'refresh' };

for (const [language, run, ...needed] of languages) {
  const skip = missing(...needed);
  test(`the document's program in ${language} keeps all that it is judged by`, { skip }, async (t) => {
    const command = program(t, run, inDocument.get(language) ?? '');
    const judged = await judge(t, { command }, ['login', 'call', second[language] ?? '']);
    for (const verdict of ['fail', 'warn', 'inconclusive', 'error'] as const) assert.deepEqual(judged.ids(verdict), []);
    assert.ok(judged.ids('pass').length >= (language === 'js' ? 27 : 16), judged.ids('pass').join(', '));
  });
}

interface Sending {
  readonly method?: string;
  readonly token?: string;
  readonly body?: object;
  readonly accept?: string;
}

/** Calls Crossbar; gives the token of the response, where one came, and its data. */
async function crossbar({ url }: Values, path: string, { method = 'PUT', token, body, accept }: Sending) {
  const response = await fetch(`${url}/v2${path}`, {
    method,
    headers: { ...(token && { 'X-Auth-Token': token }), ...(accept && { Accept: accept }) },
    body: body && JSON.stringify(body),
  });
  const { auth_token, data } = JSON.parse(response.ok ? await response.text() : '{}');
  return { status: response.status, token: auth_token as string | undefined, data };
}

const credentialsOf = ({ username = '', password }: Values) =>
  createHash('md5').update(`${username.toLowerCase()}:${password}`).digest('hex');

/** Logs users in with their credentials, calls, and knows no provider; its tokens never end by a refusal. */
function withoutProvider(): (values: Values) => Promise<unknown> {
  const tokens = new Map<string, string>();
  return async (values) => {
    const { do: action, session = '', resource = '', accountName, token: other } = values;
    const token = tokens.get(session);
    if (action === 'login') {
      const data = { credentials: credentialsOf(values), account_name: accountName };
      const given = await crossbar(values, '/user_auth', { body: { data } });
      return given.token && tokens.set(session, given.token);
    }
    if (action === 'tokeninfo-get') {
      return crossbar(values, `/auth/tokeninfo?token=${other}`, { method: 'GET', token });
    }
    return token && fetch(resource, { headers: { 'X-Auth-Token': token } });
  };
}

test('an application that never uses a provider is judged by the rest alone', async (t) => {
  const url = await application(t, withoutProvider());
  const judged = await judge(t, { url }, ['login', 'call', 'tokeninfo-get']);
  assert.deepEqual(judged.red, []);
  assert.deepEqual(judged.ids('warn'), ['kazoo.client.refused-token-dropped']);
  for (const id of judged.ids('skip'))
    assert.match(id, /callback|state|link|refresh|body|pem|reset-put|action|app-m|provider/);
  assert.ok(judged.ids('pass').includes('kazoo.client.tokeninfo-query'));
});

/** Lets users in by the provider and in no other way; who is not linked is sent to somebody else's page. */
function byProviderAlone(): (values: Values) => Promise<unknown> {
  const begun = new Map<string, URLSearchParams>();
  const tokens = new Map<string, string>();
  return async (values) => {
    const { do: action, session = '', clientId = '', redirectUri = '', provider, resource = '' } = values;
    if (action === 'sso') {
      const state = createHash('sha256').update(session).digest('hex');
      const query = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state };
      begun.set(session, new URLSearchParams(query));
      return `<a href="${values.authorizeUrl}?${begun.get(session)}">sign on</a>`;
    }
    if (action === 'callback') {
      const back = new URL(values.callbackUrl ?? '').searchParams;
      if (back.get('state') !== begun.get(session)?.get('state')) return undefined;
      const data = { client_id: clientId, code: back.get('code'), provider, redirect_uri: redirectUri };
      const given = await crossbar(values, '/auth/callback', { body: { data } });
      return given.token && Object.keys(given.data).length > 0 && tokens.set(session, given.token);
    }
    const token = tokens.get(session);
    if (!token) return undefined;
    const { status } = await fetch(resource, { headers: { 'X-Auth-Token': token } });
    return status === 401 && tokens.delete(session);
  };
}

test('an application that lets users in by the provider alone is judged by that', async (t) => {
  const url = await application(t, byProviderAlone());
  const judged = await judge(t, { url }, ['sso', 'call']);
  assert.deepEqual(judged.red, []);
  assert.deepEqual(judged.ids('warn'), []);
  for (const name of ['token-header', 'callback-put', 'linked-uses-token', 'state-compared', 'logs-in-after-reset']) {
    assert.ok(judged.ids('pass').includes(`kazoo.client.${name}`), name);
  }
});

/** Does what each sentence of the document says, and nothing that only good practice asks for. */
function byTheDocument(): (values: Values) => Promise<unknown> {
  const tokens = new Map<string, string>();
  const links = new Map<string, string>();
  return async (values) => {
    const {
      do: action = '',
      session = '',
      redirectUri,
      callbackUrl,
      provider,
      clientId,
      secret,
      email,
      resource,
    } = values;
    const token = tokens.get(session);
    const as = { token: token ?? '' };
    const withAction = (name: string) => ({ ...as, body: { action: name, data: {} } });
    const acts: Readonly<Record<string, () => Promise<unknown>>> = {
      async login() {
        const data = { credentials: credentialsOf(values), account_name: values.accountName };
        const own = await crossbar(values, '/user_auth', { body: { data } });
        tokens.set(session, own.token ?? '');
        const link = links.get(session);
        return link && crossbar(values, `/auth/links/${link}`, { token: own.token });
      },
      async call() {
        return token && fetch(resource ?? '', { headers: { 'X-Auth-Token': token } });
      },
      async refresh() {
        tokens.set(session, (await crossbar(values, '/auth', withAction('refresh_token'))).token ?? '');
      },
      // It has no authorization request of its own to tell: a page of the provider's leads back to it.
      sso: async () => undefined,
      async callback() {
        const code = new URL(callbackUrl ?? '').searchParams.get('code');
        const data = { redirect_uri: redirectUri, client_id: clientId, provider, code };
        const given = await crossbar(values, '/auth/callback', { body: { data } });
        if (given.data.account_id) tokens.set(session, given.token ?? '');
        else links.set(session, JSON.parse(atob(given.token?.split('.')[1] ?? '')).auth_id);
      },
      'tokeninfo-get': () => crossbar(values, `/auth/tokeninfo?token=${values.token}`, { ...as, method: 'GET' }),
      'tokeninfo-post': () =>
        crossbar(values, '/auth/tokeninfo', { ...as, method: 'POST', body: { data: { token: values.token } } }),
      'key-file': () =>
        crossbar(values, `/auth/keys/${values.keyId}`, { ...as, method: 'GET', accept: 'application/x-pem-file' }),
      'reset-user': () =>
        crossbar(
          values,
          `/accounts/${values.accountId}/users/${values.userId}/auth`,
          withAction('reset_signature_secret'),
        ),
      'change-app': () =>
        crossbar(values, `/auth/apps/${values.appId}`, {
          ...as,
          method: 'POST',
          body: { data: { client_id: clientId, provider, secret, email } },
        }),
      'change-provider': () =>
        crossbar(values, `/auth/providers/${provider}`, { ...as, method: 'POST', body: { data: { id: provider } } }),
    };
    return acts[action]?.();
  };
}

test('an application that keeps every sentence of the document, and nothing else, is not red', async (t) => {
  const url = await application(t, byTheDocument());
  const actions = ['login', 'call', 'refresh', 'sso', 'tokeninfo-get', 'tokeninfo-post', 'key-file', 'reset-user'];
  const judged = await judge(t, { url }, [...actions, 'change-app', 'change-provider']);
  assert.deepEqual(judged.red, []);
  assert.deepEqual(judged.ids('inconclusive'), []);
});
