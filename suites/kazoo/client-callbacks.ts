import { randomUUID } from 'node:crypto';
import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { where } from '../harness/flow/dependencies.ts';
import { tokenIn } from '../harness/http/sent.ts';
import { flow, givesToken, refusedEnvelope, unless } from './client-app.ts';
import { callbackUrl } from './client-begun.ts';
import { BROKEN, CALLBACK, HEADER, ONCE } from './client-ids.ts';
import { allNamed } from './client-requests.ts';
import type { Begun, Session } from './client-session.ts';
import { signOn } from './client-signed-in.ts';

const SENT = 'kazoo.client.state-sent';
const COMPARED = 'kazoo.client.state-compared';

/** States that are not the one of the login: of somebody else, none, and near misses. */
const otherStates: readonly ((state: string, others: string) => string | undefined)[] = [
  () => randomUUID(),
  (_state, others) => others,
  () => undefined,
  () => '',
  (state) => state.slice(0, -1),
  (state) => `${state}0`,
];

export const state = flow(
  'the application takes from a browser only the login that it has begun with it',
  {
    endpoint: 'sso-callback',
    judges: { [SENT]: [CALLBACK], [COMPARED]: [where(SENT), CALLBACK] },
    skipFact: unless('sso'),
  },
  async ({ app, check }) => {
    const control = await app.newSession();
    const { token, data } = await app.newToken(control);
    const { begun } = await signOn(app, control, givesToken(token, data));
    const plain = await app.sent(control, 1);
    const seen = orNothing(plain.of('callback'), 'no callback came');
    check(SENT, seen, () =>
      begun.request
        ? { ok: Boolean(begun.state), expected: 'a state in the authorization request', actual: begun.state ?? 'none' }
        : notApplicable('the trigger told no URL of the provider'),
    );
    if (!begun.state) return;

    const forged: { session: Session; state: string | undefined }[] = [];
    for (const other of otherStates) {
      const session = await app.newSession();
      const own = await app.begin(session);
      const others = await app.begin(await app.newSession());
      const altered: Begun = { ...own, state: other(own.state ?? '', others.state ?? '') };
      await app.fire('callback', session, { callbackUrl: callbackUrl(altered, app.newCode(session).code) });
      forged.push({ session, state: altered.state });
    }
    const came = await Promise.all(forged.map(({ session }) => app.sent(session, 1)));
    for (const [i, { of }] of came.entries()) {
      const callbacks = of('callback');
      check(COMPARED, seen, () => ({
        ok: callbacks.length === 0,
        expected: `no callback with the state ${JSON.stringify(forged[i]?.state) ?? 'left out'}`,
        actual: allNamed(callbacks),
      }));
    }
  },
);

export const refusedCallback = flow(
  'the application accepts that a login by the provider is refused',
  {
    endpoint: 'sso-callback',
    judges: { [ONCE]: [CALLBACK], [BROKEN]: [CALLBACK, HEADER] },
    skipFact: unless('sso'),
    facts: { [BROKEN]: unless('call') },
  },
  async ({ app, check }) => {
    const tries: { session: Session; token: string }[] = [];
    for (const answer of [refusedEnvelope, emptyHanded]) {
      const session = await app.newSession();
      const { token } = await app.newToken(session);
      await signOn(app, session, answer(token));
      if (app.can('call')) await app.fire('call', session);
      tries.push({ session, token });
    }
    for (const { all, of } of await Promise.all(tries.map(({ session }) => app.sent(session, 1)))) {
      const callbacks = of('callback');
      const seen = orNothing(callbacks, `no callback came, but ${allNamed(all)}`);
      check(ONCE, seen, () => ({
        ok: callbacks.length === 1,
        expected: 'one request with the code',
        actual: `${callbacks.length} requests`,
      }));
      const made = of('call').find(tokenIn);
      check(BROKEN, seen, () => ({
        ok: !made,
        expected: 'no call with a token after a login that gave none',
        actual: made ? `a call with ${tokenIn(made)}` : 'none',
      }));
    }
  },
);

/** A response to a callback that says nothing of a token. */
const emptyHanded = () => ({ status: 201, body: { page_size: 1, data: [], status: 'success' } });
