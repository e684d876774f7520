import { given, type Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow } from './client-app.ts';
import { LOGS_IN, STATE } from './client-ids.ts';
import { rule, tells } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';

/** A callback with one parameter changed; undefined takes it out. */
function changed(callback: URL, name: string, value: string | undefined): URL {
  const url = new URL(callback);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url;
}

export const callbacks = flow(
  'a callback that no login led to logs nobody in',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(['sipgate.client.state-compared', 'sipgate.client.state-needed'], [LOGS_IN, STATE]),
      ...each(
        [
          'callback-once',
          'login-bound-to-session',
          'iss-compared',
          'denial-logs-nobody-in',
          'denial-told',
          'code-needed',
          'code-missing-told',
          'callback-unknown-parameter',
        ].map((name) => `sipgate.client.${name}`),
        [LOGS_IN],
      ),
    },
  },
  async ({ app, check, refused, note }) => {
    const first = await app.upToCallback();
    await app.deliver(first.visitor, first.callback);
    const control = await app.probe(first.visitor);
    const logsIn = (matcher: Matcher) => given(() => app.loggedIn(control).ok, LOGS_IN, matcher);

    const since = await app.mark();
    const { last } = await app.deliver(first.visitor, first.callback);
    const again = await app.sent('realm', since, [first.code]);
    note(again);
    const once = rule('no second request with the code', () => ({
      ok: again.length === 0,
      actual: `${again.length} requests`,
    }));
    check('sipgate.client.callback-once', [...again, last], logsIn(once));

    /** A login whose callback is changed on its way. */
    async function delivering(change: (callback: URL) => URL) {
      const { visitor, callback } = await app.upToCallback();
      const walk = await app.deliver(visitor, change(callback));
      return { walk, probe: await app.probe(visitor) };
    }
    const probeAfter = (name: string, value: string | undefined) => async () =>
      (await delivering((url) => changed(url, name, value))).probe;
    const accepted = app.loggedIn;

    const state = `${first.callback.searchParams.get('state')}-forged`;
    await refused('sipgate.client.state-compared', { control, refused: probeAfter('state', state), accepted });
    await refused('sipgate.client.state-needed', { control, refused: probeAfter('state', undefined), accepted });
    const foreign = 'https://attacker.example/auth/realms/third-party';
    await refused('sipgate.client.iss-compared', { control, refused: probeAfter('iss', foreign), accepted });

    await refused('sipgate.client.login-bound-to-session', {
      control,
      async refused() {
        const attacker = await app.upToCallback();
        const victim = app.stranger();
        await app.begin(victim);
        await app.deliver(victim, attacker.callback);
        return app.probe(victim);
      },
      accepted,
    });

    const denial = await app.upToDenial();
    const denied = await app.deliver(denial.visitor, denial.callback);
    const afterwards = await app.probe(denial.visitor);
    refused('sipgate.client.denial-logs-nobody-in', { control, refused: afterwards, accepted });
    check('sipgate.client.denial-told', denied.last, tells);

    const bare = await delivering((url) => changed(url, 'code', undefined));
    refused('sipgate.client.code-needed', { control, refused: bare.probe, accepted });
    const beginsThere = first.callback.pathname === new URL(app.at(app.loginUrl)).pathname;
    const told = beginsThere ? { notApplicable: 'the redirect URI without a code begins a login' } : bare.walk.last;
    check('sipgate.client.code-missing-told', told, tells);

    const more = await delivering((url) => changed(url, 'tollgate', 'unknown'));
    check('sipgate.client.callback-unknown-parameter', more.probe, logsIn(accepted));
  },
);

export const logout = flow(
  'a logout ends the session',
  {
    endpoint: 'sso-callback',
    judges: { 'sipgate.client.logout': [LOGS_IN] },
    skipFact: ({ app }: AppTarget) => (app.logoutUrl === undefined ? 'sipgate.app.logoutUrl is not set' : undefined),
  },
  async ({ app, refused }) => {
    const { visitor, callback } = await app.upToCallback();
    await app.deliver(visitor, callback);
    const control = await app.probe(visitor);
    await app.open(visitor, app.logoutUrl ?? '/');
    refused('sipgate.client.logout', { control, refused: await app.probe(visitor), accepted: app.loggedIn });
  },
);
