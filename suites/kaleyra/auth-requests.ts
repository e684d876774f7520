import { type Attempt, attemptsOf, without as leavingOut, row } from '../harness/checks/attempts.ts';
import { ACCENTS, CASES, nearMediaTypes, nearMisses, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type AuthOptions, type CustomerTarget, flow, having, madeUp, type Parameters, without } from './api.ts';
import { almost, missing, put, repeatsNone } from './auth-clients.ts';
import { namesError } from './error-code.ts';
import { ECHO, MISSING_SECRET, TOKEN_TEXT, WRONG_SECRET } from './ids.ts';

const WRONG_PASSWORD = 'kaleyra.rfc.wrong-password-refused';
const UNKNOWN_GRANT = 'kaleyra.rfc.unknown-grant-refused';
const FORM = 'application/x-www-form-urlencoded';

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
    const [used = 'client_credentials'] = customer.grants;
    const types = leavingOut(nearMisses(used, 'form'), ['empty'], 'it counts as missing');
    await refuses(UNKNOWN_GRANT, {
      ...refusal,
      alter: [
        { name: 'a made-up one', alter: instead(`urn:tollgate:${madeUp()}`) },
        ...attemptsOf(types, put('grant_type')),
      ],
      detail: { 'kaleyra.rfc.unsupported-grant-type': namesError(UNKNOWN_GRANT, 'unsupported_grant_type') },
    });
    await refuses('kaleyra.rfc.missing-grant-type', { ...refusal, alter: missing('grant_type') });
  },
);

/** What the target file says against requests whose parameters are a form in the body. */
const noForm = ({ authMethod, credentials }: CustomerTarget): string | undefined => {
  if (authMethod === 'GET') return 'kaleyra.authMethod is GET';
  return credentials === 'form' ? undefined : 'kaleyra.credentials is not form';
};

/** Requests with one parameter twice, for those that are no members of a JSON object and not in a header. */
function repetitions({ authMethod, credentials }: CustomerTarget, parameters: Parameters): Attempt<Parameters>[] {
  if (authMethod !== 'GET' && credentials === 'json') return [];
  const repeatable = parameters.filter(([name]) => credentials !== 'basic' || !/^client_(id|secret)$/.test(name));
  return repeatable.flatMap(([name, value]) => [
    { name: `${name} twice`, alter: (given: Parameters) => [...given, [name, value] as const] },
    { name: `another ${name} behind it`, alter: (given: Parameters) => [...given, [name, madeUp()] as const] },
  ]);
}

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
    // An empty scope where one is needed would be one that is missing.
    const known = customer.scope === undefined ? 'scope' : 'refresh_token';
    check('kaleyra.rfc.empty-parameter', await sent([...good, [known, '']]), customer.issuesToken);
    const twice = repetitions(customer, good);
    await refuses('kaleyra.rfc.repeated-parameter', {
      unless: twice.length === 0 ? { notApplicable: `kaleyra.credentials is ${customer.credentials}` } : undefined,
      given: () => good,
      alter: twice,
      send: sent,
      accepted: customer.issuesToken,
    });
    const asForm = {
      given: (): AuthOptions => ({}),
      send: (options: AuthOptions) => customer.requestToken(good, options),
      accepted: customer.issuesToken,
    };
    await refuses('kaleyra.rfc.credentials-not-in-url', {
      ...asForm,
      alter: [
        { name: 'by GET', alter: (): AuthOptions => ({ method: 'GET' }) },
        { name: `in the query of a ${customer.authMethod}`, alter: (): AuthOptions => ({ credentials: 'query' }) },
      ],
    });
    await refuses('kaleyra.practice.content-type', {
      ...asForm,
      alter: attemptsOf(nearMediaTypes(FORM), (_: AuthOptions, contentType) => ({ contentType })),
    });
  },
);

export const passwords = flow(
  'the password grant needs a known user and the right password',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(
        [
          WRONG_PASSWORD,
          'kaleyra.rfc.unknown-user-refused',
          'kaleyra.rfc.missing-password-refused',
          WRONG_SECRET,
          MISSING_SECRET,
          ECHO,
        ],
        [TOKEN_TEXT, 'kaleyra.auth.password-grant'],
      ),
      'kaleyra.rfc.invalid-grant': [WRONG_PASSWORD],
    },
    skipFact: ({ grants, user }) =>
      grants.includes('password') && user ? undefined : 'the target file names no kaleyra.user for the password grant',
  },
  async ({ customer, check, refuses }) => {
    const { name = '', password = '' } = customer.user ?? {};
    const refusal = {
      given: () => customer.parameters(customer.client, 'password'),
      send: (parameters: Parameters) => customer.requestToken(parameters),
      accepted: customer.issuesToken,
    };
    const passwords = leavingOut(
      almost(password, customer),
      UNICODE_FORMS,
      'passwords may be normalised (RFC 8265 §4.2)',
    );
    const wrong = madeUp();
    const refused = await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: attemptsOf([row('a made-up one', wrong), ...passwords], put('password')),
      detail: { 'kaleyra.rfc.invalid-grant': namesError(WRONG_PASSWORD, 'invalid_grant') },
    });
    check(ECHO, refused, repeatsNone(wrong, customer.client.secret));
    const loosely = [...CASES, ...ACCENTS, ...UNICODE_FORMS];
    await refuses('kaleyra.rfc.unknown-user-refused', {
      ...refusal,
      alter: attemptsOf(
        [
          row('a made-up one', madeUp()),
          ...leavingOut(almost(name, customer), loosely, 'many systems compare user names without them'),
        ],
        put('username'),
      ),
    });
    await refuses('kaleyra.rfc.missing-password-refused', { ...refusal, alter: missing('password') });
    await refuses(WRONG_SECRET, {
      ...refusal,
      alter: attemptsOf([row('a made-up one', madeUp())], put('client_secret')),
    });
    await refuses(MISSING_SECRET, { ...refusal, alter: missing('client_secret') });
  },
);
