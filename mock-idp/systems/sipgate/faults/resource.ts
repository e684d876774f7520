import { hash } from 'node:crypto';
import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { sentMessage } from '../../../frame/message.ts';
import { now } from '../../../frame/scene.ts';
import { found, isLive } from '../../../oidc/adapter.ts';
import { openJwt } from '../../../oidc/keys.ts';
import { keycloakPaths } from '../../../oidc/settings.ts';
import { type Reason, refusal, scopesOf, tokenIn, whyRefused } from '../resource.ts';
import { asThirdParty } from './provider.ts';

/** Short names of the access tokens that were given in such messages. */
const given = kept(() => new Set<string>());

const rememberingGiven = (isSuch: (contract: string) => boolean): Change =>
  except(sentMessage, isSuch, (honest, contract, message) => {
    const sent = honest(contract, message);
    given().add(digest(String((sent as { access_token?: unknown }).access_token)));
    return sent;
  });

function digest(token: string): string {
  return hash('sha256', token, 'base64');
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return openJwt(token).claims;
  } catch {
    return {};
  }
}

const isOver = (token: string): boolean => Number(claimsOf(token).exp) * 1000 <= now();

/** Takes such texts for tokens that are good for everything. */
const opensBy = (isSuch: (text: string) => boolean): Change =>
  altered(scopesOf, (scopes, text) => scopes ?? (isSuch(text) ? new Set(['all']) : undefined));

/** Refuses such tokens as if they were none. */
const closedTo = (isSuch: (token: string) => boolean): Change =>
  altered(scopesOf, (scopes, token) => (isSuch(token) ? undefined : scopes));

/** Does not refuse for one reason. */
const passingOver = (reason: Reason): Change => altered(whyRefused, (why) => (why === reason ? undefined : why));

/** What access tokens open. */
export const resourceFaults = faultsOf('sipgate.server', {
  'resource-closed': ['The resource opens for nobody.', 'sipgate.resource.bearer', closedTo(() => true)],
  'resource-open': ['The resource opens without a token.', 'sipgate.resource.needs-token', passingOver('no token')],
  'scopes-unchecked': [
    'The resource does not look at the scopes.',
    'sipgate.consent.limits-access',
    passingOver('other scope'),
  ],
  'access-token-immortal': [
    'The resource does not look at the expiry.',
    'sipgate.resource.expires',
    together(
      altered(isLive, (live, _held, model) => live || model === 'AccessToken'),
      altered(found, (payload, _payload, model) =>
        payload && model === 'AccessToken' ? { ...payload, exp: Math.floor(now() / 1000) + 60 } : payload,
      ),
    ),
  ],
  'access-token-dies-early': [
    'Access tokens end at half of their lifetime.',
    'sipgate.answer.expires-in-kept',
    closedTo((token) => now() / 1000 - Number(claimsOf(token).iat) > 150),
  ],
  'refreshed-token-useless': [
    'The access token of a refresh opens nothing.',
    'sipgate.refresh.opens-resource',
    together(
      rememberingGiven((contract) => contract === 'refreshed-response'),
      closedTo((token) => given().has(digest(token))),
    ),
  ],
  'no-bearer-challenge': [
    'A request without a token gets no WWW-Authenticate.',
    'sipgate.rfc.bearer-challenge',
    altered(refusal, (response, reason) => (reason === 'no token' ? { ...response, challenge: undefined } : response)),
  ],
  'any-token': [
    'Any text opens the resource.',
    'sipgate.rfc.unknown-token-refused',
    opensBy((text) => !text.includes('.')),
  ],
  'invalid-token-not-told': [
    'A made-up token gets no error in WWW-Authenticate.',
    'sipgate.rfc.invalid-token-error',
    altered(refusal, (response) => ({ ...response, challenge: 'Bearer realm="sipgate"' })),
  ],
  'expired-token-403': [
    'Expired tokens are answered with 403.',
    'sipgate.rfc.expired-token-error',
    altered(refusal, (response, reason, token = '') =>
      reason === 'bad token' && isOver(token) ? { ...response, status: 403 } : response,
    ),
  ],
  'bearer-case-sensitive': [
    'The scheme must be written Bearer.',
    'sipgate.rfc.bearer-any-case',
    altered(tokenIn, (token, authorization) => (authorization.startsWith('Bearer ') ? token : undefined)),
  ],
  'token-from-query': [
    'The resource reads tokens from the query.',
    'sipgate.rfc.token-not-in-query',
    altered(tokenIn, (token, _authorization, query) => token ?? query.get('access_token') ?? undefined),
  ],
  'refresh-token-opens': [
    'A refresh token opens the resource.',
    'sipgate.rfc.refresh-token-opens-nothing',
    instead(scopesOf, (honest) => async (text, realms) => {
      const known = await Promise.all(realms.map((realm) => realm.knowsRefreshToken(text)));
      return known.some(Boolean) ? new Set(['all']) : honest(text, realms);
    }),
  ],
  'id-token-opens': [
    'An id token opens the resource.',
    'sipgate.rfc.id-token-opens-nothing',
    opensBy((text) => claimsOf(text).typ === 'ID'),
  ],
  'signature-unchecked': [
    'The resource does not verify signatures.',
    'sipgate.rfc.altered-token-refused',
    together(
      rememberingGiven(() => true),
      opensBy((text) => claimsOf(text).typ === 'Bearer' && !isOver(text) && !given().has(digest(text))),
    ),
  ],
  'token-of-other-realm': [
    "A realm's userinfo takes the tokens of another realm.",
    'sipgate.rfc.token-of-another-realm',
    asThirdParty(keycloakPaths.userinfo),
  ],
});
