import { randomBytes } from 'node:crypto';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { tokenIn } from '../harness/http/sent.ts';
import { flow, noTrigger, type Sent } from './client-app.ts';
import { BASIC, CREATES, LOGS_IN } from './client-ids.ts';
import { callsWith } from './client-login.ts';
import type { Session } from './client-session.ts';

const UNKNOWN = 'wazo.client.unknown-members';
const OPAQUE = 'wazo.client.opaque-token';
const BROKEN = 'wazo.client.broken-response';

/** Responses to a login that hold no usable token. */
const broken: readonly object[] = [
  { status: 200, body: {} },
  { status: 200, body: { data: {} } },
  { status: 200, body: { data: { token: '' } } },
  { status: 200, body: { data: { token: null } } },
  { status: 200, html: true },
  { status: 200, body: '{"data": {"token": "cut off', truncate: true },
  { status: 503, body: { message: 'busy' } },
];

export const responses = flow(
  'the application takes from a response what the document promises, and no more',
  {
    endpoint: 'token',
    judges: each([UNKNOWN, OPAQUE, BROKEN], [...LOGS_IN, BASIC]),
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const more = await app.newSession();
    const data = await app.newTokens(more);
    const members = { x_unknown: { a: [1, null] }, scope: null, expires_in: 'soon' };
    await app.answersTokenRequests(more, { data: { ...data, ...members }, links: [] });

    const other = await app.newSession();
    const opaque = `wazo.${randomBytes(30).toString('base64url')}~1`;
    app.addToken(other, opaque);
    const plain = await app.newTokens(other);
    await app.answersTokenRequests(other, { data: { ...plain, token: opaque } });
    await app.answersCall(opaque, { status: 200, body: { items: [], total: 0, filtered: 0 } });

    for (const session of [more, other]) {
      await app.fire('login', session);
      await app.fire('call', session);
    }
    const bad: Session[] = [];
    for (const action of broken) {
      const session = await app.newSession();
      bad.push(session);
      await app.answersLogin(session, action);
      await app.fire('login', session);
      await app.fire('call', session);
    }
    const sent = await Promise.all([more, other, ...bad].map((session, i) => app.sent(session, i < 2 ? 2 : 1)));
    const [known, foreign, ...unused] = sent as [Sent, Sent, ...Sent[]];
    const nothing = 'nothing came from the application';

    check(UNKNOWN, orNothing(known.all, nothing, CREATES), callsWith(known.calls, data.token));
    check(OPAQUE, orNothing(foreign.all, nothing, CREATES), callsWith(foreign.calls, opaque));
    for (const [i, { all, calls }] of unused.entries()) {
      const made = calls.find((call) => tokenIn(call));
      // An exchange that breaks off is what this is about, and no failure of the application's.
      const whole = all.filter(({ response }) => response !== undefined);
      check(BROKEN, orNothing(whole.length > 0 ? whole : known.all, nothing, CREATES), () => ({
        ok: !made,
        expected: `no call with a token after a login that is answered ${JSON.stringify(broken[i])}`,
        actual: made ? `a call with ${tokenIn(made)}` : 'none',
      }));
    }
  },
);
