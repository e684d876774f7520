import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { bodyOf } from '../harness/http/sent.ts';
import { flow, givesToken, unless, unlessLoggedIn } from './client-app.ts';
import { ACTION, ENVELOPE, EVERY, HEADER } from './client-ids.ts';
import { goesTo, judgeEach, someHasToken } from './client-matchers.ts';
import { allNamed } from './client-requests.ts';
import { signedIn } from './client-signed-in.ts';

const PUT = 'kazoo.client.refresh-put';
const USED = 'kazoo.client.refreshed-token-used';

export const refresh = flow(
  'the application asks for a new token while its own is valid',
  {
    endpoint: 'refresh',
    judges: { ...each(EVERY), [PUT]: [HEADER], [ACTION]: [ENVELOPE, PUT], [USED]: [HEADER, PUT] },
    skipFact: (target) => unlessLoggedIn(target) ?? unless('refresh')(target),
    facts: { [USED]: unless('call') },
  },
  async ({ app, check }) => {
    const { session, token } = await signedIn(app);
    const next = await app.newToken(session);
    await app.answering(token, givesToken(next.token, next.data));
    const { said } = await app.fire('refresh', session);
    if (app.can('call')) await app.fire('call', session);
    const sent = await app.sent(session, app.can('call') ? 3 : 2);
    judgeEach({ check }, session, sent, said);

    const before = [...sent.of('login'), ...sent.of('callback')];
    const others = sent.all.filter((one) => one.request.method !== 'GET' && !before.includes(one));
    const refreshes = [...sent.of('action'), ...others];
    const first = orNothing(refreshes[0], `no refresh came, but ${allNamed(sent.all)}; ${said}`);
    check(PUT, first, goesTo('PUT', /^\/auth\/?$/, '/v2/auth'));
    check(ACTION, first, (exchange) => {
      const { action } = bodyOf(exchange);
      return {
        ok: action === 'refresh_token',
        expected: 'action "refresh_token"',
        actual: JSON.stringify(action) ?? 'none',
      };
    });
    check(USED, first, someHasToken(sent.of('call'), next.token));
  },
);
