import { attemptsOf, without as leavingOut, type Row, row } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { hasHeader, hasStatus, type Matcher } from '../harness/checks/matchers.ts';
import { nearMisses, nearMissesInJson } from '../harness/checks/near-misses.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, succeeded, summaryOf, textOf } from '../harness/http/exchange.ts';
import { type CustomerTarget, flow, having, madeUp, type Parameters, without } from './api.ts';
import { namesError } from './error-code.ts';
import { ECHO, MISSING_SECRET, TOKEN_TEXT, TOKEN_UNIQUE, WRONG_SECRET } from './ids.ts';

const SECRET_OF_ANOTHER = 'kaleyra.auth.secret-of-another-refused';
const BASIC = 'kaleyra.rfc.basic-supported';

/** The response repeats none of these texts, header fields included. */
export function repeatsNone(...texts: string[]): Matcher {
  return ({ response }) => {
    const whole = `${response?.headers.map((pair) => pair.join(': ')).join('\n')}\n${textOf(response?.body)}`;
    const found = texts.some((text) => whole.includes(text) || whole.includes(encodeURIComponent(text)));
    return {
      ok: !found,
      expected: 'a response without what was sent in secret',
      actual: found ? 'it is repeated' : 'none',
    };
  };
}

/** Puts a value in a parameter's place. */
export const put =
  (name: string) =>
  (parameters: Parameters, value: unknown): Parameters =>
    having(parameters, name, value);

/** Values that are almost the right one, for where the target wants its parameters. */
export function almost(text: string, { credentials, authMethod }: CustomerTarget) {
  const isJson = credentials === 'json' && authMethod !== 'GET';
  const rows: readonly Row<unknown>[] = isJson ? nearMissesInJson(text) : nearMisses(text, 'form');
  return leavingOut(rows, ['empty', 'left out'], 'what is missing has a requirement of its own');
}

/** Attempts with a parameter that is not there, or is there without a value (RFC 6749 §3.2). */
export const missing = (name: string) => [
  { name: 'left out', alter: (parameters: Parameters) => without(parameters, name) },
  { name: 'empty', alter: (parameters: Parameters) => having(parameters, name, '') },
];

export const credentials = flow(
  'wrong credentials get no token',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(
        [
          'kaleyra.auth.wrong-id-refused',
          WRONG_SECRET,
          'kaleyra.auth.missing-id-refused',
          MISSING_SECRET,
          'kaleyra.rfc.refused-status',
          ECHO,
        ],
        [TOKEN_TEXT],
      ),
      ...each([...contract('kaleyra/refused-response').ids, 'kaleyra.rfc.invalid-client'], [WRONG_SECRET]),
    },
  },
  async ({ customer, check, conforms, refuses }) => {
    const { id, secret } = customer.client;
    const refusal = {
      given: () => customer.parameters(),
      send: (parameters: Parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
      detail: { 'kaleyra.rfc.refused-status': hasStatus(400, 401) },
    };
    const wrong = madeUp();
    const refused = await refuses(WRONG_SECRET, {
      ...refusal,
      alter: attemptsOf([row('a made-up one', wrong), ...almost(secret, customer)], put('client_secret')),
    });
    conforms('kaleyra/refused-response', refused, WRONG_SECRET, (exchange) => !succeeded(exchange));
    check('kaleyra.rfc.invalid-client', refused, namesError(WRONG_SECRET, 'invalid_client'));
    check(ECHO, refused, repeatsNone(wrong));
    await refuses('kaleyra.auth.wrong-id-refused', {
      ...refusal,
      alter: attemptsOf([row('a made-up one', madeUp()), ...almost(id, customer)], put('client_id')),
    });
    const neither = (parameters: Parameters) => without(without(parameters, 'client_id'), 'client_secret');
    await refuses('kaleyra.auth.missing-id-refused', {
      ...refusal,
      alter: [...missing('client_id'), { name: 'left out with the secret', alter: neither }],
    });
    await refuses(MISSING_SECRET, { ...refusal, alter: missing('client_secret') });
  },
);

const isChallengedByBasic: Matcher = (exchange) => {
  const challenge = hasHeader('WWW-Authenticate', /^\s*basic\b/i)(exchange);
  return {
    ok: statusOf(exchange) === 401 && challenge.ok,
    expected: 'status 401 and a Basic challenge',
    actual: `${statusOf(exchange)}, ${challenge.actual}`,
  };
};

export const basicCredentials = flow(
  'HTTP Basic carries the credentials as well',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      [BASIC]: [TOKEN_TEXT],
      ...each([WRONG_SECRET, MISSING_SECRET, SECRET_OF_ANOTHER], [where(BASIC)]),
      'kaleyra.rfc.basic-challenge': [BASIC, WRONG_SECRET],
    },
    facts: {
      [SECRET_OF_ANOTHER]: ({ otherClient }) =>
        otherClient ? undefined : 'the target file names no kaleyra.otherClient',
    },
    skipFact: ({ authMethod }) => (authMethod === 'GET' ? 'kaleyra.authMethod is GET' : undefined),
  },
  async ({ customer, check, refuses }) => {
    const { client, otherClient: other = client } = customer;
    const send = (parameters: Parameters) => customer.requestToken(parameters, { credentials: 'basic' });
    const refusal = { given: () => customer.parameters(), send, accepted: customer.issuesToken };
    check(BASIC, await send(customer.parameters()), customer.issuesToken);
    const secrets = leavingOut(nearMisses(client.secret, 'basic'), ['empty'], 'it is a missing secret');
    await refuses(WRONG_SECRET, {
      ...refusal,
      alter: attemptsOf([row('a made-up one', madeUp()), ...secrets], put('client_secret')),
      detail: { 'kaleyra.rfc.basic-challenge': isChallengedByBasic },
    });
    await refuses(MISSING_SECRET, { ...refusal, alter: attemptsOf([row('empty', '')], put('client_secret')) });
    await refuses(SECRET_OF_ANOTHER, {
      ...refusal,
      alter: attemptsOf([row('of another client', other.secret)], put('client_secret')),
    });
  },
);

export const otherClient = flow(
  'two clients get tokens of their own',
  {
    endpoint: 'advanced-auth-callback',
    judges: each([TOKEN_UNIQUE, SECRET_OF_ANOTHER], [TOKEN_TEXT]),
    skipFact: ({ otherClient: other }) => (other ? undefined : 'the target file names no kaleyra.otherClient'),
  },
  async ({ customer, check, refuses }) => {
    const { client, otherClient: other = client } = customer;
    const ask = (of: typeof client) => customer.requestToken(customer.parameters(of));
    const inTurn = [await ask(client), await ask(other)];
    const atOnce = await Promise.all([client, other, client, other].map(ask));
    for (const [mine, theirs] of [inTurn, atOnce.slice(0, 2), atOnce.slice(2)] as [Exchange, Exchange][]) {
      check(TOKEN_UNIQUE, [mine, theirs], (exchange) => ({
        ok: customer.issuesToken(exchange).ok && customer.tokenIn(mine) !== customer.tokenIn(theirs),
        expected: 'a token other than that of the first client',
        actual: customer.tokenIn(mine) === customer.tokenIn(theirs) ? 'the same token' : summaryOf(exchange),
      }));
    }
    await refuses(SECRET_OF_ANOTHER, {
      given: () => customer.parameters(),
      alter: [
        { name: 'the secret of another client', alter: (given) => having(given, 'client_secret', other.secret) },
        { name: 'the ID of another client', alter: (given) => having(given, 'client_id', other.id) },
      ],
      send: (parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
    });
  },
);
