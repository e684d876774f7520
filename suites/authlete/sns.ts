import { randomUUID } from 'node:crypto';
import { attemptsOf, row } from '../harness/checks/attempts.ts';
import { same } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { authenticates, flow, letsIn } from './api.ts';
import { DISCERNS, STABLE } from './ids.ts';
import { HAS_SUBJECT, subjectOf } from './subjects.ts';

const KNOWN = 'authlete.sns.known-name-no-password';
const UNKNOWN = 'authlete.sns.unknown-name-no-password';
const MISSPELT = 'authlete.practice.sns-misspelt-no-password';
const LINKED = 'authlete.sns.linked-subject';
const UNKNOWN_SUBJECT = 'authlete.sns.unknown-subject-refused';
const OTHER_NETWORK = 'authlete.sns.other-network-refused';
const IGNORED = 'authlete.sns.password-ignored';

/** Without social login sns is always null, and an endpoint need not look at it (section 5). */
const hasNoSocialLogin = ({ snsLink }: { readonly snsLink?: unknown }) =>
  snsLink ? undefined : 'the target file names no authlete.snsLink: without social login sns is always null';

export const noPasswordForSns = flow(
  'a social login never becomes a login by password',
  {
    endpoint: 'developer-auth',
    judges: each([KNOWN, UNKNOWN, MISSPELT], DISCERNS),
    facts: { [KNOWN]: hasNoSocialLogin, [UNKNOWN]: hasNoSocialLogin },
  },
  async ({ endpoint, refuses }) => {
    const { id, password } = endpoint.developer;
    const refusal = { given: () => endpoint.login(), send: endpoint.call, accepted: letsIn };
    const as = (sns: unknown) => () => endpoint.socialLogin(sns, id, password);
    await refuses(KNOWN, { ...refusal, alter: as('FACEBOOK') });
    await refuses(UNKNOWN, { ...refusal, alter: as('TWITTER') });
    for (const sns of ['facebook', '', 1]) await refuses(MISSPELT, { ...refusal, alter: as(sns) });
  },
);

/** Characters of a token that has claims of many kinds in it; a header field could still carry it. */
const LONG = 6_000;

const NETWORKS = ['FACEBOOK', 'TWITTER', 'GOOGLE'];

/** Members that differ from one SNS to another: the end of a requirement's id, and the members. */
const TOKENS: readonly (readonly [rule: string, members: (accessToken: unknown) => object])[] = [
  ['no-refresh-token', () => ({ refreshToken: null })],
  ['no-duration', () => ({ expiresIn: 0 })],
  ['raw-response-not-json', (token) => ({ rawTokenResponse: `access_token=${token}&expires=3600` })],
  [
    'raw-response-long',
    (access_token) => ({ rawTokenResponse: JSON.stringify({ access_token, id_token: 'x'.repeat(LONG) }) }),
  ],
];

export const socialLogin = flow(
  'a linked developer logs in socially',
  {
    endpoint: 'developer-auth',
    judges: {
      [LINKED]: DISCERNS,
      ...each([UNKNOWN_SUBJECT, OTHER_NETWORK, IGNORED, ...TOKENS.map(([rule]) => `authlete.sns.${rule}`)], [LINKED]),
      'authlete.sns.same-subject': [LINKED, ...HAS_SUBJECT, STABLE],
    },
    skipFact: ({ snsLink }) => (snsLink?.subject ? undefined : 'the target file names no authlete.snsLink.subject'),
  },
  async ({ endpoint, check, refuses }) => {
    const { name = 'FACEBOOK', subject = '' } = endpoint.snsLink ?? {};
    const given = (password: string | null = null) => endpoint.socialLogin(name, subject, password);
    const response = await endpoint.call(given());
    check(LINKED, response, authenticates);
    await refuses(UNKNOWN_SUBJECT, {
      given: () => given(),
      alter: attemptsOf(
        [row('a subject of nobody', `nobody-${randomUUID()}`), ...nearMisses(subject, 'json')],
        (body: object, id) => ({ ...body, id }),
      ),
      send: endpoint.call,
      accepted: letsIn,
    });
    await refuses(OTHER_NETWORK, {
      given: () => given(),
      alter: attemptsOf(
        NETWORKS.filter((one) => one !== name).map((one) => row(one, one)),
        (body: object, sns) => ({ ...body, sns }),
      ),
      send: endpoint.call,
      accepted: letsIn,
    });
    for (const password of ['', `any-${randomUUID()}`]) {
      await check(IGNORED, async () => [response, await endpoint.call(given(password))], authenticates);
    }
    for (const [rule, members] of TOKENS) {
      const body = { ...given(), ...members(given().accessToken) };
      await check(`authlete.sns.${rule}`, async () => [response, await endpoint.call(body)], authenticates);
    }
    await check(
      'authlete.sns.same-subject',
      async () => [await endpoint.logIn(endpoint.login()), response],
      same('the subject', subjectOf),
    );
  },
);
