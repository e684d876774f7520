import { randomUUID } from 'node:crypto';
import { attemptsOf, only, row } from '../harness/checks/attempts.ts';
import { equals, type Matcher, same } from '../harness/checks/matchers.ts';
import { CASES, nearMisses } from '../harness/checks/near-misses.ts';
import { once } from '../harness/checks/seen.ts';
import { because, each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { authenticates, type Developer, flow, letsIn } from './api.ts';
import {
  DISCERNS,
  DISPLAY_NAME,
  LOGIN,
  NAME_EXACT,
  NOT_EMPTY,
  STABLE,
  SUBJECT,
  UNKNOWN_ID,
  WRONG_PASSWORD,
} from './ids.ts';
import { nearIds } from './login.ts';

const BY_EMAIL = 'authlete.request.email-login';
const UTF_8 = 'authlete.rfc.json-utf-8';

/** The developer that a response is about. */
export const subjectOf = (exchange: Exchange) => valueAt(exchange, '/subject');

/** What must hold before subjects are compared. */
export const HAS_SUBJECT = [LOGIN, SUBJECT, because(NOT_EMPTY, 'an empty subject names nobody')];

const isAscii = ({ id, password }: Developer) => /^[\x20-\x7E]*$/.test(id + password);
const hasNoEmail = ({ developer: { email } }: { developer: Developer }) =>
  email === undefined ? 'the target file names no authlete.developer.email' : undefined;

export const subjects = flow(
  'a subject identifies a developer',
  {
    endpoint: 'developer-auth',
    judges: {
      [STABLE]: HAS_SUBJECT,
      [BY_EMAIL]: [LOGIN],
      ...each([UNKNOWN_ID, WRONG_PASSWORD], [where(BY_EMAIL)]),
      'authlete.response.subject-same-by-email': [where(BY_EMAIL), ...HAS_SUBJECT, STABLE],
    },
    facts: { [BY_EMAIL]: hasNoEmail, [UNKNOWN_ID]: hasNoEmail, [WRONG_PASSWORD]: hasNoEmail },
  },
  async ({ endpoint, check, refuses }) => {
    const { developer } = endpoint;
    const { email = '' } = developer;
    const first = await endpoint.logIn(endpoint.login());
    await check(STABLE, async () => [first, await endpoint.logIn(endpoint.login())], same('the subject', subjectOf));

    const byEmail = once(() => endpoint.logIn(endpoint.login({ ...developer, id: email })));
    await check(BY_EMAIL, byEmail, authenticates);
    await check(
      'authlete.response.subject-same-by-email',
      async () => [first, await byEmail()],
      same('the subject', subjectOf),
    );
    const refusal = {
      given: () => endpoint.login({ ...developer, id: email }),
      send: endpoint.logIn,
      accepted: letsIn,
    };
    await refuses(UNKNOWN_ID, {
      ...refusal,
      alter: attemptsOf(
        [row('an address of nobody', `nobody-${randomUUID()}@example.com`), ...nearIds(email)],
        (body: object, id) => ({ ...body, id }),
      ),
    });
    const near = only(nearMisses(developer.password, 'json'), [...CASES, 'its first 8 characters', 'cut in half']);
    await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: attemptsOf([row('a password of nobody', `wrong-${randomUUID()}`), ...near], (body: object, password) => ({
        ...body,
        password,
      })),
    });
  },
);

const differ: Matcher = (exchange, all = [exchange]) => {
  const [one, other] = all.map(subjectOf);
  return { ok: one !== other, expected: 'two different subjects', actual: `${one} and ${other}` };
};

/** Logins of two developers in turn: each of them has the subject that it had before, however many come at once. */
const haveTheirOwn: Matcher = (_, all = []) => {
  const strange = all.filter((login, i) => subjectOf(login) !== subjectOf(all[i % 2] ?? login));
  const actual =
    strange.length === 0
      ? 'as expected'
      : `${strange.length} of ${all.length} logins have another: ${summaryOf(strange[0] as Exchange)}`;
  return { ok: strange.length === 0, expected: 'each developer’s own subject in each of their logins', actual };
};

export const developers = flow(
  'two developers are told apart',
  {
    endpoint: 'developer-auth',
    judges: {
      [UTF_8]: DISCERNS,
      [NAME_EXACT]: [
        where('authlete.response.display-name-present'),
        ...DISPLAY_NAME,
        because(UTF_8, 'only who is logged in has a name'),
      ],
      'authlete.response.subject-unique': [...HAS_SUBJECT, STABLE],
      'authlete.endpoint.password-of-another-refused': DISCERNS,
    },
    skipFact: ({ otherDeveloper }) => (otherDeveloper ? undefined : 'the target file names no authlete.otherDeveloper'),
    facts: {
      [NAME_EXACT]: ({ otherDeveloper }) =>
        otherDeveloper?.displayName ? undefined : 'the target file names no authlete.otherDeveloper.displayName',
      [UTF_8]: ({ otherDeveloper }) =>
        otherDeveloper && isAscii(otherDeveloper)
          ? 'authlete.otherDeveloper has neither an id nor a password beyond ASCII'
          : undefined,
      'authlete.endpoint.password-of-another-refused': ({ ownAccounts }) =>
        ownAccounts ? undefined : 'ownAccounts is not set: one account’s password is not tried on another',
    },
  },
  async ({ endpoint, check, refuses }) => {
    const { developer, otherDeveloper = developer } = endpoint;
    const own = await endpoint.logIn(endpoint.login());
    const others = await endpoint.logIn(endpoint.login(otherDeveloper));
    check(UTF_8, others, authenticates);

    const { displayName } = otherDeveloper;
    check(NAME_EXACT, others, (login) => equals('displayName', displayName, valueAt(login, '/displayName'))(login));
    /** Logins of the two in turn, all at the same time. */
    const both = () =>
      Promise.all(
        [1, 2, 3, 4].flatMap(() => [developer, otherDeveloper].map((one) => endpoint.logIn(endpoint.login(one)))),
      );
    const isOut = authenticates(others).ok
      ? undefined
      : {
          nothing: 'authlete.otherDeveloper cannot log in; check its id and password',
          blockedBy: isAscii(otherDeveloper) ? undefined : UTF_8,
        };
    check('authlete.response.subject-unique', [own, isOut ?? others], differ);
    await check(
      'authlete.response.subject-unique',
      async () => isOut ?? [own, others, ...(await both())],
      haveTheirOwn,
    );
    await refuses('authlete.endpoint.password-of-another-refused', {
      unless: isOut,
      given: () => endpoint.login(),
      alter: (body) => ({ ...body, password: otherDeveloper.password }),
      send: endpoint.logIn,
      accepted: letsIn,
    });
  },
);
