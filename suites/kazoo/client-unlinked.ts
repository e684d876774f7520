import { orNothing } from '../harness/checks/seen.ts';
import { tokenIn } from '../harness/http/sent.ts';
import { flow, givesToken, unless } from './client-app.ts';
import { CALLBACK, CODE, HEADER } from './client-ids.ts';
import { allNamed, named, pathBelow } from './client-requests.ts';
import { signOn } from './client-signed-in.ts';

const LOGS_IN = 'kazoo.client.unlinked-logs-in';
const LINKS = 'kazoo.client.links-afterwards';
const LINK_ID = 'kazoo.client.link-id';

export const unlinked = flow(
  'the application links who comes from a provider for the first time',
  {
    endpoint: 'sso-callback',
    judges: { [LOGS_IN]: [CALLBACK, CODE, HEADER], [LINKS]: [CALLBACK, CODE, HEADER], [LINK_ID]: [LINKS] },
    skipFact: unless('sso'),
    facts: { [LINKS]: unless('login') },
  },
  async ({ app, check }) => {
    const session = await app.newSession();
    const link = `9ca83c727bb4d5987a5d67685cc4c8aa-${session.id}`;
    const nobodys = await app.newToken(session, { auth_id: link }, false);
    const { fired } = await signOn(app, session, givesToken(nobodys.token, {}));
    if (app.can('call')) await app.fire('call', session);
    const own = await app.newToken(session);
    await app.answersLogin(session, givesToken(own.token, own.data));
    await app.answering(link, givesToken(own.token, { id: link }));
    if (app.can('login')) await app.fire('login', session);
    if (app.can('call')) await app.fire('call', session);
    const { all, of } = await app.sent(
      session,
      1 + [app.can('login'), app.can('login'), app.can('call')].filter(Boolean).length,
    );

    const callback = orNothing(of('callback'), `no callback came, but ${allNamed(all)}; ${fired.said}`);
    const links = of('link');
    check(LOGS_IN, callback, () => {
      const treated = all.find((one) => tokenIn(one) === nobodys.token && !links.includes(one));
      return {
        ok: !treated,
        expected: 'no call with the token of nobody',
        actual: treated ? named(treated) : 'none',
      };
    });
    const login = of('login')[0];
    const after = login ? all.slice(all.indexOf(login) + 1) : [];
    check(LINKS, callback, () => {
      const made = after.find((one) => links.includes(one));
      const isMade = made?.request.method === 'PUT' && /^\/auth\/links\/[^/]+\/?$/.test(pathBelow(made));
      return {
        ok: isMade && tokenIn(made) === own.token,
        expected: `PUT /v2/auth/links/{LINK_ID} with the token of the login, ${own.token}`,
        actual: made ? `${named(made)} with ${tokenIn(made) ?? 'no token'}` : `after the login: ${allNamed(after)}`,
      };
    });
    check(LINK_ID, orNothing(links[0], 'no link was made', LINKS), (exchange) => {
      const id = decodeURIComponent(pathBelow(exchange).split('/')[3] ?? '');
      return { ok: id === link, expected: link, actual: id };
    });
  },
);
