import { all, type Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues } from '../harness/http/exchange.ts';
import { bodyOf } from '../harness/http/sent.ts';
import { type Action, type AppApi, flow, givesToken, unless, unlessLoggedIn } from './client-app.ts';
import { ACTION, ENVELOPE, EVERY, HEADER } from './client-ids.ts';
import { goesTo, hasText, haveToken, judgeEach, letIn, mayBeText } from './client-matchers.ts';
import { signedIn } from './client-signed-in.ts';

const BY_QUERY = 'kazoo.client.tokeninfo-query';
const BY_BODY = 'kazoo.client.tokeninfo-body';
const PEM = 'kazoo.client.pem-accept';
const RESET = 'kazoo.client.reset-put';
const APP = 'kazoo.client.app-members';
const PROVIDER = 'kazoo.client.provider-id';

const pem = {
  status: 200,
  contentType: 'application/x-pem-file',
  body: '-----BEGIN RSA PUBLIC KEY-----\nMAgCAQcCAwEAAQ==\n-----END RSA PUBLIC KEY-----\n\n',
};

type Values = Readonly<Record<string, string>>;

/** Sends somebody who has logged in on an errand, in which reading is answered so; gives what came for it. */
async function errand(app: AppApi, action: Action, values: (id: string) => Values, read?: object) {
  const { session, token } = await signedIn(app);
  const { all: before } = await app.sent(session, 1);
  const later = await app.fromNow(session);
  await app.answering(session.id, givesToken(token, {}));
  await app.answering(session.id, read ?? { ...givesToken(token, {}), status: 200 }, 'GET');
  const { said } = await app.fire(action, session, values(session.id));
  const sent = await app.sent(later, 1);
  const calls = letIn(before, token, sent.all);
  return { session, token, said, sent, calls, first: orNothing(sent.all[0], `nothing came; ${said}`) };
}

export const tokenInfo = flow(
  'the application asks what a token says',
  {
    endpoint: 'token',
    judges: { ...each(EVERY), [BY_QUERY]: [], [BY_BODY]: [ENVELOPE] },
    skipFact: (target) =>
      unlessLoggedIn(target) ?? (unless('tokeninfo-get')(target) && unless('tokeninfo-post')(target)),
    facts: { [BY_QUERY]: unless('tokeninfo-get'), [BY_BODY]: unless('tokeninfo-post') },
  },
  async ({ app, check }) => {
    for (const [id, action, matcher] of [
      [BY_QUERY, 'tokeninfo-get', byQuery],
      [BY_BODY, 'tokeninfo-post', byBody],
    ] as const) {
      if (!app.can(action)) continue;
      const { session } = await signedIn(app);
      const { token } = await app.newToken(session);
      const later = await app.fromNow(session);
      const { said } = await app.fire(action, session, { token });
      const sent = await app.sent(later, 1);
      judgeEach({ check }, session, sent, said);
      check(id, orNothing(sent.all[0], `nothing came; ${said}`), matcher(token));
    }
  },
);

const TOKENINFO = /^\/auth\/tokeninfo\/?$/;

const byQuery = (token: string): Matcher =>
  all(goesTo('GET', TOKENINFO, '/v2/auth/tokeninfo'), ({ request }) => {
    const given = new URL(request.url).searchParams.getAll('token');
    return {
      ok: given.length === 1 && given[0] === token,
      expected: `the parameter token with ${token}`,
      actual: given.join(', ') || 'none',
    };
  });

const byBody = (token: string): Matcher =>
  all(goesTo('POST', TOKENINFO, '/v2/auth/tokeninfo'), hasText('token', token));

export const keyFile = flow(
  'the application gets a public key as a PEM file',
  {
    endpoint: 'token',
    judges: { ...each([...EVERY, HEADER]), [PEM]: [] },
    skipFact: (target) => unlessLoggedIn(target) ?? unless('key-file')(target),
  },
  async ({ app, check }) => {
    const { session, token, said, sent, calls, first } = await errand(app, 'key-file', (keyId) => ({ keyId }), pem);
    judgeEach({ check }, session, sent, said);
    check(HEADER, calls, haveToken(token));
    check(PEM, first, all(goesTo('GET', /^\/auth\/keys\/[^/]+\/?$/, '/v2/auth/keys/{KEY_ID}'), acceptsPem));
  },
);

const acceptsPem: Matcher = ({ request }) => {
  const accept = headerValues(request.headers, 'accept').join(', ');
  const types = accept.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  return {
    ok: types.includes('application/x-pem-file'),
    expected: 'Accept: application/x-pem-file',
    actual: accept || 'no Accept',
  };
};

export const resetUser = flow(
  "the application resets a user's secret",
  {
    endpoint: 'token',
    judges: { ...each([...EVERY, HEADER]), [RESET]: [], [ACTION]: [RESET, ENVELOPE] },
    skipFact: (target) => unlessLoggedIn(target) ?? unless('reset-user')(target),
  },
  async ({ app, check }) => {
    const ids = (id: string) => ({ accountId: `a-${id}`, userId: `u-${id}` });
    const { session, token, said, sent, calls, first } = await errand(app, 'reset-user', ids);
    judgeEach({ check }, session, sent, said);
    check(HEADER, calls, haveToken(token));
    const { accountId, userId } = ids(session.id);
    const path = `/accounts/${accountId}/users/${userId}/auth`;
    check(RESET, first, goesTo('PUT', new RegExp(`^${path}/?$`), `/v2${path}`));
    check(ACTION, first, (exchange) => {
      const { action } = bodyOf(exchange);
      const ok = action === 'reset_signature_secret';
      return { ok, expected: 'action "reset_signature_secret"', actual: JSON.stringify(action) ?? 'none' };
    });
  },
);

export const changes = flow(
  'the application changes an application or a provider',
  {
    endpoint: 'token',
    judges: { ...each([...EVERY, HEADER]), ...each([APP, PROVIDER], [ENVELOPE]) },
    skipFact: (target) => unlessLoggedIn(target) ?? (unless('change-app')(target) && unless('change-provider')(target)),
    facts: { [APP]: unless('change-app'), [PROVIDER]: unless('change-provider') },
  },
  async ({ app, check }) => {
    for (const [id, action, values, matcher] of [
      [APP, 'change-app', ofApp, isApp],
      [PROVIDER, 'change-provider', ofProvider, isProvider],
    ] as const) {
      if (!app.can(action)) continue;
      const { session, token, said, sent, calls } = await errand(app, action, values);
      judgeEach({ check }, session, sent, said);
      // What is to be changed may be read first.
      const change = sent.all.find(({ request }) => request.method !== 'GET') as Exchange | undefined;
      check(HEADER, calls, haveToken(token));
      check(id, orNothing(change, `no change came; ${said}`), matcher);
    }
  },
);

const ofApp = (id: string): Values => ({
  appId: `app-${id}`,
  clientId: `client-${id}`,
  secret: `secret-${id}`,
  email: `app-${id}@tollgate.example`,
});

const ofProvider = (id: string): Values => ({ provider: `provider-${id}` });

const isApp = all(
  goesTo('POST', /^\/auth\/apps\/[^/]+\/?$/, '/v2/auth/apps/{APP_ID}'),
  hasText('client_id'),
  hasText('provider'),
  hasText('secret'),
  mayBeText('email'),
);

const isProvider = all(
  goesTo('POST', /^\/auth\/providers\/[^/]+\/?$/, '/v2/auth/providers/{PROVIDER_ID}'),
  hasText('id'),
);
