import type { Context } from 'koa';
import { scene } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import { callEndpoint, type LoginAttempt } from './console-call.ts';
import { type Outcome, outcomeOf } from './console-outcome.ts';
import { consolePage } from './console-page.ts';
import type { Service } from './developers.ts';
import { endpointPath } from './endpoint.ts';

/** Where the Developer Console is. */
export const consolePath = '/authlete/console';

/** Serves the login form and the login: a form for people, JSON for programs. Falls through for other paths. */
export async function answerConsole(
  ctx: Context,
  { service, url }: { service: Service; url: string },
): Promise<boolean> {
  const usual = usualAttempt(service, url);
  if (ctx.path === consolePath || (ctx.path === `${consolePath}/login` && ctx.method === 'GET')) {
    ctx.redirect(`${url}${consolePath}/`);
  } else if (ctx.path === `${consolePath}/`) {
    ctx.type = 'html';
    ctx.body = consolePage({ ...usual, id: '' });
  } else if (ctx.path === `${consolePath}/login`) {
    await answerLogin(ctx, usual);
  } else return false;
  return true;
}

function usualAttempt({ basic, serviceApiKey }: Service, url: string): LoginAttempt {
  const [apiKey, apiSecret] = [basic?.name ?? '', basic?.password ?? ''];
  return { endpoint: url + endpointPath, apiKey, apiSecret, serviceApiKey, id: '', password: '', timeoutMs: 5_000 };
}

async function answerLogin(ctx: Context, usual: LoginAttempt): Promise<void> {
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
  if (isForm) ctx.type = 'html';
}

/** Asks the endpoint whether this developer may log in (section 5), at each login anew. */
export const logIn = step(
  async (attempt: LoginAttempt): Promise<Outcome> => outcomeOf(await callEndpoint(attempt), attempt.id),
);

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The settings and what was typed; or what is wrong with them. */
function attemptOf(usual: LoginAttempt, given: unknown): LoginAttempt | string {
  if (typeof given !== 'object' || given === null) return 'a login is a form or a JSON object';
  const attempt = { ...usual, ...given } as LoginAttempt;
  if (!/^https?:\/\//.test(attempt.endpoint) || !URL.canParse(attempt.endpoint))
    return 'endpoint: expected an http or https URL';
  if (!/^\d{1,19}$/.test(attempt.serviceApiKey)) return 'serviceApiKey: expected up to 19 digits, as text';
  const texts = ['apiKey', 'apiSecret', 'id', 'password'] as const;
  const wrong = texts.find((name) => typeof attempt[name] !== 'string');
  if (wrong) return `${wrong}: expected text`;
  const ms = Number(attempt.timeoutMs);
  return ms >= 1 && ms <= 60_000 ? { ...attempt, timeoutMs: ms } : 'timeoutMs: expected 1 to 60000';
}
