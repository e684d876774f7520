import { randomUUID } from 'node:crypto';
import { hasHeader, hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, type TokenOptions } from './api.ts';
import { TOKENS } from './ids.ts';
import { hasError, isJson, isNotStored } from './matchers.ts';
import { isNotSet } from './target.ts';

const SECRET = 'sipgate.token.client-authenticated';
const SECRET_NEEDED = 'sipgate.token.client-secret-needed';
const OTHER_REALM = 'sipgate.token.realm-of-client';
const BOUND = 'sipgate.rfc.code-bound-to-client';
const BASIC = 'sipgate.rfc.basic';

/** How a target words a refusal: its status and error code. */
export const wordsOf = (exchange: Exchange) => [statusOf(exchange), valueAt(exchange, '/error')];

export const clients = flow(
  'only the client that a code was made for can exchange it',
  {
    endpoint: 'token',
    judges: {
      ...each([SECRET, SECRET_NEEDED, OTHER_REALM, BOUND, BASIC], TOKENS),
      ...each(['sipgate.rfc.invalid-client-status', 'sipgate.rfc.invalid-client-error'], TOKENS),
      ...each(['sipgate.rfc.error-json', 'sipgate.rfc.error-no-store'], TOKENS),
      ...each(['sipgate.token.unknown-code-refused', 'sipgate.rfc.invalid-grant'], TOKENS),
      'sipgate.rfc.credentials-not-in-query': [...TOKENS, SECRET_NEEDED],
      'sipgate.practice.same-client-refusal': [...TOKENS, SECRET],
      'sipgate.rfc.invalid-client-challenge': [...TOKENS, BASIC, SECRET],
      'sipgate.rfc.one-client-authentication': [...TOKENS, BASIC],
    },
    facts: { [OTHER_REALM]: isNotSet('otherRealm'), [BOUND]: isNotSet('otherClient') },
  },
  async ({ sipgate, check, refused }) => {
    const { client, otherClient, otherRealm } = sipgate;
    const control = once(() => sipgate.tokens());
    const refuses = (id: string, options: TokenOptions, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: () => sipgate.tokens({}, options), accepted: issuesToken, detail });
    const wrongSecret = { ...client, secret: `wrong-${randomUUID()}` };

    const wrong = await refuses(
      SECRET,
      { client: wrongSecret },
      {
        'sipgate.rfc.invalid-client-status': hasStatus(401, 400),
        'sipgate.rfc.invalid-client-error': hasError('invalid_client'),
        'sipgate.rfc.error-json': isJson,
        'sipgate.rfc.error-no-store': isNotStored,
      },
    );
    await refuses(SECRET_NEEDED, { params: { client_secret: undefined } });
    await refuses(
      'sipgate.token.unknown-code-refused',
      { params: { code: randomUUID().replaceAll('-', '').padEnd(43, 'x') } },
      { 'sipgate.rfc.invalid-grant': hasError('invalid_grant') },
    );
    await refuses(OTHER_REALM, { realm: otherRealm });
    await refuses(BOUND, { params: { client_id: otherClient?.id, client_secret: otherClient?.secret } });
    await refuses('sipgate.rfc.credentials-not-in-query', {
      params: { client_id: undefined, client_secret: undefined },
      query: `?${new URLSearchParams({ client_id: client.id, client_secret: client.secret })}`,
    });
    await check(
      'sipgate.practice.same-client-refusal',
      async () => [wrong, await sipgate.tokens({}, { params: { client_id: `nobody-${randomUUID()}` } })],
      same('the status and error', wordsOf),
    );

    const byBasic = await sipgate.tokens({}, { basic: 'instead' });
    check(BASIC, byBasic, issuesToken);
    await check(
      'sipgate.rfc.invalid-client-challenge',
      async () => [byBasic, await sipgate.tokens({}, { client: wrongSecret, basic: 'instead' })],
      hasHeader('www-authenticate', /^basic/i),
    );
    await refuses('sipgate.rfc.one-client-authentication', { basic: 'too' });
  },
);
