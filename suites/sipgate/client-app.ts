import type { Matcher } from '../harness/checks/matchers.ts';
import type { Transport } from '../harness/flow/context.ts';
import { role } from '../harness/flow/role.ts';
import { type Exchange, succeeded, summaryOf, textOf } from '../harness/http/exchange.ts';
import { type Login, loginsOf } from './client-login.ts';
import { realmOf } from './client-realm.ts';
import type { AppTarget } from './client-target.ts';
import { stranger, visitsOf, type Walk } from './client-visitor.ts';

/** The shortest secret whose text says that it is one. */
const TELLING = 8;

/** Whether a text that holds the client secret surely holds it as such: `dev` is in many texts. */
export const secretTells = ({ client }: AppTarget['app']) =>
  client.secret.length >= TELLING && client.secret !== client.id;

/** Why nothing is judged of the id token. */
export const NO_ID_TOKEN = {
  notApplicable: 'the application reads no id token: sipgate.app.openid is false, or its scope has no openid',
};

function openApp(transport: Transport<AppTarget>) {
  const { target, note, secret, timeoutMs } = transport;
  const { app } = target;
  secret(app.client.secret, 'client_secret');
  secret(app.user.password, 'password');
  const realm = realmOf(transport);
  const visits = visitsOf(transport);
  const logins = loginsOf(transport, visits, realm);

  return {
    /** Records what the application sent to the peer, so that checks can name it. */
    note,
    app: {
      ...app,
      ...realm,
      ...visits,
      ...logins,
      timeoutMs,
      stranger,
      /** Whether the application learns from the id token who its user is, by its settings or by what it asks for. */
      readsIdToken: (authorization: URL | undefined) =>
        app.openid ?? (authorization?.searchParams.get('scope') ?? '').split(' ').includes('openid'),
      /** A login that the token endpoint answers as `alter` says; gives what the probe saw. */
      async loggingIn(
        response?: (login: Login) => Promise<object>,
        withinMs?: number,
      ): Promise<{ end: Walk; probe: Exchange }> {
        const login = await logins.upToCallback();
        const disarm = response ? await realm.answering(login.code, await response(login)) : undefined;
        const end = await visits.deliver(login.visitor, login.callback, withinMs);
        await disarm?.();
        return { end, probe: await visits.probe(login.visitor) };
      },
      /** What speaks for somebody being logged in. */
      loggedIn: ((exchange) => ({
        ok: succeeded(exchange) && textOf(exchange.response?.body).includes(app.loggedInText ?? ''),
        expected: `somebody logged in: a 2xx response${app.loggedInText ? ` that says "${app.loggedInText}"` : ''} at ${app.loggedInUrl}`,
        actual: summaryOf(exchange),
      })) satisfies Matcher,
    },
  };
}

/** Makes a flow of the role that is an application with users to log in. */
export const flow = role('sipgate.client', openApp);
