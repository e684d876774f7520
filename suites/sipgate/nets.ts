import { hasHeader, type Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, succeeded, textOf, valueAt } from '../harness/http/exchange.ts';
import { always, keepsContract } from '../harness/nets/contracts.ts';
import { givenOnce, neverAccepted } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { issuesToken, tokenIn } from './api.ts';
import { isJson, isNotStored } from './matchers.ts';
import type { SipgateTarget } from './target.ts';
import { redirectOf } from './visit.ts';

/** The parameters of a form that goes to the token endpoint; `undefined` of any other request. */
function formIn({ request }: Exchange): URLSearchParams | undefined {
  const isForm = headerValues(request.headers, 'content-type').join().startsWith('application/x-www-form-urlencoded');
  return request.method === 'POST' && isForm && /\/protocol\/openid-connect\/token$/.test(request.url)
    ? new URLSearchParams(textOf(request.body))
    : undefined;
}

const issuedFor =
  (...grants: string[]) =>
  (exchange: Exchange) =>
    succeeded(exchange) && issuesToken(exchange).ok && grants.includes(formIn(exchange)?.get('grant_type') ?? '');
const isExchange = issuedFor('authorization_code');
const isRefresh = issuedFor('refresh_token');
const isIssued = issuedFor('authorization_code', 'refresh_token');

/** The usual 5 minutes. */
const isUsual: Matcher = (exchange) => {
  const seconds = valueAt(exchange, '/expires_in');
  const ok = typeof seconds !== 'number' || Math.abs(seconds - 300) <= 5;
  return { ok, expected: 'expires_in of about 300, the usual 5 minutes', actual: String(seconds) };
};

/** A request for such a grant with a client of the target file and another secret than its own; a missing one is judged apart. */
const wrongSecretAt =
  (isGrant: (grant: string | null | undefined) => boolean) =>
  ({ client, otherClient }: SipgateTarget) =>
  (exchange: Exchange) => {
    const form = formIn(exchange);
    const hasHeader = headerValues(exchange.request.headers, 'authorization').length > 0;
    const named = [client, otherClient].find((one) => one && one.id === form?.get('client_id'));
    const secrets = form?.getAll('client_secret') ?? [];
    const isWrong = secrets.length === 1 && secrets[0] !== '' && secrets[0] !== named?.secret;
    return named && !hasHeader && isWrong && isGrant(form?.get('grant_type')) ? issuesToken : undefined;
  };

const codesIn = (exchange: Exchange) => redirectOf(exchange)?.searchParams.getAll('code') ?? [];

export const SERVER_NET: Net<SipgateTarget> = {
  role: 'sipgate.server',
  endpoint: 'token',
  rules: [
    keepsContract('sipgate/token-response', isExchange),
    keepsContract('sipgate/refreshed-response', isRefresh),
    always('sipgate.rfc.token-media-type', isIssued, isJson),
    always('sipgate.rfc.token-no-store', isIssued, isNotStored),
    always('sipgate.rfc.token-pragma', isIssued, hasHeader('pragma', /no-cache/i)),
    always(
      'sipgate.answer.usual-lifetime',
      (exchange, { accessTokenSeconds }) => accessTokenSeconds === undefined && isIssued(exchange),
      isUsual,
    ),
    neverAccepted(
      'sipgate.token.client-authenticated',
      wrongSecretAt((grant) => grant !== 'refresh_token'),
    ),
    neverAccepted(
      'sipgate.refresh.client-authenticated',
      wrongSecretAt((grant) => grant === 'refresh_token'),
    ),
    givenOnce('sipgate.rfc.codes-differ', 'a code', () => codesIn),
    givenOnce(
      'sipgate.rfc.tokens-differ',
      'an access token',
      () => (exchange) => (isExchange(exchange) ? [tokenIn(exchange, 'access_token')] : []),
    ),
    givenOnce(
      'sipgate.rfc.tokens-differ',
      'a refresh token',
      () => (exchange) => (isExchange(exchange) ? [tokenIn(exchange, 'refresh_token')] : []),
    ),
  ],
};
