import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { scene } from '../frame/scene.ts';
import { step } from '../frame/step.ts';
import { giveClaims } from './claims.ts';
import { formTarget, pageHeaders, renderConsent, renderLogin, renderMessage } from './pages.ts';
import type { RealmMemory } from './provider.ts';
import type { AccountEntry, RealmSettings } from './settings.ts';

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What one of the pages is shown with. */
interface Visit {
  readonly provider: Provider;
  readonly settings: RealmSettings;
  readonly memory: RealmMemory;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** The login and consent pages: GET shows the one that is due, POST takes its form. */
export async function interact(visit: Visit): Promise<void> {
  const { provider, req, res } = visit;
  const details = await provider.interactionDetails(req, res).catch(() => undefined);
  if (!details) return expired(visit);
  if (req.method !== 'POST') return show(visit, details);
  const form = new URLSearchParams(scene().body.toString('utf8'));
  return details.prompt.name === 'login' ? logIn(visit, details, form) : decide(visit, details, form);
}

function expired({ settings, res }: Visit): void {
  const text =
    'This page belongs to a login that has ended or was begun in another browser. Start again from the application.';
  send(res, 400, renderMessage(settings, { heading: 'Start again', text }), pageHeaders('message'));
}

async function show(visit: Visit, details: Details, problem?: string, username?: string): Promise<void> {
  const { provider, settings, res } = visit;
  const client = await provider.Client.find(String(details.params.client_id));
  const name = client?.clientName ?? String(details.params.client_id);
  const page = details.prompt.name === 'login' ? 'login' : 'consent';
  const headers = pageHeaders(page, formTarget(String(details.params.redirect_uri)));
  if (page === 'login') {
    send(res, problem === undefined ? 200 : 401, renderLogin(settings, name, problem, username), headers);
    return;
  }
  const account = settings.accounts.find(({ sub }) => sub === details.session?.accountId);
  send(res, 200, renderConsent(settings, name, account?.username ?? '', grantable(settings, details)), headers);
}

/** The scopes asked for, without the `openid` that the realm adds by itself. */
function asked({ idTokenAlways }: RealmSettings, { params }: Details): readonly string[] {
  const scopes = String(params.scope ?? '').split(' ');
  return scopes.filter((scope) => scope !== '' && !(idTokenAlways && scope === 'openid'));
}

/** Those of them that the realm knows, and so will grant. */
function grantable(settings: RealmSettings, details: Details): readonly string[] {
  const { claims = {}, scopes } = settings;
  const known = new Set(['openid', ...Object.keys(claims), ...scopes.map(({ name }) => name)]);
  return asked(settings, details).filter((scope) => known.has(scope));
}

/** The claims that were typed; undefined where the box was left empty. */
function claimsIn(text: string): Readonly<Record<string, unknown>> | undefined | 'none' {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : 'none';
  } catch {
    return 'none';
  }
}

/** Who has this user name and this password. */
export const whoLogsIn = step(
  (accounts: readonly AccountEntry[], username: string, password: string): AccountEntry | undefined =>
    accounts.find((account) => account.username === username && account.password === password),
);

async function logIn(visit: Visit, details: Details, form: URLSearchParams): Promise<void> {
  const { settings, memory } = visit;
  if (form.get('action') === 'cancel') return finish(visit, denied('the user cancelled the login'));
  const picked = settings.loginOffers?.users ? form.get('user') : null;
  const username = picked ?? form.get('username') ?? '';
  const user =
    picked === null
      ? whoLogsIn(settings.accounts, username, form.get('password') ?? '')
      : settings.accounts.find((one) => one.username === picked);
  if (!user) return show(visit, details, 'User name or password is wrong.', username);
  const claims = settings.loginOffers?.claims ? claimsIn(form.get('claims') ?? '') : undefined;
  if (claims === 'none') return show(visit, details, 'The further claims are not a JSON object.', username);
  if (claims) giveClaims(memory.given, user.sub, claims);
  return finish(visit, { login: { accountId: user.sub, remember: true } });
}

async function decide(visit: Visit, details: Details, form: URLSearchParams): Promise<void> {
  const {
    settings,
    memory: { consents },
  } = visit;
  if (form.get('consent') !== 'yes') return finish(visit, denied('the user denied the request'));
  const granted = [...asked(settings, details), ...(settings.idTokenAlways ? ['openid'] : [])];
  consents.grant(String(details.session?.accountId), String(details.params.client_id), granted);
  return finish(visit, { consent: {} });
}

function denied(error_description: string): InteractionResults {
  return { error: 'access_denied', error_description };
}

/** The status of the redirect after a form: never 307, with which browsers would send the password on (RFC 9700 §4.12). */
export const afterForm = step((): number => 303);

async function finish({ provider, req, res }: Visit, result: InteractionResults): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Referrer-Policy', 'no-referrer');
  const onward = await provider.interactionResult(req, res, result, { mergeWithLastSubmission: true });
  res.statusCode = afterForm();
  res.setHeader('Location', onward);
  res.end();
}

function send(res: ServerResponse, status: number, page: string, headers: Readonly<Record<string, string>>): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end(page);
}
