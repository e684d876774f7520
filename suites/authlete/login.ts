import { randomUUID } from 'node:crypto';
import { attemptsOf, only, row, without } from '../harness/checks/attempts.ts';
import { type Contract, contract, findingsOf } from '../harness/checks/contract.ts';
import { equals, given, hasStatus, type Matcher, same, undecided } from '../harness/checks/matchers.ts';
import { ACCENTS, BLANKS, CASES, nearMisses, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, jsonOf, statusOf, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { authenticates, flow, letsIn } from './api.ts';
import { DOCUMENTED_HEADERS } from './headers.ts';
import { DISPLAY_NAME, LOGIN, NAME_EXACT, SUBJECT, UNKNOWN_ID, WRONG_PASSWORD } from './ids.ts';

const SUCCESS = contract('authlete/success-response');
const REFUSED = contract('authlete/refused-response');
const RESPONSE_JSON = 'authlete.response.body-json';
const NAME_THERE = 'authlete.response.display-name-present';
const REFUSAL_JSON = 'authlete.refusal.body-json';
const SUBJECT_THERE = 'authlete.refusal.subject-present';
const SUBJECT_TYPE = 'authlete.refusal.subject-type';
const VERBATIM = 'authlete.practice.password-verbatim';
const REFUSED_NAME_THERE = 'authlete.refusal.display-name-present';

/** A response that does not say no: what else it has to say is a matter of its contract. */
const saysYes = (exchange: Exchange) => succeeded(exchange) && valueAt(exchange, '/authenticated') !== false;

/** A refusal in order. */
export const saysNo = (exchange: Exchange) => !letsIn(exchange).ok && (statusOf(exchange) ?? 500) < 500;

const keeps = (id: string, of: Contract) => (exchange: Exchange) =>
  findingsOf(of, jsonOf(exchange)).some((finding) => finding.id === id && finding.ok);
const ofSuccess = (matcher: Matcher) => given(saysYes, LOGIN, matcher);
const ofRefusal = (matcher: Matcher) => given(saysNo, WRONG_PASSWORD, matcher);

/** The developer is in. A success that does not say so as its contract asks is a finding of the contract. */
const logsIn: Matcher = (exchange) => {
  const told = [RESPONSE_JSON, 'authlete.response.authenticated-present', 'authlete.response.authenticated-boolean'];
  const broken = findingsOf(SUCCESS, jsonOf(exchange)).find(({ id, ok }) => !ok && told.includes(id));
  return saysYes(exchange) && broken ? undecided(broken.actual, broken.id) : authenticates(exchange);
};

/** The JSON body has the member, whatever its value. */
const has =
  (member: string): Matcher =>
  (exchange) => {
    const there = valueAt(exchange, `/${member}`) !== undefined;
    return { ok: there, expected: `a member ${member}`, actual: there ? 'it is there' : summaryOf(exchange) };
  };

/** The member is null. */
const isNull =
  (member: string): Matcher =>
  (exchange) =>
    equals(member, null, valueAt(exchange, `/${member}`))(exchange);

/** The subject has no space. */
export const hasNoSpace: Matcher = (exchange) => {
  const subject = valueAt(exchange, '/subject');
  const ok = !String(subject).includes(' ');
  return { ok, expected: 'a subject without spaces', actual: JSON.stringify(subject) };
};

/** The display name, if there is one, has at most 100 UTF-16 code units. */
export const fitsUtf16: Matcher = (exchange) => {
  const name = valueAt(exchange, '/displayName');
  const units = typeof name === 'string' ? name.length : 0;
  return {
    ok: units <= 100,
    expected: 'a displayName of at most 100 UTF-16 code units',
    actual: `${units} code units`,
  };
};

const doesNotEcho =
  (secret: string): Matcher =>
  ({ response }) => {
    const text = JSON.stringify(response?.headers) + textOf(response?.body);
    const ok = !text.includes(secret);
    return { ok, expected: 'a response without the password', actual: ok ? 'none' : 'the password is sent back' };
  };

export const login = flow(
  'a developer logs in by id and password',
  {
    endpoint: 'developer-auth',
    judges: {
      ...each([LOGIN, NAME_THERE, ...SUCCESS.ids]),
      ...each(DOCUMENTED_HEADERS.map(([rule]) => `authlete.response.${rule}`)),
      'authlete.vendor.success-status': [],
      'authlete.practice.subject-no-space': [SUBJECT],
      ...each(DISPLAY_NAME, [where(NAME_THERE)]),
      [NAME_EXACT]: [where(NAME_THERE), ...DISPLAY_NAME],
      'authlete.practice.display-name-utf-16': [where(NAME_THERE), ...DISPLAY_NAME],
    },
    facts: {
      [NAME_EXACT]: ({ developer }) =>
        developer.displayName ? undefined : 'the target file names no authlete.developer.displayName',
    },
  },
  async ({ endpoint, check, conforms }) => {
    const response = await endpoint.logIn(endpoint.login());
    check(LOGIN, response, logsIn);
    check(NAME_THERE, response, ofSuccess(given(keeps(RESPONSE_JSON, SUCCESS), RESPONSE_JSON, has('displayName'))));
    conforms('authlete/success-response', response, LOGIN, saysYes);
    for (const [rule, matcher] of DOCUMENTED_HEADERS) check(`authlete.response.${rule}`, response, ofSuccess(matcher));
    check('authlete.vendor.success-status', response, ofSuccess(hasStatus(200)));
    check('authlete.practice.subject-no-space', response, hasNoSpace);
    check(NAME_EXACT, response, (login) =>
      equals('displayName', endpoint.developer.displayName, valueAt(login, '/displayName'))(login),
    );
    check('authlete.practice.display-name-utf-16', response, fitsUtf16);
  },
);

export const refusedLogins = flow(
  'a wrong password and an unknown id log nobody in',
  {
    endpoint: 'developer-auth',
    judges: {
      ...each([WRONG_PASSWORD, UNKNOWN_ID], [LOGIN]),
      [VERBATIM]: [WRONG_PASSWORD],
      ...each([...REFUSED.ids, SUBJECT_THERE, REFUSED_NAME_THERE], [LOGIN]),
      ...each(
        DOCUMENTED_HEADERS.map(([rule]) => `authlete.refusal.${rule}`),
        [LOGIN],
      ),
      ...each(['authlete.vendor.refused-status', 'authlete.practice.no-echo'], [LOGIN]),
      [SUBJECT_TYPE]: [where(SUBJECT_THERE)],
      'authlete.vendor.refused-subject-null': [where(SUBJECT_THERE), SUBJECT_TYPE],
      'authlete.refusal.display-name-type': [where(REFUSED_NAME_THERE)],
      'authlete.practice.same-refusal': [WRONG_PASSWORD, UNKNOWN_ID],
    },
  },
  async ({ endpoint, check, conforms, refuses }) => {
    const { id, password } = endpoint.developer;
    const refusal = { given: () => endpoint.login(), send: endpoint.logIn, accepted: letsIn };
    const wrong = row('a password of nobody', `wrong-${randomUUID()}`);
    const refused = await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: attemptsOf([wrong, ...nearPasswords(password)], (body: object, password) => ({ ...body, password })),
    });
    await refuses(VERBATIM, {
      ...refusal,
      alter: attemptsOf(only(nearMisses(password, 'json'), BLANKS), (body: object, password) => ({
        ...body,
        password,
      })),
    });
    const nobody = row('an id of nobody', `nobody-${randomUUID()}`);
    const unknown = await refuses(UNKNOWN_ID, {
      ...refusal,
      alter: attemptsOf([nobody, ...nearIds(id)], (body: object, id) => ({ ...body, id })),
    });

    check(SUBJECT_THERE, refused, ofRefusal(given(keeps(REFUSAL_JSON, REFUSED), REFUSAL_JSON, has('subject'))));
    check(
      REFUSED_NAME_THERE,
      refused,
      ofRefusal(given(keeps(REFUSAL_JSON, REFUSED), REFUSAL_JSON, has('displayName'))),
    );
    for (const one of [refused, unknown]) conforms('authlete/refused-response', one, WRONG_PASSWORD, saysNo);
    for (const [rule, matcher] of DOCUMENTED_HEADERS) {
      for (const one of [refused, unknown]) check(`authlete.refusal.${rule}`, one, ofRefusal(matcher));
    }
    check('authlete.vendor.refused-status', refused, ofRefusal(hasStatus(200)));
    check('authlete.practice.no-echo', refused, ofRefusal(doesNotEcho(wrong.value)));
    check('authlete.vendor.refused-subject-null', refused, isNull('subject'));
    await check(
      'authlete.practice.same-refusal',
      async () => [refused, await endpoint.logIn({ ...endpoint.login(), id: nobody.value, password: wrong.value })],
      same('the same status and body,', (exchange) => [statusOf(exchange), textOf(exchange.response?.body)]),
    );
  },
);

/** Passwords that are almost right, and that no endpoint makes the right one of. */
function nearPasswords(password: string) {
  const rows = without(nearMisses(password, 'json'), ['empty', ...BLANKS], 'these have requirements of their own');
  return without(rows, UNICODE_FORMS, 'a password may be normalised before it is compared');
}

/** Rows that an endpoint may take for the same id, where it folds ids. */
export const FOLDED = [...CASES, ...BLANKS, ...UNICODE_FORMS, ...ACCENTS];

/** Ids that are almost the developer's, and that no endpoint takes for the developer's. */
export function nearIds(id: string) {
  const rows = without(nearMisses(id, 'json'), ['empty'], 'it has a requirement of its own');
  return without(rows, FOLDED, 'an endpoint may fold ids, in authlete.practice.id-exact');
}
