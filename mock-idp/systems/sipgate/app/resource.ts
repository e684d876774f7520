import * as openid from 'openid-client';
import { step } from '../../../frame/step.ts';
import { tokensOf } from './callback.ts';
import { openidConfiguration } from './openid.ts';
import type { AppSession, Tokens } from './sessions.ts';
import type { AppSettings } from './settings.ts';

/** What the resource responded, or that the user must log in again. */
export type Shown = { readonly status: number; readonly text: string } | 'login-needed';

/** Gets the resource for the session's user with the access token, refreshed when it has expired (steps 4 and 5 of the document). */
export async function showResource(session: AppSession, settings: AppSettings): Promise<Shown> {
  const tokens = session.user?.tokens;
  if (!tokens) return 'login-needed';
  const isDue = isOver(tokens);
  const current = isDue ? await refresh(session, tokens, settings) : tokens;
  if (!current) return 'login-needed';
  const response = await get(current, settings);
  if (response.status !== 401 || isDue) return { status: response.status, text: await response.text() };
  await response.body?.cancel();
  const next = await refresh(session, current, settings);
  if (!next) return 'login-needed';
  const again = await get(next, settings);
  return { status: again.status, text: await again.text() };
}

/** Whether an access token has expired. */
export const isOver = step(({ expiresAt }: Tokens): boolean => expiresAt <= Date.now());

function get(tokens: Tokens, settings: AppSettings): Promise<Response> {
  const { url, authorization } = resourceRequest(tokens, settings);
  return fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(settings.timeoutSeconds * 1000) });
}

/** The request of step 4: the access token goes in the Authorization header. */
export const resourceRequest = step(({ access }: Tokens, { resource }: AppSettings) => ({
  url: resource,
  authorization: `Bearer ${access}`,
}));

/** New tokens for old ones; one refresh at a time. None where there is nothing to refresh by. */
export const refresh = step(
  async (session: AppSession, old: Tokens, settings: AppSettings): Promise<Tokens | undefined> => {
    if (old.refresh === undefined) return undefined;
    const newer = session.user?.tokens;
    if (newer && newer !== old) return newer;
    session.refreshing ??= refreshOnce(session, old, settings).finally(() => {
      delete session.refreshing;
    });
    return session.refreshing;
  },
);

/** New tokens for the session's user, who is logged out where the realm refuses. */
export const refreshOnce = step(
  async (session: AppSession, old: Tokens, settings: AppSettings): Promise<Tokens | undefined> => {
    const { user } = session;
    if (!user) return undefined;
    try {
      const tokens = await newTokens(old, settings);
      session.user = { ...user, tokens };
      return tokens;
    } catch {
      delete session.user;
      return undefined;
    }
  },
);

/** Sends the refresh token (step 5 of the document). Throws where the realm refuses. */
export const newTokens = step(async (old: Tokens, settings: AppSettings): Promise<Tokens> => {
  const tokens = tokensOf(await openid.refreshTokenGrant(openidConfiguration(settings), old.refresh ?? ''));
  return { ...tokens, refresh: tokens.refresh || old.refresh };
});
