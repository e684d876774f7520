import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { tokenIn } from '../harness/http/sent.ts';
import { type AppApi, flow, givesToken, refusedEnvelope, unless, unlessLoggedIn } from './client-app.ts';
import { BROKEN, HEADER } from './client-ids.ts';
import { someHasToken } from './client-matchers.ts';
import type { Session } from './client-session.ts';
import { enter } from './client-signed-in.ts';

const UNKNOWN = 'kazoo.client.unknown-members';
const SLOW = 'kazoo.client.slow-response';

/** Responses to what is to give a token that give none. `token` is one that would open everything. */
const broken = (token: string, data: object): readonly object[] => [
  refusedEnvelope(token),
  { status: 500, body: { status: 'error', error: '500', message: 'init failed', auth_token: token } },
  { status: 201, body: {} },
  { status: 201, body: { data, status: 'success', auth_token: '' } },
  { status: 201, body: { data, status: 'success', auth_token: null } },
  { status: 201, body: { data, status: 'success' } },
  { status: 200, html: true },
  {
    status: 201,
    body: `{"data": ${JSON.stringify(data)}, "auth_token": "${token}", "padding": "${'x'.repeat(400)}`,
    truncate: true,
  },
  { reset: true },
];

export const responses = flow(
  'the application takes a token from whole responses alone, whatever else they hold',
  {
    endpoint: 'token',
    judges: each([UNKNOWN, SLOW, BROKEN], [HEADER]),
    skipFact: (target) => unlessLoggedIn(target) ?? unless('call')(target),
  },
  async ({ app, check }) => {
    const more = await entered(app, (token, data) =>
      givesToken(
        token,
        { ...data, x_unknown: { a: [1, null] } },
        { tokens: { consumed: 1 }, page_size: null, links: [] },
      ),
    );
    const slow = await entered(app, (token, data) => ({ delayMs: 1_000, ...givesToken(token, data) }));
    const tries = broken('', {}).length;
    const bad: Session[] = [];
    for (let i = 0; i < tries; i += 1) {
      bad.push((await entered(app, (token, data) => broken(token, data)[i] as object)).session);
    }
    const sent = await Promise.all([more, slow].map(({ session }) => app.sent(session, 2)));
    const unused = await Promise.all(bad.map((session) => app.sent(session, 1)));

    for (const [i, [id, { token }]] of (
      [
        [UNKNOWN, more],
        [SLOW, slow],
      ] as const
    ).entries()) {
      const seen = orNothing(sent[i]?.all, 'nothing came from the application');
      check(id, seen, someHasToken(sent[i]?.of('call') ?? [], token));
    }
    for (const [i, { all, of }] of unused.entries()) {
      const made = of('call').find(tokenIn);
      // An exchange that breaks off is what this is about, and no failure of the application's.
      const whole = all.filter(({ response }) => response !== undefined);
      const seen = all.length > 0 && whole.length === 0 ? sent[0]?.all : whole;
      check(BROKEN, orNothing(seen, 'nothing came from the application'), () => ({
        ok: !made,
        expected: `no call with a token after a login that is answered ${JSON.stringify(broken('…', {})[i])}`,
        actual: made ? `a call with ${tokenIn(made)}` : 'none',
      }));
    }
  },
);

/** Somebody whose login was answered so, and who then made a call. */
async function entered(app: AppApi, action: (token: string, data: object) => object) {
  const session = await app.newSession();
  const { token, data } = await app.newToken(session);
  await enter(app, session, action(token, data));
  await app.fire('call', session);
  return { session, token };
}
