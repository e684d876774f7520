import { type Html, html } from '../../../schemas/html.ts';
import { renderPage } from '../../frame/page.ts';
import type { LoginAttempt } from './console-call.ts';
import type { Outcome } from './console-outcome.ts';

const settings: readonly (readonly [name: keyof LoginAttempt, label: string])[] = [
  ['endpoint', 'Developer Authentication Callback Endpoint'],
  ['apiKey', 'Developer Authentication Callback API Key'],
  ['apiSecret', 'Developer Authentication Callback API Secret'],
  ['serviceApiKey', 'API key of the service'],
];

/** The login form, with the settings of the service beside it; `outcome` tells what came of a login. */
export function consolePage(values: Omit<LoginAttempt, 'password' | 'timeoutMs'>, outcome?: Outcome): string {
  const field = (name: string, label: string, type: string, value = '') =>
    html`<label for="${name}">${label}</label>\n<input id="${name}" name="${name}" type="${type}" value="${value}">`;
  const fields = settings.map(
    ([name, label]) => html`${field(name, label, 'text', String(values[name as keyof typeof values] ?? ''))}\n`,
  );
  return renderPage({
    brand: 'Authlete',
    heading: 'Developer Console',
    content: html`${outcome && told(outcome)}
<form method="post" action="login" autocomplete="off">
${field('id', 'Login ID', 'text', values.id)}
${field('password', 'Password', 'password')}
<button>Log in</button>
<details${outcome && outcome.problems.length > 0 && ' open'}><summary>Settings of the service</summary>
${fields}</details>
</form>`,
    footer: 'Mock of the console that calls a developer authentication callback endpoint.',
  });
}

function told({ loggedIn, subject, displayName, problems }: Outcome): Html {
  if (loggedIn) {
    const name = displayName ? `${displayName} (${subject ?? ''})` : subject;
    return html`<p role="status">Welcome, ${name}.</p>`;
  }
  if (problems.length === 0) return html`<p class="problem" role="alert">Login ID or password is wrong.</p>`;
  const list = problems.map((problem) => html`<li>${problem}</li>`);
  return html`<p class="problem" role="alert">Nobody can log in: the endpoint does not answer as it should.</p><ul>${list}</ul>`;
}
