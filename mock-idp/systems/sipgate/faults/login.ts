import { randomBytes } from 'node:crypto';
import { altered, type Change, except, instead, kept } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { grantedBefore } from '../../../oidc/consents.ts';
import { afterForm, whoLogsIn } from '../../../oidc/interaction.ts';
import { pageHeaders } from '../../../oidc/pages.ts';
import type { PageKind } from '../../../oidc/settings.ts';
import { serveRealm } from '../realms.ts';
import { locationOf, responded, setUp } from './provider.ts';

type Headers = Readonly<Record<string, string>>;

/** Shows a page with other header fields. */
const page = (kind: PageKind, change: (headers: Headers) => Headers): Change =>
  altered(pageHeaders, (headers, shown) => (shown === kind ? change(headers) : headers));

function framable({ 'X-Frame-Options': _, 'Content-Security-Policy': policy = '', ...others }: Headers): Headers {
  return { ...others, 'Content-Security-Policy': policy.replace(/frame-ancestors [^;]*; /, '') };
}

/** Consents that a login has used, each a set of scopes. */
const usedConsents = kept(() => new WeakSet<ReadonlySet<string>>());

/** The login and consent pages, and what they lead to. */
export const loginFaults = faultsOf('sipgate.server', {
  'login-page-missing': [
    'The login page has no fields.',
    'sipgate.authorization.page',
    except(
      serveRealm,
      ({ path }) => /^\/auth\/realms\/[^/]+\/login-actions\//.test(path),
      async (_honest, ctx) => {
        ctx.body = '<!doctype html>\n<title>Log in</title>\n<p>Please come back later.</p>\n';
      },
    ),
  ],
  'login-refused': [
    'A good user name and password are refused.',
    'sipgate.login.password',
    instead(whoLogsIn, () => () => undefined),
  ],
  'any-password': [
    'Any password will do.',
    'sipgate.login.wrong-password',
    altered(whoLogsIn, (user, accounts, username) => user ?? accounts.find((one) => one.username === username)),
  ],
  'unknown-user-logs-in': [
    'An unknown user name logs in.',
    'sipgate.login.unknown-user',
    altered(whoLogsIn, (user, accounts, name) =>
      accounts.some(({ username }) => username === name) ? user : accounts[0],
    ),
  ],
  'login-page-framable': ['The login page can be framed.', 'sipgate.rfc.login-not-framed', page('login', framable)],
  'consent-page-framable': [
    'The consent page can be framed.',
    'sipgate.rfc.consent-not-framed',
    page('consent', framable),
  ],
  'login-page-cached': [
    'Caches may keep the login page.',
    'sipgate.practice.pages-not-stored',
    page('login', (headers) => ({ ...headers, 'Cache-Control': 'max-age=3600' })),
  ],
  'redirect-307': [
    'Forms are answered with a redirect by 307.',
    'sipgate.rfc.no-307',
    instead(afterForm, () => () => 307),
  ],
  'consent-never-asked': [
    'Consent is treated as granted.',
    'sipgate.consent.asked',
    setUp(() => ({ consentImplied: true })),
  ],
  'consent-each-time': [
    'Consent is asked for at each login.',
    'sipgate.consent.once',
    instead(grantedBefore, (honest) => (granted, wanted) => {
      if (granted === undefined || usedConsents().has(granted)) return undefined;
      usedConsents().add(granted);
      return honest(granted, wanted);
    }),
  ],
  'consent-once-for-all': [
    'One consent holds for all scopes.',
    'sipgate.consent.again',
    altered(grantedBefore, (granted, _granted, wanted) =>
      granted && wanted.some((scope) => !granted.has(scope)) ? new Set([...granted, ...wanted]) : granted,
    ),
  ],
  'code-after-denial': [
    'A denied consent is reported, and a code goes along.',
    'sipgate.consent.denied-no-code',
    responded(
      'authorization',
      (ctx) => locationOf(ctx).includes('error=access_denied') && Boolean(ctx.oidc.params?.scope),
      (ctx) => ctx.set('Location', `${locationOf(ctx)}&code=${randomBytes(32).toString('base64url')}`),
    ),
  ],
  'denial-as-server-error': [
    'A denied consent is reported as server_error.',
    'sipgate.rfc.consent-denied',
    responded(
      'authorization',
      (ctx) => locationOf(ctx).includes('error=access_denied'),
      (ctx) => ctx.set('Location', locationOf(ctx).replace('access_denied', 'server_error')),
    ),
  ],
});
