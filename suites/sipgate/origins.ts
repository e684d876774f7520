import { type Matcher, not } from '../harness/checks/matchers.ts';
import { headerValues } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { CODES } from './ids.ts';

export const origins = flow(
  'other origins may not read tokens',
  {
    endpoint: 'token',
    judges: { 'sipgate.rfc.cors-token-endpoint': CODES, 'sipgate.rfc.cors-authorization-endpoint': CODES },
  },
  async ({ sipgate, check }) => {
    const origin = 'https://attacker.example';
    const closed = (what: string) => not(isReadableBy(origin), `${what} that scripts of other origins cannot read`);
    const response = await sipgate.tokens({}, { headers: [['Origin', origin]] });
    check('sipgate.rfc.cors-token-endpoint', response, closed('a response of the token endpoint'));
    const page = await sipgate.get(`${sipgate.at('/auth')}?client_id=${encodeURIComponent(sipgate.client.id)}`, [
      ['Origin', origin],
    ]);
    check('sipgate.rfc.cors-authorization-endpoint', page, closed('a response of the authorization endpoint'));
  },
);

/** The response lets scripts of that origin read it. */
function isReadableBy(origin: string): Matcher {
  return ({ response }) => {
    const allowed = headerValues(response?.headers ?? [], 'access-control-allow-origin');
    return {
      ok: allowed.some((value) => value === origin || value === '*'),
      expected: `readable for ${origin}`,
      actual: allowed.length ? allowed.join(', ') : 'no CORS header',
    };
  };
}
