import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { scene } from '../frame/scene.ts';
import type { ConsentStore } from './consents.ts';
import { formTarget, pageHeaders, renderConsent, renderLogin, renderMessage } from './pages.ts';
import type { RealmSettings } from './settings.ts';

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What one of the pages is shown with. */
interface Visit {
  readonly provider: Provider;
  readonly settings: RealmSettings;
  readonly consents: ConsentStore;
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
  send(res, 400, renderMessage(settings, { heading: 'Start again', text }), pageHeaders(settings, 'message'));
}

async function show(visit: Visit, details: Details, problem?: string, username?: string): Promise<void> {
  const { provider, settings, res } = visit;
  const client = await provider.Client.find(String(details.params.client_id));
  const name = client?.clientName ?? String(details.params.client_id);
  const page = details.prompt.name === 'login' ? 'login' : 'consent';
  const headers = pageHeaders(settings, page, formTarget(String(details.params.redirect_uri)));
  if (page === 'login') {
    send(res, problem === undefined ? 200 : 401, renderLogin(settings, name, problem, username), headers);
    return;
  }
  const account = settings.accounts.find(({ sub }) => sub === details.session?.accountId);
  send(res, 200, renderConsent(settings, name, account?.username ?? '', asked(settings, details)), headers);
}

/** The scopes to be granted, without the `openid` that the realm adds by itself. */
function asked({ idTokenAlways }: RealmSettings, { params }: Details): readonly string[] {
  const scopes = String(params.scope ?? '').split(' ');
  return scopes.filter((scope) => scope !== '' && !(idTokenAlways && scope === 'openid'));
}

async function logIn(visit: Visit, details: Details, form: URLSearchParams): Promise<void> {
  const { settings } = visit;
  if (form.get('action') === 'cancel') return finish(visit, denied('the user cancelled the login'));
  const username = form.get('username') ?? '';
  const account = settings.accounts.find((one) => one.username === username);
  const password = form.get('password') ?? '';
  const sound = account?.password === password ? account : undefined;
  const user = settings.loggedIn ? settings.loggedIn(sound, username) : sound;
  if (!user) return show(visit, details, 'User name or password is wrong.', username);
  return finish(visit, { login: { accountId: user.sub, remember: true } });
}

async function decide(visit: Visit, details: Details, form: URLSearchParams): Promise<void> {
  const { settings, consents } = visit;
  if (form.get('consent') !== 'yes') return finish(visit, denied('the user denied the request'));
  const granted = [...asked(settings, details), ...(settings.idTokenAlways ? ['openid'] : [])];
  consents.grant(String(details.session?.accountId), String(details.params.client_id), granted);
  return finish(visit, { consent: {} });
}

function denied(error_description: string): InteractionResults {
  return { error: 'access_denied', error_description };
}

async function finish({ provider, settings, req, res }: Visit, result: InteractionResults): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Referrer-Policy', 'no-referrer');
  const onward = await provider.interactionResult(req, res, result, { mergeWithLastSubmission: true });
  res.statusCode = settings.afterForm ?? 303;
  res.setHeader('Location', onward);
  res.end();
}

function send(res: ServerResponse, status: number, page: string, headers: Readonly<Record<string, string>>): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end(page);
}
