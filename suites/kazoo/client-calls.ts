import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { bodyOf } from '../harness/http/sent.ts';
import { credentialsOf, flow, unless, unlessLoggedIn } from './client-app.ts';
import { ENVELOPE, EVERY, HEADER, LOGIN } from './client-ids.ts';
import { goesTo, haveToken, judgeEach, letIn } from './client-matchers.ts';
import { allNamed, dataOf } from './client-requests.ts';
import { signedIn } from './client-signed-in.ts';

const CREDENTIALS = 'kazoo.client.login-credentials';

export const calls = flow(
  'the application lets a user in and calls with their token',
  {
    endpoint: 'token',
    judges: { ...each([...EVERY, HEADER, LOGIN]), [CREDENTIALS]: [ENVELOPE] },
    skipFact: unlessLoggedIn,
    facts: { [LOGIN]: unless('login'), [CREDENTIALS]: unless('login'), [HEADER]: unless('call') },
  },
  async ({ app, check }) => {
    const { session, token, fired } = await signedIn(app);
    if (app.can('call')) await app.fire('call', session);
    const sent = await app.sent(session, app.can('call') ? 2 : 1);
    judgeEach({ check }, session, sent, fired.said);

    check(HEADER, letIn(sent.all, token, sent.of('call')), haveToken(token));
    const login = orNothing(sent.of('login')[0], `no login came, but ${allNamed(sent.all)}; ${fired.said}`);
    check(LOGIN, login, goesTo('PUT', /^\/user_auth\/?$/, '/v2/user_auth'));
    check(CREDENTIALS, login, (exchange) => {
      const { credentials, method = 'md5', account_name } = dataOf(exchange);
      const kind = method === 'sha' ? 'sha1' : 'md5';
      const isHash = credentials === credentialsOf(kind, session.username, session.password);
      const isNamed = account_name === session.accountName;
      const wrong = [isHash ? [] : ['other credentials'], isNamed ? [] : ['another account_name, or none']].flat();
      return {
        ok: isHash && isNamed && (method === 'md5' || method === 'sha'),
        expected: `credentials, the ${kind} of name in small letters, colon and password, and account_name ${session.accountName}`,
        actual: wrong.join(' and ') || `method ${JSON.stringify(bodyOf(exchange).method ?? method)}`,
      };
    });
  },
);
