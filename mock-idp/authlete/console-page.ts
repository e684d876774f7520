import type { LoginAttempt } from './console-call.ts';
import type { Outcome } from './console-judge.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

const settings: readonly (readonly [name: keyof LoginAttempt, label: string])[] = [
  ['endpoint', 'Developer Authentication Callback Endpoint'],
  ['apiKey', 'Developer Authentication Callback API Key'],
  ['apiSecret', 'Developer Authentication Callback API Secret'],
  ['serviceApiKey', 'API key of the service'],
];

/** The login form, with the settings of the service beside it; `outcome` tells what came of a login. */
export function consolePage(values: Omit<LoginAttempt, 'password' | 'timeoutMs'>, outcome?: Outcome): string {
  const field = (name: string, label: string, type: string, value = '') =>
    `<p><label>${label}<br><input name="${name}" type="${type}" size="60" value="${html(value)}"></label></p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Developer Console</title></head>
<body>
<h1>Developer Console</h1>
${outcome ? told(outcome) : ''}
<form method="post" action="login" autocomplete="off">
${field('id', 'Login ID', 'text', values.id)}
${field('password', 'Password', 'password')}
<p><button>Log in</button></p>
<details${outcome && outcome.problems.length > 0 ? ' open' : ''}><summary>Settings of the service</summary>
${settings.map(([name, label]) => field(name, label, 'text', String(values[name as keyof typeof values] ?? ''))).join('\n')}
</details>
</form>
</body>
</html>
`;
}

function told({ loggedIn, subject, displayName, problems }: Outcome): string {
  if (loggedIn) {
    const name = displayName ? `${html(displayName)} (${html(subject ?? '')})` : html(subject ?? '');
    return `<p role="status">Welcome, ${name}.</p>`;
  }
  if (problems.length === 0) return '<p role="alert">Login ID or password is wrong.</p>';
  const list = problems.map((problem) => `<li>${html(problem)}</li>`).join('');
  return `<p role="alert">Nobody can log in: the endpoint does not answer as it should.</p><ul>${list}</ul>`;
}
