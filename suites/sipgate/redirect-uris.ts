import { attemptsOf, only, without } from '../harness/checks/attempts.ts';
import type { Matcher } from '../harness/checks/matchers.ts';
import { nearUris } from '../harness/checks/near-uris.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type AuthorizeOptions, flow, givesCode } from './api.ts';
import { unknownClients } from './exchange-clients.ts';
import { CODES } from './ids.ts';
import { redirected, sendsCodeTo, showsErrorPage } from './matchers.ts';
import { redirectOf } from './visit.ts';

const UNREGISTERED = 'sipgate.rfc.redirect-uri-registered';
const EXACT = 'sipgate.rfc.redirect-uri-exact';
const POLLUTED = 'sipgate.practice.redirect-uri-response-parameters';

export const redirectUris = flow(
  'nobody is redirected to where the client is not at home',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(['sipgate.rfc.unknown-client-no-redirect', UNREGISTERED], CODES),
      ...each(['sipgate.rfc.redirect-error-shown', EXACT], [...CODES, UNREGISTERED]),
      ...each(['sipgate.rfc.redirect-uri-fragment', POLLUTED], [...CODES, UNREGISTERED]),
    },
    facts: {
      [POLLUTED]: ({ client }) =>
        new URL(client.redirectUri).searchParams.has('code')
          ? 'the registered redirect URI has a code itself'
          : undefined,
    },
  },
  async ({ sipgate, check, refuses, refused }) => {
    const { redirectUri } = sipgate.client;
    const send = async (options: AuthorizeOptions) => (await sipgate.authorize({ as: sipgate.user, ...options })).last;
    const sendTo = (redirect_uri: string) => send({ params: { redirect_uri } });
    await refuses('sipgate.rfc.unknown-client-no-redirect', {
      given: (): AuthorizeOptions => ({}),
      alter: attemptsOf(
        only(unknownClients(sipgate.client), ['an id of nobody', 'without its last character']),
        (_, client_id) => ({ params: { client_id } }),
      ),
      send,
      accepted: sendsCodeTo(redirectUri),
    });
    const stranger = 'https://attacker.example/callback';
    const control = await send({});
    const strange = await refused(UNREGISTERED, {
      control,
      refused: () => sendTo(stranger),
      accepted: (exchange) => (exchange === control ? givesCode : sendsCodeTo(stranger))(exchange),
    });
    check('sipgate.rfc.redirect-error-shown', strange, showsErrorPage);
    const near = without(nearUris(redirectUri), ['empty', 'a fragment'], 'they have requirements of their own');
    for (const { name, value } of near) {
      await check(EXACT, () => sendTo(value), staysFor(`${name}: ${value}`, sipgate.url));
    }
    for (const [id, query] of [
      ['sipgate.rfc.redirect-uri-fragment', '#fragment'],
      [POLLUTED, '?code=planted&state=planted'],
    ] as const) {
      await check(id, () => sendTo(`${redirectUri}${query}`), staysFor(`${redirectUri}${query}`, sipgate.url));
    }
  },
);

/** Nobody is redirected for a redirect URI, but perhaps to the server itself. */
function staysFor(redirectUri: string, server: string): Matcher {
  return (exchange) => {
    const onward = redirectOf(exchange);
    return {
      ok: !onward || onward.origin === new URL(server).origin,
      expected: `no redirect for ${redirectUri}`,
      actual: redirected(exchange),
    };
  };
}
