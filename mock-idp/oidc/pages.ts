import { type Html, html, raw } from '../../schemas/html.ts';
import { headersOfPage, renderPage } from '../frame/page.ts';
import { step } from '../frame/step.ts';
import type { PageKind, RealmSettings, ScopeEntry } from './settings.ts';

const footer = "Mock identity provider for development. Nothing typed here leaves this machine's memory.";

/** The header fields of a page; `formTo` is where its form may lead besides here. */
export const pageHeaders = step(
  (_page: PageKind, formTo?: string): Readonly<Record<string, string>> => headersOfPage(formTo),
);

/** Where the form of a login leads in the end: the origin of the redirect URI, or its scheme. */
export function formTarget(redirectUri: string): string | undefined {
  if (!URL.canParse(redirectUri)) return undefined;
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}

/** The login page; `problem` is said above the fields, and the name typed before stays. */
export function renderLogin(settings: RealmSettings, client: string, problem?: string, username = ''): string {
  const described = problem !== undefined && html` aria-invalid="true" aria-describedby="problem"`;
  const focused = html` autofocus`;
  return page(
    settings,
    'Log in',
    html`<p>to continue to <strong>${client}</strong></p>
${problem !== undefined && html`<p class="problem" id="problem" role="alert">${problem}</p>`}
<form method="post" autocomplete="on">
  <label for="username">User name</label>
  <input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${username}"${described}${username === '' && focused}>
  <label for="password">Password</label>
  <input id="password" name="password" type="password" autocomplete="current-password" required${described}${username !== '' && focused}>
  <button type="submit" name="action" value="login">Log in</button>
  <button type="submit" name="action" value="cancel" class="quiet" formnovalidate>Cancel</button>${claimsBox(settings)}${userButtons(settings)}
</form>`,
  );
}

const mostButtons = 8;

/** The known users, for one click each. */
function userButtons({ accounts, loginOffers }: RealmSettings): Html | undefined {
  if (!loginOffers?.users) return undefined;
  const buttons = accounts.slice(0, mostButtons).map(({ username }) => {
    return html`\n  <button type="submit" name="user" value="${username}" class="quiet" formnovalidate>Log in as ${username}</button>`;
  });
  return html`
  <p class="or">Without a password, for development:</p>${buttons}`;
}

function claimsBox({ loginOffers }: RealmSettings): Html | undefined {
  if (!loginOffers?.claims) return undefined;
  return html`
  <details>
    <summary>Further claims</summary>
    <label for="claims">JSON object, for this user's tokens from now on</label>
    <textarea id="claims" name="claims" rows="3" spellcheck="false" placeholder='{ "department": "ops" }'></textarea>
  </details>`;
}

/** The page on which a user grants scopes to a client, or does not. */
export function renderConsent(settings: RealmSettings, client: string, user: string, asked: readonly string[]): string {
  const known = new Map(settings.scopes.map((scope) => [scope.name, scope]));
  const items = asked.map((name) => html`\n  <li>${scopeText(name, known.get(name))}</li>`);
  return page(
    settings,
    'Grant access?',
    html`<p><strong>${client}</strong> asks to act for <strong>${user}</strong>:</p>
<ul>${items}
</ul>
<form method="post">
  <button type="submit" name="consent" value="yes">Grant access</button>
  <button type="submit" name="consent" value="no" class="quiet">Deny</button>
</form>`,
  );
}

/** What a page says. */
export interface Message {
  readonly heading: string;
  readonly text: string;
  readonly detail?: string;
  /** More that helps to fix it, a line each. */
  readonly facts?: readonly string[];
  readonly form?: string;
}

/** A page that says one thing, with a form of oidc-provider's where one is needed. */
export function renderMessage(settings: RealmSettings, { heading, text, detail, facts = [], form }: Message): string {
  const buttons = `
<button type="submit" name="logout" value="yes">Log out</button>
<button type="submit" class="quiet">Stay logged in</button>
</form>`;
  return page(
    settings,
    heading,
    html`<p>${text}</p>
${detail !== undefined && html`<p class="detail"><code>${detail}</code></p>`}${facts.map((fact) => html`\n<p>${fact}</p>`)}${raw((form ?? '').replace('</form>', buttons))}`,
  );
}

function scopeText(name: string, scope: ScopeEntry | undefined): Html {
  return scope?.text === undefined ? html`<code>${name}</code>` : html`${scope.text} <code>${name}</code>`;
}

function page({ title = 'Log in' }: RealmSettings, heading: string, content: Html): string {
  return renderPage({ brand: title, heading, content, footer });
}
