import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { textOf } from '../harness/http/exchange.ts';
import { tokenIn } from '../harness/http/sent.ts';
import { flow, givesToken, unless, unlessLoggedIn } from './client-app.ts';
import { HEADER } from './client-ids.ts';
import { allNamed } from './client-requests.ts';
import { enter, signedIn } from './client-signed-in.ts';

const AGAIN = 'kazoo.client.logs-in-after-reset';
const DROPPED = 'kazoo.client.refused-token-dropped';
const WHILE_VALID = 'kazoo.client.refresh-while-valid';
const NO_LOOP = 'kazoo.client.refused-call-accepted';

const callable = (target: Parameters<typeof unlessLoggedIn>[0]) => unlessLoggedIn(target) ?? unless('call')(target);

export const reset = flow(
  'the application lets the user log in again after a reset',
  {
    endpoint: 'token',
    judges: each([AGAIN, DROPPED, WHILE_VALID], [HEADER]),
    skipFact: callable,
  },
  async ({ app, check }) => {
    const { session, token } = await signedIn(app);
    const next = await app.newToken(session);
    const answer = givesToken(next.token, next.data);
    // Some log in by themselves when a token is refused.
    const disarm = await app.answersLogin(session, answer);
    await app.expire(token);
    await app.fire('call', session);
    const second = await app.fromNow(session);
    await app.fire('call', session);
    await disarm();
    const third = await app.fromNow(session);
    await enter(app, session, answer);
    await app.fire('call', session);
    const [whole, afterRefusal, afterLogin] = await Promise.all(
      [session, second, third].map((one) => app.sent(one, 1)),
    );

    const refused = orNothing(
      whole?.all.filter((one) => tokenIn(one) === token),
      'no call came that could be refused',
    );
    check(AGAIN, refused, () => {
      const calls = afterLogin?.of('call') ?? [];
      return {
        ok: calls.length > 0 && calls.every((call) => tokenIn(call) === next.token),
        expected: `calls with the new token ${next.token}`,
        actual: calls.map((call) => tokenIn(call) ?? 'a call without a token').join(', ') || 'no call',
      };
    });
    check(DROPPED, refused, () => {
      const later = afterLogin?.all.length ?? 0;
      const meanwhile = afterRefusal?.all.slice(0, afterRefusal.all.length - later) ?? [];
      const repeated = meanwhile.filter((one) => tokenIn(one) === token);
      return { ok: repeated.length === 0, expected: 'no further request with it', actual: allNamed(repeated) };
    });
    check(WHILE_VALID, refused, () => {
      const refreshes = (whole?.of('action') ?? []).filter((one) => textOf(one.request.body).includes('refresh_token'));
      if (refreshes.length === 0 && !app.can('refresh')) return notApplicable('the application does not refresh');
      return { ok: refreshes.length === 0, expected: 'no refresh of a refused token', actual: allNamed(refreshes) };
    });
  },
);

export const refusedCall = flow(
  'the application accepts that a call is refused with any token',
  { endpoint: 'token', judges: { [NO_LOOP]: [HEADER] }, skipFact: callable },
  async ({ app, check }) => {
    const { session, token } = await signedIn(app);
    const next = await app.newToken(session);
    for (const one of [token, next.token]) await app.expire(one);
    await app.answersLogin(session, givesToken(next.token, next.data));
    await app.fire('call', session);
    const { all, of } = await app.sent(session, 2);
    check(NO_LOOP, orNothing(all, 'nothing came from the application'), () => {
      const tries = Math.max(of('call').length, of('login').length);
      return { ok: tries <= 4, expected: 'at most four tries', actual: `${tries} tries` };
    });
  },
);
