import { randomUUID } from 'node:crypto';
import type { Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type AuthorizeOptions, flow, givesCode } from './api.ts';
import { CODES } from './ids.ts';
import { redirected, redirectHas } from './matchers.ts';
import { isNotSet } from './target.ts';
import { redirectOf } from './visit.ts';

const OTHER_REALM = 'sipgate.authorization.realm-of-client';

/** Parameters that the URL must contain; response_type is a matter of RFC 6749 §3.1.1. */
const NEEDED = ['client_id', 'redirect_uri', 'scope'] as const;
const parameterNeeded = (name: string) => `sipgate.authorization.${name.replace('_', '-')}-needed` as const;

export const requests = flow(
  'authorization requests are read as they should be',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(NEEDED.map(parameterNeeded), CODES),
      ...each(['sipgate.authorization.realm-parameter', 'sipgate.rfc.authorization-unknown-parameter'], CODES),
      ...each(['sipgate.rfc.response-type-missing', 'sipgate.rfc.response-type-unsupported'], CODES),
      ...each(['sipgate.rfc.state-in-errors', 'sipgate.rfc.implicit-off'], CODES),
      ...each(['sipgate.rfc.authorization-repeated-parameter', OTHER_REALM], CODES),
    },
    facts: { [OTHER_REALM]: isNotSet('otherRealm') },
  },
  async ({ sipgate, check, refuses }) => {
    const send = async (options: AuthorizeOptions) => (await sipgate.authorize({ as: sipgate.user, ...options })).last;
    const sendWith = (params: AuthorizeOptions['params']) => () => send({ params });
    await check('sipgate.authorization.realm-parameter', sendWith({ realm: sipgate.realm }), givesCode);
    await check('sipgate.rfc.authorization-unknown-parameter', sendWith({ tollgate: 'unknown' }), givesCode);

    const refusal = { given: (): AuthorizeOptions => ({}), send, accepted: givesCode };
    const state = randomUUID();
    for (const name of NEEDED) {
      await refuses(parameterNeeded(name), { ...refusal, alter: () => ({ params: { [name]: undefined } }) });
    }
    await refuses('sipgate.rfc.response-type-missing', {
      ...refusal,
      alter: () => ({ params: { response_type: undefined } }),
    });
    await refuses('sipgate.rfc.response-type-unsupported', {
      ...refusal,
      alter: () => ({ params: { response_type: 'tollgate', state } }),
      detail: { 'sipgate.rfc.state-in-errors': stateOnError(state) },
    });
    await check('sipgate.rfc.implicit-off', sendWith({ response_type: 'token' }), issuesNoToken);
    await refuses('sipgate.rfc.authorization-repeated-parameter', {
      ...refusal,
      alter: () => ({ extra: `scope=${encodeURIComponent(sipgate.scope)}` }),
    });
    await refuses(OTHER_REALM, {
      unless: sipgate.otherRealm === undefined ? undefined : await sipgate.missingRealm(),
      given: (): AuthorizeOptions => ({ realm: sipgate.realm, jar: sipgate.strangersJar() }),
      alter: (options) => ({ ...options, realm: sipgate.otherRealm }),
      send,
      accepted: givesCode,
    });
  },
);

/** The redirect has no access token, neither in its query nor in its fragment. */
const issuesNoToken: Matcher = (exchange) => {
  const onward = redirectOf(exchange);
  const fragment = new URLSearchParams(onward?.hash.slice(1));
  const issued = fragment.has('access_token') || onward?.searchParams.has('access_token');
  return {
    ok: !issued,
    expected: 'no access token in the redirect',
    actual: issued ? 'a token' : redirected(exchange),
  };
};

/** The state goes along where the error is told by a redirect. */
function stateOnError(state: string): Matcher {
  return (exchange) =>
    redirectOf(exchange)
      ? redirectHas('state', state)(exchange)
      : { ok: true, expected: 'state, where the error is told by a redirect', actual: redirected(exchange) };
}
