import { randomUUID } from 'node:crypto';
import type { Asked, Served } from '../suites/harness/browser/page-server.ts';

/** Who may log in, and where codes go. */
const USER = { name: 'carla', password: 'sunny-harbour' };

const html = (body: string): Served => ({ body: `<!doctype html><title>A server</title><body>${body}` });
const to = (location: string, headers: Served['headers'] = {}): Served => ({
  status: 302,
  headers: { ...headers, Location: location },
});

function back(query: URLSearchParams, more: Readonly<Record<string, string>>): Served {
  const url = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  for (const [name, value] of Object.entries({ ...more, ...(state !== null && { state }) })) {
    url.searchParams.set(name, value);
  }
  return to(url.href);
}

const withCode = (query: URLSearchParams) => back(query, { code: randomUUID() + randomUUID() });

/** Sessions by cookie: who is logged in, and what was granted. */
function openSessions() {
  const granted = new Map<string, Set<string>>();
  const idOf = ({ headers: { cookie = '' } }: Asked) => /session=([\w-]+)/.exec(cookie)?.[1] ?? '';
  return {
    of: (asked: Asked) => granted.get(idOf(asked)),
    begin(): Record<string, string> {
      const id = randomUUID();
      granted.set(id, new Set());
      return { 'Set-Cookie': `session=${id}; Path=/; HttpOnly; SameSite=Lax` };
    },
  };
}

const isUser = (name: unknown, password: unknown) => name === USER.name && password === USER.password;

/**
 * As Glewlwyd does it: pages are made by scripts 100 ms after they were loaded, the login is a `fetch`, grants are boxes
 * without a form, and so is the button that leads on, back to the authorization endpoint with `g_continue`.
 */
export function scriptedPages(): (asked: Asked) => Served {
  const sessions = openSessions();
  const app = `
    const root = document.getElementById('root');
    const next = new URLSearchParams(location.search).get('callback_url');
    const login = (note) => {
      root.innerHTML = '<p>' + note + '</p><form><input id="username" name="username" type="text"><input id="password" name="password" type="password">' +
        '<button type="submit">Login</button></form><button type="button" id="other">Login with a new user</button>';
      document.querySelector('form').onsubmit = (event) => {
        event.preventDefault();
        const body = JSON.stringify({ username: username.value, password: password.value });
        root.querySelector('p').textContent = 'Please wait';
        setTimeout(() => fetch('/api/auth', { method: 'POST', body }).then((answer) => answer.ok ? hello() : login('Wrong login')), 50);
      };
    };
    const hello = () => {
      root.innerHTML = '<p>Hello carla</p><label><input type="checkbox" checked disabled> openid</label><button type="button">Logout</button><button type="button" id="go">Continue</button>';
      document.getElementById('go').onclick = () => { location.href = next + '&g_continue'; };
    };
    setTimeout(() => fetch('/api/me').then((answer) => answer.ok ? hello() : login('Welcome')), 100);`;
  return (asked) => {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/login.html') return html('<div id="root">Loading…</div><script src="/app.js"></script>');
    if (pathname === '/app.js') return { headers: { 'Content-Type': 'text/javascript' }, body: app };
    if (pathname === '/api/me') return { status: sessions.of(asked) ? 200 : 401 };
    if (pathname === '/api/auth') {
      const { username, password } = JSON.parse(asked.text);
      return isUser(username, password) ? { headers: sessions.begin() } : { status: 401 };
    }
    if (!pathname.endsWith('/auth')) return { status: 404 };
    if (sessions.of(asked) && searchParams.has('g_continue')) return withCode(searchParams);
    return to(`/login.html?callback_url=${encodeURIComponent(asked.url.pathname + asked.url.search)}`);
  };
}

/**
 * As Spring Authorization Server does it: a consent page with a check box for each scope, of which one at least must be
 * ticked, "Submit Consent", and a Cancel that is no submit button.
 */
export function boxedConsent(): (asked: Asked) => Served {
  const sessions = openSessions();
  return (asked) => {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/login' && asked.method === 'POST') {
      if (!isUser(asked.form.get('username'), asked.form.get('password'))) return to('/login?error');
      return to(asked.form.get('next') ?? '/', sessions.begin());
    }
    if (pathname === '/login') {
      return html(`<form method="post" action="/login"><h2>Please sign in</h2>
        <input type="hidden" name="next" value="${searchParams.get('next')?.replaceAll('&', '&amp;') ?? '/'}">
        <input id="username" name="username" placeholder="Username" required autofocus>
        <input type="password" id="password" name="password" placeholder="Password" required>
        <button type="submit">Sign in</button></form>`);
    }
    if (!pathname.endsWith('/auth')) return { status: 404 };
    const granted = sessions.of(asked);
    if (!granted) return to(`/login?next=${encodeURIComponent(pathname + asked.url.search)}`);
    if (asked.method === 'POST') {
      const scopes = asked.form.getAll('scope');
      for (const scope of scopes) granted.add(scope);
      if (scopes.length === 0)
        return back(searchParams, { error: 'access_denied', error_description: 'OAuth 2.0 Parameter: client_id' });
    }
    const asksFor = (searchParams.get('scope') ?? '').split(' ');
    if (asksFor.every((scope) => granted.has(scope))) return withCode(searchParams);
    const boxes = asksFor.map(
      (scope) => `<div><input class="form-check-input" type="checkbox" name="scope" value="${scope}" id="${scope}">
        <label class="form-check-label" for="${scope}">${scope}</label></div>`,
    );
    return html(`<script>function cancelConsent() { document.consent_form.reset(); document.consent_form.submit(); }</script>
      <h1>Consent required</h1><form name="consent_form" method="post">${boxes.join('')}
      <button type="submit" id="submit-consent">Submit Consent</button>
      <button type="button" id="cancel-consent" onclick="cancelConsent();">Cancel</button></form>`);
  };
}

/** A plain login page; what comes after a right password is given. */
export function plainLogin(after: (query: URLSearchParams) => Served): (asked: Asked) => Served {
  return (asked) => {
    if (!asked.url.pathname.endsWith('/auth')) return { status: 404 };
    if (asked.method === 'POST' && isUser(asked.form.get('username'), asked.form.get('password'))) {
      return after(asked.url.searchParams);
    }
    return html(
      '<form method="post"><input name="username"><input type="password" name="password"><button>Log in</button></form>',
    );
  };
}

/** What a server makes of every request to its authorization endpoint. */
export const always = (served: Served) => (): Served => served;

export const page = html;
export const refusal = (query: URLSearchParams, more: Readonly<Record<string, string>>) => back(query, more);
