import { scene } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { callEndpoint } from './console-call.js';
import { outcomeOf } from './console-outcome.js';
import { consolePage } from './console-page.js';
import { endpointPath } from './endpoint.js';
/** Where the Developer Console is. */
export const consolePath = '/authlete/console';
/** Serves the login form and the login: a form for people, JSON for programs. Falls through for other paths. */
export async function answerConsole(ctx, { service, url }) {
    const usual = usualAttempt(service, url);
    if (ctx.path === consolePath || (ctx.path === `${consolePath}/login` && ctx.method === 'GET')) {
        ctx.redirect(`${url}${consolePath}/`);
    }
    else if (ctx.path === `${consolePath}/`) {
        ctx.type = 'html';
        ctx.body = consolePage({ ...usual, id: '' });
    }
    else if (ctx.path === `${consolePath}/login`) {
        await answerLogin(ctx, usual);
    }
    else
        return false;
    return true;
}
function usualAttempt({ basic, serviceApiKey }, url) {
    const [apiKey, apiSecret] = [basic?.name ?? '', basic?.password ?? ''];
    return { endpoint: url + endpointPath, apiKey, apiSecret, serviceApiKey, id: '', password: '', timeoutMs: 5_000 };
}
async function answerLogin(ctx, usual) {
    ctx.set('Cache-Control', 'no-store');
    const isForm = ctx.is('application/x-www-form-urlencoded') !== false;
    const given = isForm ? Object.fromEntries(new URLSearchParams(scene().body.toString())) : jsonIn(scene().body);
    const attempt = attemptOf(usual, given);
    if (typeof attempt === 'string') {
        ctx.status = 400;
        ctx.body = { error: 'bad_request', message: attempt };
        return;
    }
    const outcome = await logIn(attempt);
    ctx.status = outcome.status;
    ctx.body = isForm ? consolePage(attempt, outcome) : outcome;
    if (isForm)
        ctx.type = 'html';
}
/** Asks the endpoint whether this developer may log in (section 5), at each login anew. */
export const logIn = step(async (attempt) => outcomeOf(await callEndpoint(attempt), attempt.id));
function jsonIn(body) {
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
/** The settings and what was typed; or what is wrong with them. */
function attemptOf(usual, given) {
    if (typeof given !== 'object' || given === null)
        return 'a login is a form or a JSON object';
    const attempt = { ...usual, ...given };
    if (!/^https?:\/\//.test(attempt.endpoint) || !URL.canParse(attempt.endpoint))
        return 'endpoint: expected an http or https URL';
    if (!/^\d{1,19}$/.test(attempt.serviceApiKey))
        return 'serviceApiKey: expected up to 19 digits, as text';
    const texts = ['apiKey', 'apiSecret', 'id', 'password'];
    const wrong = texts.find((name) => typeof attempt[name] !== 'string');
    if (wrong)
        return `${wrong}: expected text`;
    const ms = Number(attempt.timeoutMs);
    return ms >= 1 && ms <= 60_000 ? { ...attempt, timeoutMs: ms } : 'timeoutMs: expected 1 to 60000';
}
//# sourceMappingURL=console.js.map