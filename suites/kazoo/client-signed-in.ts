import type { Fired } from '../harness/target/trigger.ts';
import { type AppApi, givesToken } from './client-app.ts';
import { callbackUrl } from './client-begun.ts';
import type { Begun, Session } from './client-session.ts';

/** What became of a login at the provider. */
export interface SignOn {
  readonly begun: Begun;
  readonly code: string;
  /** What of the code nothing else holds. */
  readonly mark: string;
  readonly fired: Fired;
}

/** Signs somebody on at the provider; the callback is answered so. */
export async function signOn(app: AppApi, session: Session, action: object): Promise<SignOn> {
  const begun = await app.begin(session);
  if (begun.state) session.known.add(begun.state);
  const { code, mark } = app.newCode(session);
  await app.answering(mark, action);
  return { begun, code, mark, fired: await app.fire('callback', session, { callbackUrl: callbackUrl(begun, code) }) };
}

/** Lets somebody in whichever way the application knows; what gives the token is answered so. */
export async function enter(app: AppApi, session: Session, action: object): Promise<Fired> {
  if (!app.can('login')) return (await signOn(app, session, action)).fired;
  const disarm = await app.answersLogin(session, action);
  const fired = await app.fire('login', session);
  await disarm();
  return fired;
}

/** Somebody who was let in with a token of ours. */
export async function signedIn(app: AppApi): Promise<{ session: Session; token: string; fired: Fired }> {
  const session = await app.newSession();
  const { token, data } = await app.newToken(session);
  return { session, token, fired: await enter(app, session, givesToken(token, data)) };
}
