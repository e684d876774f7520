import type { Context, Next } from 'koa';
import { html } from '../../../../schemas/html.ts';
import { headersOfPage } from '../../../frame/page.ts';
import { scene } from '../../../frame/scene.ts';
import { step } from '../../../frame/step.ts';
import { type Ending, endLogin } from './callback.ts';
import { beginLogin } from './login.ts';
import { openidConfiguration } from './openid.ts';
import { appPage } from './page.ts';
import { showResource } from './resource.ts';
import type { AppSession, Sessions } from './sessions.ts';
import { type AppConfig, type AppSettings, appPath, appSettings } from './settings.ts';

/** A request to one of the application's pages. */
export interface Visit {
  readonly ctx: Context;
  readonly sessions: Sessions;
  readonly settings: AppSettings;
}

/** A request to the application. */
interface AppRequest {
  readonly ctx: Context;
  readonly sessions: Sessions;
  readonly config: AppConfig;
  /** The mock's public base URL as the request sees it, fault prefix included. */
  readonly url: string;
}

/** Responds to a request below the application's path. */
export async function serve({ ctx, sessions, config, url }: AppRequest, next: Next): Promise<void> {
  const handle = routes[ctx.path.slice(appPath.length)];
  if (!handle) return next();
  ctx.set(headersOfPage());
  await handle({ ctx, sessions, settings: appSettings(config, url) });
}

/** Shows whether somebody is logged in. */
export const home = step(({ ctx, sessions }: Visit): void => {
  const user = sessions.of(ctx)?.user;
  ctx.body = appPage(
    user ? 'Logged in' : 'Not logged in',
    user
      ? html`<p>You are <code>${user.name}</code>.</p>
<ul><li><a href="balance">Show my balance</a></li><li><a href="logout">Log out</a></li></ul>`
      : html`<p><a href="login">Log in with sipgate</a></p>`,
  );
});

/** Sends the user to the realm. */
export async function login({ ctx, sessions, settings }: Visit): Promise<void> {
  const session = sessions.begin(ctx);
  ctx.redirect((await beginLogin(session, settings, openidConfiguration(settings))).href);
}

async function callback(visit: Visit): Promise<void> {
  const { ctx, settings } = visit;
  const session = sessionOfCallback(visit);
  const url = new URL(`${settings.redirectUri}${ctx.search}`);
  if (!session) return showEnding('refused', visit);
  const ending = await endLogin(url, session, settings);
  if (ending !== 'logged-in') return showEnding(ending, visit);
  renewSession(visit.sessions, ctx, session);
  ctx.redirect(`${scene().prefix}${appPath}/`);
}

/** The session whose login a callback may end: that of the browser that it comes from. */
export const sessionOfCallback = step(({ ctx, sessions }: Visit): AppSession | undefined => sessions.of(ctx));

/** Gives the session another id, so that one known before the login is worth nothing after it. */
export const renewSession = step((sessions: Sessions, ctx: Context, session: AppSession): void =>
  sessions.renew(ctx, session),
);

/** Tells the user that nobody was logged in. */
export const showEnding = step((ending: Exclude<Ending, 'logged-in'>, { ctx }: Visit): void | Promise<void> => {
  const [status, heading, text] = endings[ending];
  ctx.status = status;
  ctx.body = appPage(heading, html`<p>${text} <a href="login">Try again</a></p>`);
});

const endings: Readonly<Record<Exclude<Ending, 'logged-in'>, readonly [number, string, string]>> = {
  denied: [403, 'You did not grant access', 'Nobody was logged in.'],
  refused: [400, 'This login was not begun here', 'Nobody was logged in.'],
  failed: [502, 'sipgate could not log you in', 'Its response could not be used.'],
};

function me({ ctx, sessions }: Visit): void {
  const user = sessions.of(ctx)?.user;
  ctx.status = user ? 200 : 401;
  ctx.body = user ? { user: user.name } : { error: 'not logged in' };
}

async function balance({ ctx, sessions, settings }: Visit): Promise<void> {
  const session = sessions.of(ctx);
  const shown = session?.user ? await showResource(session, settings).catch(() => undefined) : 'login-needed';
  if (shown === 'login-needed') {
    ctx.status = 401;
    ctx.body = appPage('Please log in', html`<p><a href="login">Log in with sipgate</a></p>`);
    return;
  }
  ctx.status = shown ? (shown.status === 200 ? 200 : 502) : 502;
  ctx.type = 'json';
  ctx.body = shown?.status === 200 ? shown.text : JSON.stringify({ error: 'the resource did not open' });
}

function logout({ ctx, sessions }: Visit): void {
  endSession(sessions, ctx);
  ctx.redirect(`${scene().prefix}${appPath}/`);
}

/** Logs the user out. */
export const endSession = step((sessions: Sessions, ctx: Context): void => sessions.end(ctx));

const routes: Readonly<Record<string, (visit: Visit) => Promise<void> | void>> = {
  '/': home,
  '/login': login,
  '/callback': callback,
  '/me': me,
  '/balance': balance,
  '/logout': logout,
};
