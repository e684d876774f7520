import { randomUUID } from 'node:crypto';
import { attemptsOf, type Row, row, without } from '../harness/checks/attempts.ts';
import { hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { ACCENTS, BLANKS, CASES, nearMisses, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, type Params, type TokenOptions } from './api.ts';
import { TOKENS } from './ids.ts';
import { hasError, isJson, isNotStored } from './matchers.ts';
import { sparing } from './sparing.ts';
import { type Client, isNotSet } from './target.ts';

const SECRET = 'sipgate.token.client-authenticated';
const SECRET_NEEDED = 'sipgate.token.client-secret-needed';
const UNKNOWN = 'sipgate.token.unknown-client-refused';
const CODE = 'sipgate.token.unknown-code-refused';
const OTHER_REALM = 'sipgate.token.realm-of-client';
const BOUND = 'sipgate.rfc.code-bound-to-client';

/** How a target words a refusal: its status and error code. */
export const wordsOf = (exchange: Exchange) => [statusOf(exchange), valueAt(exchange, '/error')];

/** Secrets that are almost the client's, and another client's. */
export function nearSecrets({ secret }: Client, other: Client | undefined): readonly Row[] {
  const rows = without(nearMisses(secret, 'form'), ['empty'], 'it is judged with the missing one');
  return other ? [row("another client's secret", other.secret), ...rows] : rows;
}

/** Client ids that there are not. */
export function unknownClients({ id }: Client): readonly Row[] {
  const folded = [...CASES, ...BLANKS, ...ACCENTS, ...UNICODE_FORMS];
  const rows = without(nearMisses(id, 'form'), ['empty', ...folded], 'empty is missing; a server may fold ids');
  const [name = ''] = id.split(':');
  return [
    row('an id of nobody', `nobody-${randomUUID()}`),
    ...(name === id ? [] : [row('without what stands behind its colon', name)]),
    ...rows,
  ];
}

/** A parameter that says nothing. */
export const MISSING: readonly Row<string | undefined>[] = [row('left out', undefined), row('empty', '')];

/** Attempts that put each of the values into a parameter. */
export function puttingInto<Value extends string | undefined>(name: string, rows: readonly Row<Value>[]) {
  return attemptsOf(rows, (params: Params, value) => ({ ...params, [name]: value }));
}

export const clients = flow(
  'only the client that a code was made for can exchange it',
  {
    endpoint: 'token',
    judges: {
      ...each([SECRET, SECRET_NEEDED, UNKNOWN, 'sipgate.token.client-id-needed'], TOKENS),
      ...each(['sipgate.rfc.invalid-client-status', 'sipgate.rfc.invalid-client-error'], TOKENS),
      ...each(['sipgate.rfc.error-json', 'sipgate.rfc.error-no-store'], TOKENS),
      ...each([CODE, 'sipgate.rfc.invalid-grant', 'sipgate.rfc.error-status'], TOKENS),
      ...each([OTHER_REALM, BOUND], TOKENS),
      'sipgate.rfc.credentials-not-in-query': [...TOKENS, SECRET_NEEDED],
      'sipgate.practice.same-client-refusal': [...TOKENS, SECRET, UNKNOWN],
    },
    facts: { [OTHER_REALM]: isNotSet('otherRealm'), [BOUND]: isNotSet('otherClient') },
  },
  async ({ sipgate, check, refused, refuses }) => {
    const { client, otherClient, otherRealm } = sipgate;
    const control = once(() => sipgate.tokens());
    const refusesOne = (id: string, options: TokenOptions, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: () => sipgate.tokens({}, options), accepted: issuesToken, detail });
    const refusal = {
      given: (): Params => ({}),
      send: sparing({ make: () => sipgate.code(), use: (code, params) => sipgate.exchange(code, { params }) }),
      accepted: issuesToken,
    };

    const wrong = await refusesOne(
      SECRET,
      { params: { client_secret: `wrong-${randomUUID()}` } },
      {
        'sipgate.rfc.invalid-client-status': hasStatus(401, 400),
        'sipgate.rfc.invalid-client-error': hasError('invalid_client'),
        'sipgate.rfc.error-json': isJson,
        'sipgate.rfc.error-no-store': isNotStored,
      },
    );
    await refuses(SECRET, { ...refusal, alter: puttingInto('client_secret', nearSecrets(client, otherClient)) });
    await refuses(SECRET_NEEDED, { ...refusal, alter: puttingInto('client_secret', MISSING) });
    await refuses(UNKNOWN, { ...refusal, alter: puttingInto('client_id', unknownClients(client)) });
    await refuses('sipgate.token.client-id-needed', { ...refusal, alter: puttingInto('client_id', MISSING) });
    await refusesOne(
      CODE,
      { params: { code: randomUUID().replaceAll('-', '').padEnd(43, 'x') } },
      { 'sipgate.rfc.invalid-grant': hasError('invalid_grant'), 'sipgate.rfc.error-status': hasStatus(400) },
    );
    const near = without(nearMisses(await sipgate.code(), 'form'), ['empty'], 'an empty parameter is a missing one');
    await refuses(CODE, {
      ...refusal,
      alter: puttingInto('code', near),
      send: async ({ code }) => sipgate.exchange(code ?? (await sipgate.code())),
    });
    await refused(OTHER_REALM, {
      control,
      refused: async () => (await sipgate.missingRealm()) ?? sipgate.tokens({}, { realm: otherRealm }),
      accepted: issuesToken,
    });
    await refusesOne(BOUND, { params: { client_id: otherClient?.id, client_secret: otherClient?.secret } });
    await refusesOne('sipgate.rfc.credentials-not-in-query', {
      params: { client_id: undefined, client_secret: undefined },
      query: `?${new URLSearchParams({ client_id: client.id, client_secret: client.secret })}`,
    });
    await check(
      'sipgate.practice.same-client-refusal',
      async () => [wrong, await sipgate.tokens({}, { params: { client_id: `nobody-${randomUUID()}` } })],
      same('the status and error', wordsOf),
    );
  },
);
