import { randomUUID } from 'node:crypto';
import { hasHeader } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { basicOf, flow, issuesToken, type TokenOptions } from './api.ts';
import { TOKENS } from './ids.ts';
import type { Client } from './target.ts';

const BASIC = 'sipgate.rfc.basic';

export const basic = flow(
  'a client can authenticate by HTTP Basic',
  {
    endpoint: 'token',
    judges: {
      [BASIC]: TOKENS,
      'sipgate.rfc.invalid-client-challenge': [...TOKENS, BASIC, 'sipgate.token.client-authenticated'],
      ...each(['sipgate.rfc.basic-any-case', 'sipgate.rfc.one-client-authentication'], [...TOKENS, BASIC]),
    },
  },
  async ({ sipgate, check, refused }) => {
    const { client } = sipgate;
    const byBasic = await sipgate.tokens({}, { basic: 'instead' });
    check(BASIC, byBasic, issuesToken);
    await check('sipgate.rfc.basic-any-case', () => sipgate.tokens({}, inLowerCase(client)), issuesToken);
    await check(
      'sipgate.rfc.invalid-client-challenge',
      async () => {
        const wrong = { ...client, secret: `wrong-${randomUUID()}` };
        return [byBasic, await sipgate.tokens({}, { client: wrong, basic: 'instead' })];
      },
      hasHeader('www-authenticate', /^basic/i),
    );
    await refused('sipgate.rfc.one-client-authentication', {
      control: () => sipgate.tokens(),
      refused: () => sipgate.tokens({}, { basic: 'too' }),
      accepted: issuesToken,
    });
  },
);

/** HTTP Basic under its scheme in small letters. */
function inLowerCase(client: Client): TokenOptions {
  return {
    params: { client_id: undefined, client_secret: undefined },
    headers: [['Authorization', basicOf(client).replace('Basic', 'basic')]],
  };
}
