import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, givesToken, unless } from './client-app.ts';
import { CALLBACK, CODE, ENVELOPE, EVERY, HEADER, ONCE } from './client-ids.ts';
import { goesTo, hasText, judgeEach, mayBeText, someHasToken } from './client-matchers.ts';
import { allNamed, dataOf } from './client-requests.ts';
import { signOn } from './client-signed-in.ts';

const CLIENT_ID = 'kazoo.client.callback-client-id';
const AS_RECEIVED = 'kazoo.client.callback-code-as-received';
const PROVIDER = 'kazoo.client.callback-provider';
const REDIRECT_URI = 'kazoo.client.callback-redirect-uri';
const SAME = 'kazoo.client.callback-redirect-uri-same';
const STATE = 'kazoo.client.callback-state-type';
const USED = 'kazoo.client.linked-uses-token';

export const linked = flow(
  'the application sends to Crossbar what the provider gave, and uses the token of a linked user',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([...EVERY, CALLBACK]),
      ...each([CLIENT_ID, CODE, PROVIDER, REDIRECT_URI, STATE], [CALLBACK, ENVELOPE]),
      [AS_RECEIVED]: [CODE],
      [SAME]: [REDIRECT_URI],
      [ONCE]: [CALLBACK],
      [USED]: [CALLBACK, CODE, HEADER],
    },
    skipFact: unless('sso'),
    facts: { [USED]: unless('call') },
  },
  async ({ app, check }) => {
    const session = await app.newSession();
    const { token, data } = await app.newToken(session);
    const { begun, code, fired } = await signOn(app, session, givesToken(token, data));
    if (app.can('call')) await app.fire('call', session);
    const sent = await app.sent(session, app.can('call') ? 2 : 1);
    judgeEach({ check }, session, sent, fired.said);

    const callbacks = sent.of('callback');
    const first = orNothing(callbacks[0], `no callback came, but ${allNamed(sent.all)}; ${fired.said}`);
    check(CALLBACK, first, goesTo('PUT', /^\/auth\/callback\/?$/, '/v2/auth/callback'));
    check(CLIENT_ID, first, hasText('client_id', begun.clientId));
    check(CODE, first, hasText('code'));
    check(AS_RECEIVED, first, hasText('code', code));
    check(PROVIDER, first, hasText('provider', app.provider));
    check(REDIRECT_URI, first, hasText('redirect_uri'));
    check(SAME, first, (exchange) =>
      begun.request
        ? hasText('redirect_uri', begun.redirectUri)(exchange)
        : notApplicable('the trigger told no URL of the provider'),
    );
    check(STATE, first, mayBeText('state'));
    check(ONCE, first, () => ({
      ok: callbacks.length === 1,
      expected: 'one request with the code',
      actual: callbacks.map((one) => JSON.stringify(dataOf(one).code)).join(', '),
    }));
    check(USED, first, someHasToken(sent.of('call'), token));
  },
);
