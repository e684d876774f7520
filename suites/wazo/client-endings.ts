import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { where } from '../harness/flow/dependencies.ts';
import { pathOf, tokenIn } from '../harness/http/sent.ts';
import { flow, noTrigger } from './client-app.ts';
import { BASIC, ENDPOINT, HAS_TOKEN, LOGS_IN, NOT_AS_ACCESS, OFFLINE, REFRESHES } from './client-ids.ts';
import { loggedIn, refreshed } from './client-logged-in.ts';
import { hasPassword, opensNothingWith } from './client-requests.ts';

const PASSWORD_NOT_KEPT = 'wazo.client.password-not-kept';
const SURVIVES = 'wazo.client.survives-restart';

export const restart = flow(
  'the application goes on after a restart without the password',
  {
    endpoint: 'refresh',
    judges: {
      [PASSWORD_NOT_KEPT]: [...LOGS_IN, BASIC],
      [NOT_AS_ACCESS]: [...LOGS_IN, BASIC, OFFLINE],
      [SURVIVES]: [...LOGS_IN, BASIC, OFFLINE, where(REFRESHES), ENDPOINT, HAS_TOKEN],
    },
    skipFact: (target) =>
      noTrigger(target) ?? (target.app.actions.includes('restart') ? undefined : 'restart is not in wazo.app.actions'),
  },
  async ({ app, check }) => {
    const { session, data } = await loggedIn(app);
    await app.fire('call', session);
    const before = await app.sent(session, 2);
    const next = await refreshed(app, session);
    await app.answersRefresh(data.refresh_token, next.response);
    const later = await app.fromNow(session);
    await app.fire('restart', session);
    await app.expire(data.token);
    await app.fire('call', session);
    const { all } = await app.sent(later, 2);
    const seen = orNothing([...before.all, ...all], 'nothing came from the application');

    const telling = all.find((one) => hasPassword(one, session));
    check(PASSWORD_NOT_KEPT, seen, () => ({
      ok: !telling,
      expected: 'no password after a restart, as nobody has typed it in',
      actual: telling ? `the password at ${pathOf(telling)}` : 'none',
    }));
    check(NOT_AS_ACCESS, seen, opensNothingWith(data.refresh_token));
    const goesOn = all.some((one) => tokenIn(one) === next.token) || telling !== undefined;
    check(SURVIVES, seen, () => ({
      ok: goesOn,
      expected: 'a call with a new token',
      actual: all.map((one) => `${one.request.method} ${pathOf(one)}`).join(', ') || 'nothing',
    }));
  },
);

const ACCEPTED = 'wazo.client.refused-refresh-accepted';

export const refusedRefresh = flow(
  'the application accepts that a refresh is refused',
  {
    endpoint: 'refresh',
    judges: {
      [ACCEPTED]: [where(REFRESHES), ENDPOINT, HAS_TOKEN],
      [PASSWORD_NOT_KEPT]: [...LOGS_IN, BASIC, where(REFRESHES)],
    },
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const { session, data } = await loggedIn(app);
    const body = { reason: ['Authentication Failed'], timestamp: [Date.now() / 1000], status_code: 401 };
    await app.answersRefresh(data.refresh_token, { status: 401, body });
    await app.expire(data.token);
    await app.fire('call', session);
    await app.fire('call', session);
    const { all, logins, refreshes } = await app.sent(session, 3);
    check(PASSWORD_NOT_KEPT, orNothing(all, 'nothing came from the application'), () => ({
      ok: logins.length <= 1,
      expected: 'no second login, as nobody has typed the password in again',
      actual: `${logins.length} logins`,
    }));
    check(ACCEPTED, orNothing(all, 'nothing came from the application'), () =>
      refreshes.length === 0
        ? notApplicable('the application tried no refresh')
        : {
            ok: refreshes.length <= 4,
            expected: 'at most two tries for each of two calls',
            actual: `${refreshes.length} tries`,
          },
    );
  },
);

const STOPS = 'wazo.client.refused-call-accepted';

export const refusedCall = flow(
  'the application accepts that a call is refused with any token',
  {
    endpoint: 'token',
    judges: { [STOPS]: [...LOGS_IN, BASIC] },
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const { session, data } = await loggedIn(app);
    const next = await refreshed(app, session);
    await app.answersRefresh(data.refresh_token, next.response);
    for (const token of [data.token, next.token]) await app.expire(token);
    await app.fire('call', session);
    const { all, calls } = await app.sent(session, 2);
    check(STOPS, orNothing(all, 'nothing came from the application'), () => ({
      ok: calls.length <= 4,
      expected: 'at most four tries of a call',
      actual: `${calls.length} tries`,
    }));
  },
);
