import { contract } from '../harness/checks/contract.ts';
import { lacks, type Matcher, notApplicable, succeeds, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { type CustomerTarget, flow, type Grant, hasTokenCharacters } from './api.ts';
import { decoded } from './encoding.ts';
import { ISSUES, LIVE, TOKEN_TEXT } from './ids.ts';
import { pointedAt, SENT_AS } from './token-matchers.ts';

const RESPONSE_JSON = 'kaleyra.auth.answer-json';
const TOKEN_AT_PATH = 'kaleyra.auth.token-at-path';
const EXPIRY_AT_PATH = 'kaleyra.auth.expiry-at-path';
const EXPIRY_USABLE = 'kaleyra.auth.expiry-usable';
const HEADERS = 'kaleyra.auth.extra-headers';
const GRANTS = {
  client_credentials: 'kaleyra.auth.client-credentials-grant',
  password: 'kaleyra.auth.password-grant',
} as const;

/** Why a grant is not tried, where it is not. */
const leftOut =
  (grant: Grant) =>
  ({ grants, grantType, user }: CustomerTarget): string | undefined => {
    if (!grants.includes(grant)) return `kaleyra.grants has no ${grant}`;
    if (!grantType) return 'kaleyra.grantType is false';
    return grant === 'password' && !user ? 'the target file names no kaleyra.user' : undefined;
  };

const describe = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** The request is granted; where none of them is, the credentials may be what is refused. */
const isGranted =
  (...tried: readonly Exchange[]): Matcher =>
  (exchange) =>
    tried.some(succeeded) ? succeeds(exchange) : undecided(summaryOf(exchange), ISSUES);

const isNumberIfThere: Matcher = (exchange) => {
  const value = valueAt(exchange, '/expires_in');
  if (value === undefined) return notApplicable('the response has no expires_in');
  return { ok: typeof value === 'number', expected: 'a JSON number', actual: describe(value) };
};

export const token = flow(
  'the auth URL gives a token and its validity',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([ISSUES, HEADERS, GRANTS.client_credentials, GRANTS.password]),
      ...each(Object.keys(SENT_AS), [ISSUES]),
      ...each(contract('kaleyra/token-response').ids, [ISSUES]),
      'kaleyra.rfc.expires-in-number': [RESPONSE_JSON],
      'kaleyra.rfc.no-refresh-token': [RESPONSE_JSON],
      [EXPIRY_AT_PATH]: [RESPONSE_JSON],
      [EXPIRY_USABLE]: [EXPIRY_AT_PATH],
      [TOKEN_AT_PATH]: [RESPONSE_JSON],
      [TOKEN_TEXT]: [TOKEN_AT_PATH],
      'kaleyra.rfc.token-characters': [TOKEN_TEXT],
      [LIVE]: [TOKEN_TEXT],
    },
    facts: {
      [HEADERS]: ({ authHeaders }) =>
        authHeaders?.trim() ? undefined : 'the target file names no kaleyra.authHeaders',
      [GRANTS.client_credentials]: leftOut('client_credentials'),
      [GRANTS.password]: leftOut('password'),
      'kaleyra.rfc.no-refresh-token': ({ grants: [first] }) =>
        first === 'client_credentials' ? undefined : 'the first of kaleyra.grants is password',
    },
  },
  async ({ customer, check, conforms }) => {
    // Each token is used before the next is fetched, which may end it.
    const used: (readonly [login: Exchange, callback: Exchange])[] = [];
    const use = async (made: Exchange) => {
      if (customer.issuesToken(made).ok)
        used.push([made, await customer.callBack([`Bearer ${customer.tokenIn(made)}`])]);
      return made;
    };
    const login = await use(await customer.requestToken(customer.parameters()));
    const isBare = customer.extraHeaders.length === 0;
    const plain =
      succeeded(login) || isBare
        ? login
        : await customer.requestToken(customer.parameters(), { withoutExtraHeaders: true });
    const byGrant: Partial<Record<Grant, Exchange>> = {};
    for (const grant of customer.grants) {
      const isUsed = grant === customer.grants[0];
      if (isUsed) byGrant[grant] = login;
      else if (!leftOut(grant)(customer))
        byGrant[grant] = await use(await customer.requestToken(customer.parameters(customer.client, grant)));
    }
    const logins = Object.values(byGrant);
    check(HEADERS, [plain, login], isGranted(plain, login));
    for (const [grant, made] of Object.entries(byGrant)) check(GRANTS[grant as Grant], made, isGranted(...logins));
    const raw =
      succeeded(login) || customer.credentials !== 'basic'
        ? login
        : await customer.requestToken(customer.parameters(), { rawBasic: true });
    check(ISSUES, login, (exchange) => {
      const finding = succeeds(exchange);
      if (finding.ok) return finding;
      if (succeeded(plain)) return undecided(summaryOf(exchange), HEADERS);
      const [used = 'client_credentials'] = customer.grants;
      if (logins.some(succeeded)) return undecided(summaryOf(exchange), GRANTS[used]);
      const how = 'accepted where client ID and secret are not form-encoded in the Basic header (RFC 6749 §2.3.1)';
      return succeeded(raw) ? { ...finding, actual: `${finding.actual}; ${how}` } : finding;
    });

    for (const [id, matcher] of Object.entries(SENT_AS)) check(id, login, matcher);
    conforms('kaleyra/token-response', login, ISSUES);
    check('kaleyra.rfc.expires-in-number', login, isNumberIfThere);
    check('kaleyra.rfc.no-refresh-token', login, lacks('/refresh_token'));

    for (const [id, matcher] of Object.entries(pointedAt(customer))) check(id, login, matcher);
    const found = customer.tokenIn(login);
    check('kaleyra.rfc.token-characters', login, () => hasTokenCharacters(String(found)));
    for (const pair of used) check(LIVE, pair, succeeds);
  },
);

export const encoding = flow(
  'the token is encoded as the form says',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      'kaleyra.auth.algorithm': [TOKEN_TEXT],
      'kaleyra.auth.algorithm-verifies': ['kaleyra.auth.algorithm'],
    },
    facts: {
      'kaleyra.auth.algorithm-verifies': ({ key }) => (key ? undefined : 'the target file names no kaleyra.key'),
    },
    skipFact: ({ authAlgorithm }) => (authAlgorithm ? undefined : 'the target file names no kaleyra.authAlgorithm'),
  },
  async ({ customer, check }) => {
    const login = await customer.requestToken(customer.parameters());
    const { authAlgorithm = '', key } = customer;
    const { jwks } = key ?? {};
    const keys = jwks === undefined ? undefined : await customer.fetchKeys(jwks);
    const { algorithm, problem } = await decoded(String(customer.tokenIn(login)), authAlgorithm, key, keys);
    check('kaleyra.auth.algorithm', login, () => ({
      ok: algorithm === authAlgorithm,
      expected: `a token whose header names ${authAlgorithm}`,
      actual: algorithm ?? 'a token without such a header',
    }));
    check('kaleyra.auth.algorithm-verifies', keys ? [keys, login] : login, () => ({
      ok: problem === undefined,
      expected: 'a token that the key decodes',
      actual: problem ?? 'as expected',
    }));
  },
);
