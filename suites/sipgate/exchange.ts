import { contract } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { hasHeader, type Matcher, notApplicable, succeeds } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, tokenIn } from './api.ts';
import { CODES, EXCHANGED, TOKENS } from './ids.ts';
import { isJson, isNotStored } from './matchers.ts';

const EXCHANGE = 'sipgate.token.exchange';
const USUAL = 'sipgate.answer.usual-lifetime';

export const exchange = flow(
  'a code is exchanged for tokens',
  {
    endpoint: 'token',
    judges: {
      ...each([EXCHANGE, ...contract('sipgate/token-response').ids], CODES),
      ...each(['sipgate.rfc.token-media-type', 'sipgate.rfc.token-no-store', 'sipgate.rfc.token-pragma'], EXCHANGED),
      ...each(['sipgate.token.realm-parameter', 'sipgate.rfc.tokens-differ'], TOKENS),
      'sipgate.rfc.jwt-lifetime': [...TOKENS, where('sipgate.answer.expires-in'), 'sipgate.answer.expires-in-type'],
      [USUAL]: [...EXCHANGED, where('sipgate.answer.expires-in'), 'sipgate.answer.expires-in-type'],
    },
    facts: {
      [USUAL]: ({ accessTokenSeconds }) =>
        accessTokenSeconds === undefined ? undefined : 'sipgate.accessTokenSeconds says a lifetime of its own',
    },
  },
  async ({ sipgate, check, conforms }) => {
    const response = await sipgate.tokens();
    check(EXCHANGE, response, succeeds);
    conforms('sipgate/token-response', response, EXCHANGE);
    check('sipgate.rfc.token-media-type', response, isJson);
    check('sipgate.rfc.token-no-store', response, isNotStored);
    check('sipgate.rfc.token-pragma', response, hasHeader('pragma', /no-cache/i));
    check(USUAL, response, livesAbout(300));
    await check(
      'sipgate.token.realm-parameter',
      () => sipgate.tokens({}, { params: { realm: sipgate.realm } }),
      issuesToken,
    );
    check('sipgate.rfc.jwt-lifetime', response, endsAsTold);
    await check('sipgate.rfc.tokens-differ', async () => [response, await sipgate.tokens()], hasOtherTokens);
  },
);

/** expires_in is about so many seconds. */
function livesAbout(usual: number): Matcher {
  return (exchange) => {
    const seconds = valueAt(exchange, '/expires_in');
    return {
      ok: Math.abs(Number(seconds) - usual) <= 5,
      expected: `expires_in of about ${usual}, the usual ${usual / 60} minutes`,
      actual: String(seconds),
    };
  };
}

/** exp of an access token that is a JWT lies expires_in after its iat (±5 s). */
const endsAsTold: Matcher = (exchange) => {
  const { iat, exp } = openJwt(tokenIn(exchange, 'access_token') ?? '')?.claims ?? {};
  if (typeof iat !== 'number' || typeof exp !== 'number')
    return notApplicable('access tokens do not tell when they end');
  const told = Number(valueAt(exchange, '/expires_in'));
  return { ok: Math.abs(exp - iat - told) <= 5, expected: `exp ${told} s after iat`, actual: `${exp - iat} s` };
};

/** The last response has none of the tokens of the first. */
const hasOtherTokens: Matcher = (last, [first = last] = []) => {
  const names = ['access_token', 'refresh_token'] as const;
  const same = names.filter((name) => tokenIn(first, name) && tokenIn(first, name) === tokenIn(last, name));
  return {
    ok: same.length === 0,
    expected: 'other tokens for each exchange',
    actual: same.length === 0 ? 'others' : `the same ${same.join(' and ')}`,
  };
};
