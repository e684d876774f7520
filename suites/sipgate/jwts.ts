import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { openJwt } from '../harness/checks/jwt.ts';
import { equals, type Finding, type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { headerValues, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, tokenIn } from './api.ts';
import { TOKENS } from './ids.ts';
import { keysOf, signatureProblem } from './keys.ts';
import { isIssuer } from './matchers.ts';

const KEYS = 'sipgate.rfc.keys-published';

type Claims = Readonly<Record<string, unknown>>;

export const jwts = flow(
  'tokens that are JWT can be verified',
  {
    endpoint: 'token',
    judges: {
      'sipgate.rfc.metadata-issuer': [],
      ...each(
        [KEYS, 'sipgate.rfc.id-token-issuer', 'sipgate.rfc.id-token-audience', 'sipgate.rfc.id-token-azp'],
        TOKENS,
      ),
      ...each(['sipgate.rfc.id-token-times', 'sipgate.rfc.id-token-subject', 'sipgate.rfc.id-token-nonce'], TOKENS),
      ...each(['sipgate.rfc.id-token-signed', 'sipgate.rfc.access-token-signed'], [...TOKENS, KEYS]),
    },
  },
  async ({ sipgate, check }) => {
    check(
      'sipgate.rfc.metadata-issuer',
      await sipgate.askMetadata(),
      tellsIssuer([sipgate.realmUrl(), sipgate.issuer]),
    );
    const nonce = randomUUID();
    const response = await sipgate.tokens({ params: { nonce, scope: `openid ${sipgate.scope}` } });
    const [idToken = '', accessToken = ''] = [tokenIn(response, 'id_token'), tokenIn(response, 'access_token')];
    const keys = await keysOf(sipgate);
    const isJwt = Boolean(openJwt(idToken) ?? openJwt(accessToken));
    check(KEYS, response, isJwt ? () => haveRsa(keys) : () => notApplicable('no token is a JWT'));
    const signed = async (token: string, otherwise: string): Promise<Matcher> => {
      const problem = await signatureProblem(token, keys);
      return () => (openJwt(token) ? isSigned(token, problem) : notApplicable(otherwise));
    };
    check('sipgate.rfc.access-token-signed', response, await signed(accessToken, 'access tokens are opaque'));
    check('sipgate.rfc.id-token-signed', response, await signed(idToken, 'the response has no id_token'));

    const ofClaims = (judge: (claims: Claims) => Matcher): Matcher => {
      const claims = openJwt(idToken)?.claims;
      return claims ? judge(claims) : () => notApplicable('the response has no id_token');
    };
    const { id } = sipgate.client;
    const { issuer } = await sipgate.metadata();
    const issuers = { told: issuer, own: sipgate.issuer };
    check(
      'sipgate.rfc.id-token-issuer',
      response,
      ofClaims(
        ({ iss }) =>
          () =>
            isIssuer('iss', iss, issuers),
      ),
    );
    check('sipgate.rfc.id-token-audience', response, ofClaims(isFor(id)));
    check('sipgate.rfc.id-token-azp', response, ofClaims(isAuthorized(id)));
    check('sipgate.rfc.id-token-subject', response, ofClaims(namesSubject(openJwt(accessToken)?.claims)));
    check('sipgate.rfc.id-token-times', response, ofClaims(timesFit(sipgate.leeway)));
    check('sipgate.rfc.id-token-nonce', response, ofClaims(has('nonce', nonce)));
  },
);

/** The metadata tell one of these issuers, behind a proxy that of either URL; nothing is asked of a realm that has none. */
const tellsIssuer =
  ([asked, known]: readonly [string, string]): Matcher =>
  (exchange) => {
    if (!succeeded(exchange)) return notApplicable(`there are no metadata: ${summaryOf(exchange)}`);
    const issuer = valueAt(exchange, '/issuer');
    return equals('issuer', issuer === known ? known : asked, issuer)(exchange);
  };

function haveRsa(keys: JSONWebKeySet | undefined): Finding {
  return {
    ok: keys?.keys.some(({ kty, kid }) => kty === 'RSA' && kid) ?? false,
    expected: 'a JWKS with an RSA key that has a kid',
    actual: keys ? `${keys.keys.length} keys` : 'no JWKS',
  };
}

function isSigned(token: string, problem: string): Finding {
  const { alg, kid } = openJwt(token)?.header ?? {};
  return {
    ok: problem === '',
    expected: 'a signature by a published key, named by kid',
    actual: `alg ${alg}, kid ${kid}${problem === '' ? '' : `: ${problem}`}`,
  };
}

const shown = (value: unknown) => JSON.stringify(value) ?? 'none';

const has =
  (name: string, expected: unknown) =>
  (claims: Claims): Matcher =>
  () => ({
    ok: claims[name] === expected,
    expected: `${name} ${shown(expected)}`,
    actual: shown(claims[name]),
  });

const isFor =
  (id: string) =>
  ({ aud }: Claims): Matcher =>
  () => ({
    ok: [aud].flat().includes(id),
    expected: `aud with ${id}`,
    actual: shown(aud),
  });

const isAuthorized =
  (id: string) =>
  ({ aud, azp }: Claims): Matcher =>
  () => ({
    ok: azp === id || (azp === undefined && [aud].flat().length === 1),
    expected: `azp ${id}, where there is one`,
    actual: shown(azp),
  });

/** The id token names somebody, and the access token, where it names somebody, the same one. */
const namesSubject =
  (access: Claims | undefined) =>
  ({ sub }: Claims): Matcher =>
  () => ({
    ok: typeof sub === 'string' && sub.length > 0 && sub.length <= 255 && (access?.sub ?? sub) === sub,
    expected: 'sub of 1 to 255 characters, the same in an access token',
    actual: access ? `${shown(sub)}, in the access token ${shown(access.sub)}` : shown(sub),
  });

/** iat is the response's time, by clocks that may differ by so many seconds, and exp lies after it. */
const timesFit =
  (leeway: number) =>
  ({ iat, exp }: Claims): Matcher =>
  ({ response }) => {
    const date = Date.parse(headerValues(response?.headers ?? [], 'date')[0] ?? '') / 1000;
    const now = Number.isNaN(date) ? Date.now() / 1000 : date;
    const ok =
      typeof iat === 'number' && typeof exp === 'number' && Math.abs(iat - now) <= 2 + leeway && exp > now - leeway;
    return {
      ok,
      expected: `iat at ${Math.floor(now)} ± ${2 + leeway} and exp after it`,
      actual: `iat ${iat}, exp ${exp}`,
    };
  };
