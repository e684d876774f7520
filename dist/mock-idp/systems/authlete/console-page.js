import { escaped, renderPage } from '../../frame/page.js';
const settings = [
    ['endpoint', 'Developer Authentication Callback Endpoint'],
    ['apiKey', 'Developer Authentication Callback API Key'],
    ['apiSecret', 'Developer Authentication Callback API Secret'],
    ['serviceApiKey', 'API key of the service'],
];
/** The login form, with the settings of the service beside it; `outcome` tells what came of a login. */
export function consolePage(values, outcome) {
    const field = (name, label, type, value = '') => `<label for="${name}">${label}</label>\n<input id="${name}" name="${name}" type="${type}" value="${escaped(value)}">`;
    const fields = settings.map(([name, label]) => field(name, label, 'text', String(values[name] ?? '')));
    return renderPage({
        brand: 'Authlete',
        heading: 'Developer Console',
        content: `${outcome ? told(outcome) : ''}
<form method="post" action="login" autocomplete="off">
${field('id', 'Login ID', 'text', values.id)}
${field('password', 'Password', 'password')}
<button>Log in</button>
<details${outcome && outcome.problems.length > 0 ? ' open' : ''}><summary>Settings of the service</summary>
${fields.join('\n')}
</details>
</form>`,
        footer: 'Mock of the console that calls a developer authentication callback endpoint.',
    });
}
function told({ loggedIn, subject, displayName, problems }) {
    if (loggedIn) {
        const name = displayName ? `${escaped(displayName)} (${escaped(subject ?? '')})` : escaped(subject ?? '');
        return `<p role="status">Welcome, ${name}.</p>`;
    }
    if (problems.length === 0)
        return '<p class="problem" role="alert">Login ID or password is wrong.</p>';
    const list = problems.map((problem) => `<li>${escaped(problem)}</li>`).join('');
    return `<p class="problem" role="alert">Nobody can log in: the endpoint does not answer as it should.</p><ul>${list}</ul>`;
}
//# sourceMappingURL=console-page.js.map