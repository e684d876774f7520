import type { AppApi, TokenData } from './client-app.ts';
import type { Session } from './client-session.ts';

/** Somebody who has logged in at the application, by tokens of ours. */
export async function loggedIn(app: AppApi, more: object = {}): Promise<{ session: Session; data: TokenData }> {
  const session = await app.newSession();
  const data = await app.newTokens(session);
  const disarm = await app.answersLogin(session, { status: 200, body: { data: { ...data, ...more } } });
  await app.fire('login', session);
  await disarm();
  return { session, data };
}

/** The response to a refresh: an access token and no refresh token. */
export async function refreshed(app: AppApi, session: Session): Promise<{ token: string; response: object }> {
  const { refresh_token: _, ...data } = await app.newTokens(session);
  return { token: data.token as string, response: { status: 200, body: { data } } };
}
