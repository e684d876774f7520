import { randomUUID } from 'node:crypto';
import { hasHeader, hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, statusOf, textOf } from '../harness/http/exchange.ts';
import { usesHttps } from '../harness/http/https.ts';
import { authenticates, basic, flow } from './api.ts';
import { LOGIN } from './ids.ts';

const HTTPS = 'authlete.settings.https';
const MAY = 'authlete.basic.may-be-checked';
const CHECKED = 'authlete.practice.basic-checked';
const KEY = 'authlete.practice.basic-wrong-key';
const SECRET = 'authlete.practice.basic-wrong-secret';
const MALFORMED = 'authlete.practice.basic-malformed';
const STATUS = 'authlete.rfc.basic-status';
const SCHEME = 'authlete.rfc.basic-scheme-case';
const SPACES = 'authlete.rfc.basic-spaces';

export const location = flow(
  'the endpoint is reached by TLS',
  { endpoint: 'developer-auth', judges: { [HTTPS]: [LOGIN] } },
  async ({ endpoint, check, observe }) => {
    const response = await endpoint.logIn(endpoint.login());
    const isHttps = usesHttps(endpoint.publicUrl ?? endpoint.callbackUrl);
    if (isHttps) check(HTTPS, response, isHttps);
    else observe(HTTPS, response, 'http on this machine; authlete.publicUrl can name the URL in Service Owner Console');
  },
);

const isRefused: Matcher = (exchange) => {
  const isIn = authenticates(exchange).ok;
  return {
    ok: !isIn,
    expected: 'no authentication without Basic credentials',
    actual: isIn ? 'the developer is authenticated' : `refused with ${statusOf(exchange)}`,
  };
};

/** What a refusal says. */
const wordsOf = ({ response }: Exchange) => [
  response?.status,
  headerValues(response?.headers ?? [], 'www-authenticate'),
  textOf(response?.body),
];

export const caller = flow(
  'the endpoint tells Authlete from others',
  {
    endpoint: 'developer-auth',
    judges: {
      ...each([MAY, CHECKED, SCHEME, SPACES], [LOGIN]),
      ...each([KEY, SECRET, MALFORMED, STATUS], [where(CHECKED)]),
      'authlete.rfc.basic-challenge': [where(CHECKED), where(STATUS)],
      'authlete.practice.basic-same-refusal': [where(KEY), where(SECRET)],
      'authlete.vendor.basic-first': [where(SECRET)],
    },
    skipFact: ({ basic }) => (basic?.name ? undefined : 'the target file names no authlete.basic'),
  },
  async ({ endpoint, check, refuses }) => {
    const pair = endpoint.basic ?? { name: '', password: '' };
    const wrong = (part: Partial<typeof pair>) => basic({ ...pair, ...part });
    const refusal = {
      given: (): string | null => basic(pair),
      send: (authorization: string | null) => endpoint.call(endpoint.login(), { authorization }),
      accepted: authenticates,
    };
    const control = await refusal.send(basic(pair));
    const without = await refusal.send(null);
    check(MAY, [control, without], isRefused);
    check(CHECKED, [control, without], isRefused);
    check(STATUS, without, hasStatus(401));
    check('authlete.rfc.basic-challenge', without, hasHeader('WWW-Authenticate', /\bbasic\b.*realm=/i));

    const wrongSecret = wrong({ password: `wrong-${randomUUID()}` });
    const noSecret = await refuses(SECRET, { ...refusal, alter: () => wrongSecret });
    await refuses(SECRET, { ...refusal, alter: () => wrong({ password: `${pair.password}x` }) });
    const noKey = await refuses(KEY, { ...refusal, alter: () => wrong({ name: `wrong-${randomUUID()}` }) });
    await refuses(KEY, { ...refusal, alter: () => basic({ name: pair.password, password: pair.name }) });
    for (const header of ['Basic', 'Basic !!!', `Basic ${Buffer.from(pair.name).toString('base64')}`]) {
      await refuses(MALFORMED, { ...refusal, alter: () => header });
    }
    check('authlete.practice.basic-same-refusal', [noSecret, noKey], same('the same response,', wordsOf));
    await check(
      'authlete.vendor.basic-first',
      async () => [noSecret, await endpoint.call(Buffer.from('{'), { authorization: wrongSecret })],
      same('status', statusOf),
    );

    const bare = basic(pair).slice('Basic '.length);
    check(SCHEME, [control, await refusal.send(`basic ${bare}`)], authenticates);
    check(SPACES, [control, await refusal.send(`Basic  ${bare}`)], authenticates);
  },
);
