import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { where } from '../harness/flow/dependencies.ts';
import { bodyOf } from '../harness/http/sent.ts';
import { flow, noTrigger } from './client-app.ts';
import { BASIC, ENDPOINT, HAS_CLIENT_ID, HAS_TOKEN, LOGS_IN, OFFLINE, REFRESHES } from './client-ids.ts';
import { loggedIn, refreshed } from './client-logged-in.ts';

const APART = 'wazo.client.refresh-tokens-apart';

export const apart = flow(
  'the application keeps the refresh tokens of two client_ids apart',
  {
    endpoint: 'refresh',
    judges: { [APART]: [...LOGS_IN, BASIC, OFFLINE, where(REFRESHES), ENDPOINT, HAS_TOKEN, HAS_CLIENT_ID] },
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const both = [await loggedIn(app), await loggedIn(app)];
    for (const { session, data } of both) {
      const next = await refreshed(app, session);
      await app.answersRefresh(data.refresh_token, next.response);
      await app.expire(data.token);
    }
    for (const { session } of both) await app.fire('call', session);
    const given = both.map(({ data }) => data.refresh_token);
    for (const { session, data } of both) {
      const { all, refreshes } = await app.sent(session, 2);
      const bodies = refreshes.map((one) => ({ one, body: bodyOf(one) }));
      const own = bodies.find(
        ({ body }) => body.client_id === session.clientId && given.includes(String(body.refresh_token)),
      )?.one;
      check(APART, orNothing(own ?? all, 'nothing came from the application'), () => {
        if (!own) return notApplicable('the application keeps one of them at a time');
        const { refresh_token } = bodyOf(own);
        const actual = refresh_token === data.refresh_token ? 'as expected' : 'another, or none';
        return { ok: refresh_token === data.refresh_token, expected: 'the refresh token of the client_id', actual };
      });
    }
  },
);
