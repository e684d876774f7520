import { randomUUID } from 'node:crypto';
import { attemptsOf, row, without } from '../harness/checks/attempts.ts';
import { hasHeader, hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { nearMisses, nearSchemes, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, statusOf, textOf } from '../harness/http/exchange.ts';
import { usesHttps } from '../harness/http/https.ts';
import { alsoLogsIn, basic, flow, letsIn } from './api.ts';
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
  const isIn = letsIn(exchange).ok;
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
      accepted: letsIn,
    };
    const as = (_: string | null, header: string) => header;
    const near = (text: string, part: keyof typeof pair) =>
      without(nearMisses(text, 'basic'), UNICODE_FORMS, 'user names and passwords may be normalised (RFC 7617 §2)').map(
        ({ name, value }) => row(name, wrong({ [part]: value })),
      );
    const bare = basic(pair).slice('Basic '.length);
    const control = await refusal.send(basic(pair));
    const anonymous = await refusal.send(null);
    check(MAY, [control, anonymous], isRefused);
    check(CHECKED, [control, anonymous], isRefused);
    check(STATUS, anonymous, hasStatus(401));
    check('authlete.rfc.basic-challenge', anonymous, hasHeader('WWW-Authenticate', /\bbasic\b.*realm=/i));

    const wrongSecret = wrong({ password: `wrong-${randomUUID()}` });
    const noSecret = await refuses(SECRET, {
      ...refusal,
      alter: attemptsOf([row('a secret of nobody', wrongSecret), ...near(pair.password, 'password')], as),
    });
    const noKey = await refuses(KEY, {
      ...refusal,
      alter: attemptsOf(
        [
          row('a key of nobody', wrong({ name: `wrong-${randomUUID()}` })),
          row('key and secret swapped', basic({ name: pair.password, password: pair.name })),
          ...near(pair.name, 'name'),
        ],
        as,
      ),
    });
    const unreadable = [
      row('credentials that are no Base64', 'Basic !!!'),
      row('a key without a colon', `Basic ${Buffer.from(pair.name).toString('base64')}`),
      ...nearSchemes('Basic', bare),
    ];
    await refuses(MALFORMED, { ...refusal, alter: attemptsOf(unreadable, as) });
    check('authlete.practice.basic-same-refusal', [noSecret, noKey], same('the same response,', wordsOf));
    await check(
      'authlete.vendor.basic-first',
      async () => [noSecret, await endpoint.call(Buffer.from('{'), { authorization: wrongSecret })],
      same('status', statusOf),
    );

    const both = async (header: string) => [await refusal.send(basic(pair)), await refusal.send(header)];
    await check(SCHEME, () => both(`basic ${bare}`), alsoLogsIn);
    await check(SPACES, () => both(`Basic  ${bare}`), alsoLogsIn);
  },
);
