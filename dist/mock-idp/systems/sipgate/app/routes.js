import { scene } from '../../../frame/scene.js';
import { endLogin } from './callback.js';
import { appFaulty } from './faults.js';
import { beginLogin } from './login.js';
import { openidConfiguration } from './openid.js';
import { appPage } from './page.js';
import { showResource } from './resource.js';
import { appPath, appSettings } from './settings.js';
import { appFetch } from './token-fetch.js';
const routes = {
    '/': home,
    '/login': login,
    '/callback': callback,
    '/me': me,
    '/balance': balance,
    '/logout': logout,
};
/** Responses a request below the application's path. */
export async function serve({ ctx, sessions, config, url }, next) {
    const handle = routes[ctx.path.slice(appPath.length)];
    if (!handle)
        return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Referrer-Policy', 'no-referrer');
    await handle({ ctx, sessions, settings: appSettings(config, url) });
}
function home({ ctx, sessions, settings }) {
    const user = sessions.of(ctx)?.user;
    const secret = appFaulty('secret-in-page') ? `<!-- ${settings.clientSecret} -->` : '';
    ctx.body = appPage(user ? 'Logged in' : 'Not logged in', user
        ? `<p>You are <code>${user.name.replaceAll(/[&<>]/g, '')}</code>.</p>
<ul><li><a href="balance">Show my balance</a></li><li><a href="logout">Log out</a></li></ul>${secret}`
        : `<p><a href="login">Log in with sipgate</a></p>${secret}`);
}
async function login({ ctx, sessions, settings }) {
    const session = sessions.begin(ctx);
    ctx.redirect((await beginLogin(session, settings, openidConfiguration(settings, appFetch(settings)))).href);
}
async function callback(visit) {
    const { ctx, sessions, settings } = visit;
    const session = sessions.of(ctx);
    const url = new URL(`${settings.redirectUri}${ctx.search}`);
    const held = session ?? (appFaulty('login-of-any-session') ? sessions.begin(ctx) : undefined);
    const ending = held ? await endLogin(url, held, sessions, settings) : 'refused';
    if (ending === 'again')
        return login(visit);
    if (ending === 'logged-in' && held) {
        if (appFaulty('login-forgotten'))
            delete held.user;
        sessions.renew(ctx, held);
        return ctx.redirect(`${scene().prefix}${appPath}/`);
    }
    const [status, heading, text] = endings[ending] ?? endings.refused;
    ctx.status = status;
    ctx.body = appPage(heading, `<p>${text} <a href="login">Try again</a></p>`);
}
const endings = {
    denied: [403, 'You did not grant access', 'Nobody was logged in.'],
    refused: [400, 'This login was not begun here', 'Nobody was logged in.'],
    failed: [502, 'sipgate could not log you in', 'Its response could not be used.'],
    crashed: [500, 'Internal error', 'Something went wrong.'],
};
function me({ ctx, sessions }) {
    const user = sessions.of(ctx)?.user;
    ctx.status = user ? 200 : 401;
    ctx.body = user ? { user: user.name } : { error: 'not logged in' };
}
async function balance({ ctx, sessions, settings }) {
    const session = sessions.of(ctx);
    const shown = session?.user ? await showResource(session, settings).catch(() => undefined) : 'login-needed';
    if (shown === 'login-needed') {
        ctx.status = 401;
        ctx.body = appPage('Please log in', '<p><a href="login">Log in with sipgate</a></p>');
        return;
    }
    ctx.status = shown ? (shown.status === 200 ? 200 : 502) : 502;
    ctx.type = 'json';
    ctx.body = shown?.status === 200 ? shown.text : JSON.stringify({ error: 'the resource did not open' });
}
function logout({ ctx, sessions }) {
    if (!appFaulty('logout-forgets-nothing'))
        sessions.end(ctx);
    ctx.redirect(`${scene().prefix}${appPath}/`);
}
//# sourceMappingURL=routes.js.map