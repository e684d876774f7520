import { randomUUID } from 'node:crypto';
import { attemptsOf, row, without } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { hasStatus, succeeds } from '../harness/checks/matchers.ts';
import { CASES, nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf } from '../harness/http/exchange.ts';
import { basic, flow } from './api.ts';
import { ACCEPTED, ACCESS_TOKEN, LOGIN, NEEDED, UNKNOWN_REFUSED } from './ids.ts';
import { opens } from './resource.ts';

const NIL = '00000000-0000-0000-0000-000000000000';

/** Header fields of other systems that carry tokens. */
const otherFields = (token: string) => [
  row('Authorization: Bearer', ['Authorization', `Bearer ${token}`] as const),
  row('Authorization without a scheme', ['Authorization', token] as const),
  row('Authorization: Basic with the token for a name', [
    'Authorization',
    basic({ name: token, password: '' }),
  ] as const),
  ...['X-Access-Token', 'X-Token', 'X-API-Key'].map((name) => row(name, [name, token] as const)),
  ...['X-Auth-Token', 'token', 'access_token', 'session'].map((name) =>
    row(`a cookie named ${name}`, ['Cookie', `${name}=${token}`] as const),
  ),
];

const PARAMETERS = ['token', 'access_token', 'X-Auth-Token', 'x-auth-token', 'auth_token', 'api_key'].map((name) =>
  row(`a parameter named ${name}`, name),
);

export const access = flow(
  'an access token opens a protected resource',
  {
    endpoint: 'token',
    judges: {
      [ACCEPTED]: ACCESS_TOKEN,
      [NEEDED]: [ACCEPTED],
      [UNKNOWN_REFUSED]: [ACCEPTED, NEEDED],
      'wazo.vendor.unauthorized-status': [ACCEPTED],
      ...each(contract('wazo/unauthorized-response').ids, [ACCEPTED]),
      ...each(['wazo.vendor.not-as-bearer', 'wazo.vendor.not-in-query'], [ACCEPTED, NEEDED]),
    },
  },
  async ({ wazo, check, conforms, refuses, extract }) => {
    const login = await wazo.createToken({ as: wazo.user, body: { expiration: 600 } });
    const token = extract(login, '/data/token', LOGIN);
    check(ACCEPTED, await wazo.useToken(token), opens(wazo, login));

    const refusal = {
      given: () => token as string | undefined,
      send: wazo.useToken,
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    };
    // The same of the other safe method, where the resource has it.
    const head = (token: string | undefined) => wazo.useToken(token, 'HEAD');
    const isThere = succeeds(await head(token)).ok;
    const isOpen = wazo.resource !== undefined && succeeds(await wazo.useToken(undefined)).ok;
    const why = `${wazo.resourceUrl} opens without a token`;
    const unauthorized = await refuses(NEEDED, {
      ...refusal,
      unless: isOpen ? { nothing: `name a protected resource in wazo.resource: ${why}` } : undefined,
      alter: () => undefined,
    });
    conforms('wazo/unauthorized-response', unauthorized, NEEDED, (exchange) => statusOf(exchange) === 401);
    if (isThere && !isOpen) await refuses(NEEDED, { ...refusal, detail: {}, send: head, alter: () => undefined });
    const never = [row('a token of nobody', randomUUID()), row('the nil UUID', NIL)];
    const near = without(
      nearMisses(token, 'header'),
      CASES,
      'the document does not say whether the case of a token counts',
    );
    await refuses(UNKNOWN_REFUSED, { ...refusal, alter: attemptsOf([...never, ...near], (_, value) => value) });

    const inHeader = () => ({ headers: [['X-Auth-Token', token] as const], query: '' });
    const inOther = ([name, value]: readonly [string, string]) => ({ headers: [[name, value] as const], query: '' });
    await refuses('wazo.vendor.not-as-bearer', {
      given: inHeader,
      alter: attemptsOf(otherFields(token), (_, field) => inOther(field)),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
    await refuses('wazo.vendor.not-in-query', {
      given: inHeader,
      alter: attemptsOf(PARAMETERS, (_, name) => ({ headers: [], query: `?${name}=${encodeURIComponent(token)}` })),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
  },
);
