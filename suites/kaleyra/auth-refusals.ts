import { contract } from '../harness/checks/contract.ts';
import { hasHeader, hasStatus, type Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, succeeded, textOf } from '../harness/http/exchange.ts';
import { type AuthOptions, type CustomerTarget, flow, having, madeUp, type Parameters, without } from './api.ts';
import { namesError } from './error-code.ts';
import { ECHO, TOKEN_TEXT } from './ids.ts';

const WRONG_SECRET = 'kaleyra.auth.wrong-secret-refused';
const WRONG_PASSWORD = 'kaleyra.rfc.wrong-password-refused';
const UNKNOWN_GRANT = 'kaleyra.rfc.unknown-grant-refused';

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
          'kaleyra.auth.missing-secret-refused',
          'kaleyra.rfc.refused-status',
          ECHO,
        ],
        [TOKEN_TEXT],
      ),
      ...each([...contract('kaleyra/refused-response').ids, 'kaleyra.rfc.invalid-client'], [WRONG_SECRET]),
    },
  },
  async ({ customer, check, conforms, refuses }) => {
    const refusal = {
      given: () => customer.parameters(),
      send: (parameters: Parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
      detail: { 'kaleyra.rfc.refused-status': hasStatus(400, 401) },
    };
    const secret = madeUp();
    const refused = await refuses(WRONG_SECRET, {
      ...refusal,
      alter: (parameters) => having(parameters, 'client_secret', secret),
    });
    conforms('kaleyra/refused-response', refused, WRONG_SECRET, (exchange) => !succeeded(exchange));
    check('kaleyra.rfc.invalid-client', refused, namesError(WRONG_SECRET, 'invalid_client'));
    check(ECHO, refused, repeatsNone(secret));
    await refuses('kaleyra.auth.wrong-id-refused', {
      ...refusal,
      alter: (parameters) => having(parameters, 'client_id', madeUp()),
    });
    await refuses('kaleyra.auth.missing-id-refused', {
      ...refusal,
      alter: (parameters) => without(parameters, 'client_id'),
    });
    await refuses('kaleyra.auth.missing-secret-refused', {
      ...refusal,
      alter: (parameters) => without(parameters, 'client_secret'),
    });
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
      'kaleyra.rfc.basic-supported': [TOKEN_TEXT],
      'kaleyra.rfc.basic-challenge': ['kaleyra.rfc.basic-supported', WRONG_SECRET],
    },
    skipFact: ({ authMethod }) => (authMethod === 'GET' ? 'kaleyra.authMethod is GET' : undefined),
  },
  async ({ customer, check }) => {
    const send = (parameters: Parameters) => customer.requestToken(parameters, { credentials: 'basic' });
    check('kaleyra.rfc.basic-supported', await send(customer.parameters()), customer.issuesToken);
    await check(
      'kaleyra.rfc.basic-challenge',
      () => send(having(customer.parameters(), 'client_secret', madeUp())),
      isChallengedByBasic,
    );
  },
);

export const grantRefusals = flow(
  'grants that are not supported get no token',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(
        [
          'kaleyra.auth.no-authorization-code',
          'kaleyra.auth.no-pkce',
          'kaleyra.auth.no-device',
          'kaleyra.auth.no-refresh',
          UNKNOWN_GRANT,
          'kaleyra.rfc.missing-grant-type',
        ],
        [TOKEN_TEXT],
      ),
      'kaleyra.rfc.unsupported-grant-type': [UNKNOWN_GRANT],
    },
    skipFact: ({ grantType }) => (grantType ? undefined : 'kaleyra.grantType is false'),
  },
  async ({ customer, refuses }) => {
    const refusal = {
      given: () => customer.parameters(),
      send: (parameters: Parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
    };
    const instead =
      (grant: string, ...more: Parameters) =>
      (parameters: Parameters): Parameters => [
        ...having(without(without(parameters, 'username'), 'password'), 'grant_type', grant),
        ...more,
      ];
    const redirect_uri = ['redirect_uri', 'https://tollgate.example/cb'] as const;
    const code = () => ['code', madeUp()] as const;
    const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
    await refuses('kaleyra.auth.no-authorization-code', {
      ...refusal,
      alter: instead('authorization_code', code(), redirect_uri),
    });
    await refuses('kaleyra.auth.no-pkce', {
      ...refusal,
      alter: instead('authorization_code', code(), redirect_uri, ['code_verifier', madeUp() + madeUp()]),
    });
    await refuses('kaleyra.auth.no-device', { ...refusal, alter: instead(DEVICE, ['device_code', madeUp()]) });
    await refuses('kaleyra.auth.no-refresh', {
      ...refusal,
      alter: instead('refresh_token', ['refresh_token', madeUp()]),
    });
    await refuses(UNKNOWN_GRANT, {
      ...refusal,
      alter: instead(`urn:tollgate:${madeUp()}`),
      detail: { 'kaleyra.rfc.unsupported-grant-type': namesError(UNKNOWN_GRANT, 'unsupported_grant_type') },
    });
    await refuses('kaleyra.rfc.missing-grant-type', {
      ...refusal,
      alter: (parameters) => without(parameters, 'grant_type'),
    });
  },
);

/** What the target file says against requests whose parameters are a form in the body. */
const noForm = ({ authMethod, credentials }: CustomerTarget): string | undefined => {
  if (authMethod === 'GET') return 'kaleyra.authMethod is GET';
  return credentials === 'form' ? undefined : 'kaleyra.credentials is not form';
};

/** The parameters of a request that can be sent twice: those that are no members of a JSON object and not in a header. */
const repeatable = ({ authMethod, credentials }: CustomerTarget, parameters: Parameters): Parameters => {
  if (authMethod !== 'GET' && credentials === 'json') return [];
  return parameters.filter(([name]) => credentials !== 'basic' || !/^client_(id|secret)$/.test(name));
};

export const requests = flow(
  'the request itself is read as RFC 6749 says',
  {
    endpoint: 'advanced-auth-callback',
    judges: each(
      [
        'kaleyra.rfc.unknown-parameter',
        'kaleyra.rfc.empty-parameter',
        'kaleyra.rfc.repeated-parameter',
        'kaleyra.rfc.credentials-not-in-url',
        'kaleyra.practice.content-type',
      ],
      [TOKEN_TEXT],
    ),
    facts: { 'kaleyra.rfc.credentials-not-in-url': noForm, 'kaleyra.practice.content-type': noForm },
  },
  async ({ customer, check, refuses }) => {
    const good = customer.parameters();
    const sent = (parameters: Parameters) => customer.requestToken(parameters);
    check('kaleyra.rfc.unknown-parameter', await sent([...good, ['x_tollgate', '1']]), customer.issuesToken);
    check('kaleyra.rfc.empty-parameter', await sent([...good, ['x-nothing', '']]), customer.issuesToken);
    const twice = repeatable(customer, good).slice(0, 1);
    await refuses('kaleyra.rfc.repeated-parameter', {
      unless: twice.length === 0 ? { notApplicable: `kaleyra.credentials is ${customer.credentials}` } : undefined,
      given: () => good,
      alter: (parameters) => [...parameters, ...twice],
      send: sent,
      accepted: customer.issuesToken,
    });
    const request = {
      given: (): AuthOptions => ({}),
      send: (options: AuthOptions) => customer.requestToken(good, options),
      accepted: customer.issuesToken,
    };
    await refuses('kaleyra.rfc.credentials-not-in-url', { ...request, alter: () => ({ method: 'GET' }) });
    await refuses('kaleyra.practice.content-type', { ...request, alter: () => ({ contentType: 'text/plain' }) });
  },
);

export const passwords = flow(
  'the password grant needs a known user and the right password',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(
        [WRONG_PASSWORD, 'kaleyra.rfc.unknown-user-refused', 'kaleyra.rfc.missing-password-refused', ECHO],
        [TOKEN_TEXT, 'kaleyra.auth.password-grant'],
      ),
      'kaleyra.rfc.invalid-grant': [WRONG_PASSWORD],
    },
    skipFact: ({ grants, user }) =>
      grants.includes('password') && user ? undefined : 'the target file names no kaleyra.user for the password grant',
  },
  async ({ customer, check, refuses }) => {
    const refusal = {
      given: () => customer.parameters(customer.client, 'password'),
      send: (parameters: Parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
    };
    const password = madeUp();
    const refused = await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: (parameters) => having(parameters, 'password', password),
      detail: { 'kaleyra.rfc.invalid-grant': namesError(WRONG_PASSWORD, 'invalid_grant') },
    });
    check(ECHO, refused, repeatsNone(password, customer.client.secret));
    await refuses('kaleyra.rfc.unknown-user-refused', {
      ...refusal,
      alter: (parameters) => having(parameters, 'username', madeUp()),
    });
    await refuses('kaleyra.rfc.missing-password-refused', {
      ...refusal,
      alter: (parameters) => without(parameters, 'password'),
    });
  },
);
