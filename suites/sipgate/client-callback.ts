import { given, type Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, mediaType, textOf } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { changed } from './client-forgeries.ts';
import { LOGS_IN } from './client-ids.ts';
import { formIn, hasParameter, rule, tells } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';
import { copyOf } from './client-visitor.ts';

/** Any visible characters (RFC 6749 appendix A.11): one that is decoded or escaped once too often comes out as another. */
const ODD_CODE = 'a+b%20c/d=e&f.g~h-"i"';

const MARKUP = '<img src=x onerror=tollgate()>';

/** What a callback says is text where a page shows it. */
const escapes = rule('no markup of the callback in a page', ({ response }) => {
  const isHtml = (mediaType(response?.headers ?? []) ?? 'text/html').includes('html');
  const isThere = isHtml && textOf(response?.body).includes(MARKUP);
  return { ok: !isThere, actual: isThere ? 'the error_description as it came, markup and all' : 'none' };
});

export const callbacks = flow(
  'a callback ends a login once, and nothing else logs in',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(
        [
          'callback-once',
          'denial-logs-nobody-in',
          'denial-told',
          'callback-text-escaped',
          'code-needed',
          'code-missing-told',
          'callback-unknown-parameter',
        ].map((name) => `sipgate.client.${name}`),
        [LOGS_IN],
      ),
      'sipgate.client.exchange-code': [LOGS_IN, 'sipgate.client.exchange-form'],
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
    async function delivering(name: string, value: string | undefined) {
      const { visitor, callback } = changed(await app.upToCallback(), name, value);
      const walk = await app.deliver(visitor, callback);
      return { walk, probe: await app.probe(visitor) };
    }
    const accepted = app.loggedIn;

    const denial = await app.upToDenial();
    const denied = await app.deliver(denial.visitor, denial.callback);
    const afterwards = await app.probe(denial.visitor);
    refused('sipgate.client.denial-logs-nobody-in', { control, refused: afterwards, accepted });
    check('sipgate.client.denial-told', denied.last, tells);

    const mark = await app.mark();
    const odd = changed(await app.upToCallback(), 'code', ODD_CODE);
    await app.deliver(odd.visitor, odd.callback);
    const back = odd.callback.origin + odd.callback.pathname;
    const isOurs = (one: Exchange) => (formIn(one).get('redirect_uri') ?? '').startsWith(back);
    const exchanged = (await app.sentToTokenEndpoint(mark)).filter(isOurs).slice(0, 1);
    note(exchanged);
    const made = orNothing(exchanged, 'a code of other characters was not exchanged');
    check('sipgate.client.exchange-code', made, hasParameter(formIn, 'code', ODD_CODE));

    const marked = changed(await app.upToDenial(), 'error_description', MARKUP);
    const shown = await app.deliver(marked.visitor, marked.callback);
    check('sipgate.client.callback-text-escaped', shown.last, escapes);

    const bare = await delivering('code', undefined);
    const empty = await delivering('code', '');
    const without = accepted(empty.probe).ok ? empty.probe : bare.probe;
    refused('sipgate.client.code-needed', { control, refused: without, accepted });
    const beginsThere = first.callback.pathname === new URL(app.at(app.loginUrl)).pathname;
    const told = beginsThere ? { notApplicable: 'the redirect URI without a code begins a login' } : bare.walk.last;
    check('sipgate.client.code-missing-told', told, tells);

    const more = await delivering('tollgate', 'unknown');
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
  async ({ app, refuses }) => {
    await refuses('sipgate.client.logout', {
      async given() {
        const { visitor, callback } = await app.upToCallback();
        await app.deliver(visitor, callback);
        return visitor;
      },
      alter: [
        {
          name: 'in the browser that logged out',
          async alter(visitor) {
            await app.open(visitor, app.logoutUrl ?? '/');
            return visitor;
          },
        },
        {
          name: 'with the cookies of before',
          async alter(visitor) {
            const before = copyOf(visitor);
            await app.open(visitor, app.logoutUrl ?? '/');
            return before;
          },
        },
      ],
      send: app.probe,
      accepted: app.loggedIn,
    });
  },
);
