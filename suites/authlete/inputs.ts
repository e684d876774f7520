import { randomUUID } from 'node:crypto';
import { stringify } from 'lossless-json';
import { attemptsOf, only, row } from '../harness/checks/attempts.ts';
import { malformed, malformedIds } from '../harness/checks/malformed.ts';
import { hasHeader, hasStatus, type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { SAMPLES, sameTime } from '../harness/flow/timing.ts';
import { type Exchange, statusOf, summaryOf } from '../harness/http/exchange.ts';
import { alsoLogsIn, flow, letsIn } from './api.ts';
import { DISCERNS, LOGIN } from './ids.ts';
import { FOLDED } from './login.ts';

const ID_OPERATOR = 'authlete.practice.id-operator';
const PASSWORD_OPERATOR = 'authlete.practice.password-operator';
const NOT_OBJECT = 'authlete.practice.body-not-object';

/** Refusals, and what is answered in order where a refusal is not asked for. */
const isInOrder: Matcher = (exchange) => ({
  ok: (statusOf(exchange) ?? 500) < 500,
  expected: 'a response below 500',
  actual: summaryOf(exchange),
});

export const credentials = flow(
  'ids and passwords that are none log nobody in',
  {
    endpoint: 'developer-auth',
    judges: each(
      [
        ...malformedIds('authlete/password-login-request'),
        ID_OPERATOR,
        PASSWORD_OPERATOR,
        'authlete.practice.id-long',
        'authlete.practice.id-exact',
      ],
      DISCERNS,
    ),
  },
  async ({ endpoint, check, refuses }) => {
    const { serviceApiKey, ...rest } = endpoint.login();
    const refusal = {
      given: (): Record<string, unknown> => rest,
      send: (body: object) => endpoint.call({ serviceApiKey, ...body }),
      accepted: letsIn,
    };
    for (const { id, apply } of malformed('authlete/password-login-request', rest)) {
      await refuses(id, { ...refusal, alter: (body) => apply(body) as typeof body });
    }
    await refuses('authlete.practice.password-required', {
      ...refusal,
      // A value that nobody has is that which nobody sent.
      alter: (body) => ({ ...body, id: `nobody-${randomUUID()}`, password: undefined }),
    });
    for (const operator of [{ $ne: null }, { $gt: '' }]) {
      await refuses(ID_OPERATOR, { ...refusal, alter: (body) => ({ ...body, id: operator }) });
      await refuses(PASSWORD_OPERATOR, { ...refusal, alter: (body) => ({ ...body, password: operator }) });
    }
    await refuses('authlete.practice.id-long', { ...refusal, alter: (body) => ({ ...body, id: 'x'.repeat(10_000) }) });
    const { id, email = '' } = endpoint.developer;
    const forms = [...otherForms(id), ...otherForms(email)];
    await check(
      'authlete.practice.id-exact',
      () => inTurn(forms, (id) => refusal.send({ ...rest, id })),
      takesNone(forms),
    );
  },
);

/** No login by any of these ids; the exchanges are the logins, in the same order. */
function takesNone(ids: readonly string[]): Matcher {
  const list = (some: readonly string[]) => some.map((id) => JSON.stringify(id)).join(', ');
  return (_, all = []) => {
    const taken = ids.filter((_id, i) => all[i] && letsIn(all[i]).ok);
    return {
      ok: taken.length === 0,
      expected: `no authentication for ${list(ids)}`,
      actual: taken.length ? `${list(taken)} will do as well` : 'none',
    };
  };
}

/** The same id to a careless eye: with blanks, in the other case, with other accents, in another Unicode form. */
function otherForms(id: string): string[] {
  return only(nearMisses(id, 'json'), FOLDED).map(({ value }) => value);
}

const NESTED = 20_000;

/** Bodies that need not be refused, but must be coped with: the end of a requirement's id, and the body made of the login's text. */
const HOSTILE: readonly (readonly [rule: string, body: (login: string) => Uint8Array])[] = [
  [
    'deep-nesting',
    (login) => Buffer.from(login.replace('{', `{"x-tollgate":${'['.repeat(NESTED)}${']'.repeat(NESTED)},`)),
  ],
  ['byte-order-mark', (login) => Buffer.from(`\uFEFF${login}`)],
  ['large-body', (login) => Buffer.from(login.replace('{', `{"x-tollgate":"${'x'.repeat(100_000)}",`))],
];

export const bodies = flow(
  'bodies that are no callback request log nobody in',
  {
    endpoint: 'developer-auth',
    judges: {
      ...each(
        [
          'authlete.practice.malformed-json',
          'authlete.rfc.malformed-status',
          NOT_OBJECT,
          'authlete.practice.empty-body',
          'authlete.practice.invalid-utf-8',
          'authlete.practice.duplicate-members',
        ],
        DISCERNS,
      ),
      ...each(
        HOSTILE.map(([rule]) => `authlete.practice.${rule}`),
        [LOGIN],
      ),
    },
  },
  async ({ endpoint, check, refuses }) => {
    const text = stringify(endpoint.login()) ?? '';
    const bytes = (body: string) => () => Buffer.from(body);
    const refusal = { given: (): Uint8Array => Buffer.from(text), send: endpoint.call, accepted: letsIn };
    await refuses('authlete.practice.malformed-json', {
      ...refusal,
      alter: bytes(text.slice(0, -1)),
      detail: { 'authlete.rfc.malformed-status': hasStatus(400, 422) },
    });
    for (const body of [`[${text}]`, JSON.stringify(text), '1', 'null']) {
      await refuses(NOT_OBJECT, { ...refusal, alter: bytes(body) });
    }
    await refuses('authlete.practice.empty-body', { ...refusal, alter: bytes('') });
    const { password } = endpoint.developer;
    const [before = '', after = ''] = text.split(JSON.stringify(password).slice(0, -1));
    const mark = Buffer.concat([
      Buffer.from(before + JSON.stringify(password).slice(0, -1)),
      Buffer.of(0xff),
      Buffer.from(after),
    ]);
    await refuses('authlete.practice.invalid-utf-8', { ...refusal, alter: () => mark });

    const member = (one: string) => `"password":${JSON.stringify(one)}`;
    const other = `${password}-other`;
    await check(
      'authlete.practice.duplicate-members',
      () =>
        inTurn(
          [
            [other, password],
            [password, other],
          ],
          (both) => endpoint.call(Buffer.from(text.replace(member(password), both.map(member).join(',')))),
        ),
      decidesAlike,
    );
    for (const [rule, body] of HOSTILE) check(`authlete.practice.${rule}`, await endpoint.call(body(text)), isInOrder);
  },
);

/** Of a right and a wrong password in one body: answered in order, and not accepted in whichever order. */
const decidesAlike: Matcher = (exchange, all = [exchange]) => {
  const crashed = all.find((one) => !isInOrder(one).ok);
  if (crashed) return isInOrder(crashed);
  const ok = !all.every((one) => letsIn(one).ok);
  return {
    ok,
    expected: 'a refusal, or one of the two that always counts',
    actual: ok ? 'as expected' : 'the right password counts wherever it stands',
  };
};

/** Media types that a page may send to another site without asking it (Fetch §2.2.2), and one that ends in the right one. */
const SENT_BY_PAGES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; type="application/json"',
].map((type) => row(type, type));
const OTHER_METHODS = ['PUT', 'PATCH', 'DELETE'].map((method) => row(method, method));

const MEDIA_TYPES = 'authlete.practice.other-media-types';
const METHODS = 'authlete.practice.other-methods';

const refusesMethod: Matcher = (exchange) =>
  letsIn(exchange).ok ? notApplicable('the method is accepted') : hasStatus(405, 404, 501)(exchange);

/** Where a response says 405, it names the method that there is (RFC 9110 §15.5.6). */
const allowsPost: Matcher = (exchange, all = [exchange]) => {
  const notAllowed = all.find((one) => statusOf(one) === 405);
  return notAllowed
    ? hasHeader('Allow', /\bPOST\b/)(notAllowed)
    : notApplicable('the endpoint answers 405 to no method');
};

export const kinds = flow(
  'only a POST of JSON is a callback request',
  {
    endpoint: 'developer-auth',
    judges: {
      ...each(['authlete.rfc.media-type-parameters', 'authlete.rfc.media-type-case'], [LOGIN]),
      ...each([MEDIA_TYPES, 'authlete.rfc.media-type-status'], DISCERNS),
      ...each([METHODS, 'authlete.rfc.method-status', 'authlete.rfc.allow-header'], DISCERNS),
    },
  },
  async ({ endpoint, check, refuses }) => {
    const typed = (contentType: string | null) => endpoint.call(endpoint.login(), { contentType });
    const both = async (type: string) => [await typed('application/json'), await typed(type)];
    await check('authlete.rfc.media-type-parameters', () => both('application/json;charset=UTF-8'), alsoLogsIn);
    await check('authlete.rfc.media-type-case', () => both('Application/JSON'), alsoLogsIn);
    const ofKind = {
      given: (): string | null => 'application/json',
      send: typed,
      accepted: letsIn,
    };
    await refuses(MEDIA_TYPES, {
      ...ofKind,
      alter: attemptsOf(SENT_BY_PAGES, (_, type) => type),
      detail: { 'authlete.rfc.media-type-status': hasStatus(415, 400, 404) },
    });
    await refuses(MEDIA_TYPES, { ...ofKind, alter: () => null });
    const refused = await refuses<string>(METHODS, {
      given: () => 'POST',
      alter: attemptsOf(OTHER_METHODS, (_, method) => method),
      send: (method) => endpoint.call(endpoint.login(), { method }),
      accepted: letsIn,
    });
    const others = await inTurn(['GET', 'DELETE'], (method) => endpoint.call(undefined, { method, contentType: null }));
    for (const response of [refused, ...others]) check('authlete.rfc.method-status', response, refusesMethod);
    check('authlete.rfc.allow-header', [refused, ...others], allowsPost);
  },
);

const TIME = 'authlete.practice.same-time';

export const times = flow(
  'refusals take the same time',
  {
    endpoint: 'developer-auth',
    judges: { [TIME]: DISCERNS },
    skipFact: ({ destructive }) =>
      destructive ? undefined : `destructive is not set: ${SAMPLES} wrong passwords in a row could lock the account`,
  },
  async ({ endpoint, check }) => {
    const password = `wrong-${randomUUID()}`;
    const known: Exchange[] = [];
    const unknown: Exchange[] = [];
    for (let i = 0; i < SAMPLES; i += 1) {
      known.push(await endpoint.logIn({ ...endpoint.login(), password }));
      unknown.push(await endpoint.logIn({ ...endpoint.login(), id: `nobody-${randomUUID()}`, password }));
    }
    const last = [known.at(-1), unknown.at(-1)].filter((exchange) => exchange !== undefined);
    const timed = { what: 'with a known id', exchanges: known };
    check(TIME, last, sameTime(timed, { what: 'with an unknown id', exchanges: unknown }));
  },
);
