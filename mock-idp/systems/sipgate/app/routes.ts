import type { Context, Next } from 'koa';
import { html, raw } from '../../../../schemas/html.ts';
import { scene } from '../../../frame/scene.ts';
import { endLogin } from './callback.ts';
import { appFaulty } from './faults.ts';
import { beginLogin } from './login.ts';
import { openidConfiguration } from './openid.ts';
import { appPage } from './page.ts';
import { showResource } from './resource.ts';
import type { Sessions } from './sessions.ts';
import { type AppConfig, type AppSettings, appPath, appSettings } from './settings.ts';
import { appFetch } from './token-fetch.ts';

interface Visit {
  readonly ctx: Context;
  readonly sessions: Sessions;
  readonly settings: AppSettings;
}

const routes: Readonly<Record<string, (visit: Visit) => Promise<void> | void>> = {
  '/': home,
  '/login': login,
  '/callback': callback,
  '/me': me,
  '/balance': balance,
  '/logout': logout,
};

/** A request to the application. */
interface AppRequest {
  readonly ctx: Context;
  readonly sessions: Sessions;
  readonly config: AppConfig;
  /** The mock's public base URL as the request sees it, fault prefix included. */
  readonly url: string;
}

/** Responses a request below the application's path. */
export async function serve({ ctx, sessions, config, url }: AppRequest, next: Next): Promise<void> {
  const handle = routes[ctx.path.slice(appPath.length)];
  if (!handle) return next();
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  await handle({ ctx, sessions, settings: appSettings(config, url) });
}

function home({ ctx, sessions, settings }: Visit): void {
  const user = sessions.of(ctx)?.user;
  const secret = appFaulty('secret-in-page') ? raw(`<!-- ${settings.clientSecret} -->`) : undefined;
  ctx.body = appPage(
    user ? 'Logged in' : 'Not logged in',
    user
      ? html`<p>You are <code>${user.name}</code>.</p>
<ul><li><a href="balance">Show my balance</a></li><li><a href="logout">Log out</a></li></ul>${secret}`
      : html`<p><a href="login">Log in with sipgate</a></p>${secret}`,
  );
}

async function login({ ctx, sessions, settings }: Visit): Promise<void> {
  const session = sessions.begin(ctx);
  ctx.redirect((await beginLogin(session, settings, openidConfiguration(settings, appFetch(settings)))).href);
}

async function callback(visit: Visit): Promise<void> {
  const { ctx, sessions, settings } = visit;
  const session = sessions.of(ctx);
  const url = new URL(`${settings.redirectUri}${ctx.search}`);
  const held = session ?? (appFaulty('login-of-any-session') ? sessions.begin(ctx) : undefined);
  const ending = held ? await endLogin(url, held, sessions, settings) : 'refused';
  if (ending === 'again') return login(visit);
  if (ending === 'logged-in' && held) {
    if (appFaulty('login-forgotten')) delete held.user;
    sessions.renew(ctx, held);
    return ctx.redirect(`${scene().prefix}${appPath}/`);
  }
  const [status, heading, text] = endings[ending] ?? endings.refused;
  ctx.status = status;
  ctx.body = appPage(heading, html`<p>${text} <a href="login">Try again</a></p>`);
}

const endings: Readonly<Record<string, readonly [number, string, string]>> & {
  readonly refused: readonly [number, string, string];
} = {
  denied: [403, 'You did not grant access', 'Nobody was logged in.'],
  refused: [400, 'This login was not begun here', 'Nobody was logged in.'],
  failed: [502, 'sipgate could not log you in', 'Its response could not be used.'],
  crashed: [500, 'Internal error', 'Something went wrong.'],
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
  if (!appFaulty('logout-forgets-nothing')) sessions.end(ctx);
  ctx.redirect(`${scene().prefix}${appPath}/`);
}
