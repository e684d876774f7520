import { html } from '../../../../schemas/html.ts';
import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { type Ending, endLogin, exchange, forgetLogin, loginOf } from '../app/callback.ts';
import { newLogin } from '../app/login.ts';
import { appPage } from '../app/page.ts';
import { login, sessionOfCallback, showEnding, type Visit } from '../app/routes.ts';
import type { Pending } from '../app/sessions.ts';
import type { AppSettings } from '../app/settings.ts';

/** Takes such a callback for that of the newest login of the session. */
export const newestLogin = (isSuch: (query: URLSearchParams) => boolean): Change =>
  altered(loginOf, (known, query, { pending }) => (isSuch(query) ? [...pending.values()].at(-1) : known));

/** Exchanges a callback as if it had come with other parameters. */
const comingWith = (change: (query: URLSearchParams, login: Pending, settings: AppSettings) => void): Change =>
  instead(exchange, (honest) => (callback, pending, settings) => {
    const other = new URL(callback);
    change(other.searchParams, pending, settings);
    return honest(other, pending, settings);
  });

/** Exchanges a callback whatever its state is. */
export const toleratingAnyState: Change = comingWith((query, { state }) => query.set('state', state));

const somebody = { name: 'somebody' };

/** Logs somebody in where a login ended so. */
const logsInWhere = (isSuch: (ending: Ending, query: URLSearchParams) => boolean): Change =>
  instead(endLogin, (honest) => async (callback, session, settings) => {
    const isBegun = session.pending.has(callback.searchParams.get('state') ?? '');
    const ending = await honest(callback, session, settings);
    if (isBegun && isSuch(ending, callback.searchParams)) session.user = somebody;
    return ending;
  });

/** Ends with an internal error where a login ended so. */
const crashesWhere = (isSuch: (ending: Ending, visit: Visit) => boolean): Change =>
  except(showEnding, isSuch, (_honest, _ending, { ctx }) => {
    ctx.status = 500;
    ctx.body = appPage('Internal error', html`<p>Something went wrong. <a href="login">Try again</a></p>`);
  });

/** The logins that any session has begun. */
const begun = kept(() => new Map<string, Pending>());

const documented = ['code', 'state', 'iss', 'error', 'error_description'];

/** What the application makes of what comes to its redirect URI. */
export const clientCallbackFaults = faultsOf('sipgate.client', {
  'state-not-compared': [
    'Any state will do.',
    'sipgate.client.state-compared',
    together(
      newestLogin((query) => query.has('state')),
      toleratingAnyState,
    ),
  ],
  'missing-state-accepted': [
    'A callback without state will do.',
    'sipgate.client.state-needed',
    together(
      newestLogin((query) => !query.has('state')),
      toleratingAnyState,
    ),
  ],
  'login-of-any-session': [
    'A login can end in another session than it began in.',
    'sipgate.client.login-bound-to-session',
    together(
      instead(newLogin, (honest) => () => {
        const pending = honest();
        begun().set(pending.state, pending);
        return pending;
      }),
      altered(loginOf, (known, query) => known ?? begun().get(query.get('state') ?? '')),
      instead(forgetLogin, (honest) => (pending, session) => {
        begun().delete(pending.state);
        honest(pending, session);
      }),
      instead(sessionOfCallback, (honest) => (visit) => honest(visit) ?? visit.sessions.begin(visit.ctx)),
    ),
  ],
  'iss-not-compared': [
    'iss of the callback is not looked at.',
    'sipgate.client.iss-compared',
    comingWith((query, _login, { issuer }) => {
      if (query.has('iss')) query.set('iss', issuer);
    }),
  ],
  'denial-ignored': [
    'A denied login logs in.',
    'sipgate.client.denial-logs-nobody-in',
    logsInWhere((ending) => ending === 'denied'),
  ],
  'denial-crashes': [
    'A denied login ends with status 500.',
    'sipgate.client.denial-told',
    crashesWhere((ending) => ending === 'denied'),
  ],
  'error-shown-as-markup': [
    'A page shows the error_description of a callback as it came.',
    'sipgate.client.callback-text-escaped',
    instead(showEnding, (honest) => (ending, visit) => {
      honest(ending, visit);
      visit.ctx.body = `${visit.ctx.body}${visit.ctx.query.error_description ?? ''}\n`;
    }),
  ],
  'denial-loops': [
    'A denied login begins the next at once.',
    'sipgate.client.denial-told',
    except(
      showEnding,
      (ending) => ending === 'denied',
      (_honest, _ending, visit) => login(visit),
    ),
  ],
  'code-missing-crashes': [
    'A callback without a code ends with status 500.',
    'sipgate.client.code-missing-told',
    crashesWhere((ending, { ctx }) => ending === 'refused' && ctx.query.code === undefined),
  ],
  'code-not-needed': [
    'A callback without a code logs in.',
    'sipgate.client.code-needed',
    logsInWhere((ending, query) => ending === 'refused' && !query.get('code')),
  ],
  'unknown-callback-parameter-refused': [
    'A callback with an unknown parameter is refused.',
    'sipgate.client.callback-unknown-parameter',
    altered(loginOf, (known, query) =>
      [...query.keys()].some((name) => !documented.includes(name)) ? undefined : known,
    ),
  ],
  'failed-exchange-crashes': [
    'An exchange that fails ends with status 500.',
    'sipgate.client.token-failure-told',
    crashesWhere((ending) => ending === 'failed'),
  ],
});
