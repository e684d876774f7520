import { randomUUID } from 'node:crypto';
import { attemptsOf, only, row, without } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { hasStatus, type Matcher, same } from '../harness/checks/matchers.ts';
import { ACCENTS, BLANKS, CASES, nearMisses, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { type Account, basic, flow, givesToken, type TokenRequest } from './api.ts';
import { ACCESS_TOKEN, NO_CREDENTIALS, UNKNOWN_USER, WRONG_PASSWORD } from './ids.ts';

const NUL = 'with a NUL and more behind it';
const VERBATIM = 'wazo.practice.password-verbatim';

const doesNotEcho =
  (secret: string): Matcher =>
  (refused) => {
    const text = JSON.stringify(refused.response?.headers) + textOf(refused.response?.body);
    const ok = !text.includes(secret) && !text.includes(Buffer.from(`:${secret}`).toString('base64').slice(2, -4));
    return { ok, expected: 'a response without the password', actual: ok ? 'none' : 'the password is sent back' };
  };

const words = (refusal: Exchange) => [statusOf(refusal), valueAt(refusal, '/reason')];

/** Passwords that are almost the right one. */
function nearPasswords(password: string) {
  const rows = without(nearMisses(password, 'basic'), ['empty', ...BLANKS], 'these have requirements of their own');
  const exact = without(rows, UNICODE_FORMS, 'a password may be normalised before it is compared (RFC 8265 §4.2)');
  return without(exact, [NUL], 'the real server fails over it');
}

/** Names that are almost the right one, and yet another. */
export function nearNames(name: string) {
  const rows = without(nearMisses(name, 'basic'), ['empty'], 'it has a requirement of its own');
  return without(
    rows,
    [...CASES, ...BLANKS, ...ACCENTS, ...UNICODE_FORMS, NUL],
    'the document does not say how names compare, and the real server fails over NUL',
  );
}

/** Authorization headers that hold no user name with a password. */
const WITHOUT = (name: string) => [
  row<string | undefined>('no Authorization header', undefined),
  row('an empty user name and password', basic({ name: '', password: '' })),
  row('the scheme alone', 'Basic'),
  row('a user name without a colon', `Basic ${Buffer.from(name).toString('base64')}`),
];

const inHeader = (value: string | undefined): TokenRequest => ({
  headers: value === undefined ? [] : [['Authorization', value]],
});

export const refusedLogins = flow(
  'wrong credentials create no token',
  {
    endpoint: 'token',
    judges: {
      ...each([WRONG_PASSWORD, UNKNOWN_USER, NO_CREDENTIALS], ACCESS_TOKEN),
      [VERBATIM]: [...ACCESS_TOKEN, WRONG_PASSWORD],
      ...each(
        ['wazo.vendor.refused-status', ...contract('wazo/refused-response').ids, 'wazo.practice.no-echo'],
        ACCESS_TOKEN,
      ),
      'wazo.practice.same-refusal': [WRONG_PASSWORD, UNKNOWN_USER],
      'wazo.practice.credentials-elsewhere-refused': [...ACCESS_TOKEN, NO_CREDENTIALS],
    },
  },
  async ({ wazo, check, conforms, refuses }) => {
    const { name, password } = wazo.user;
    const refusal = {
      given: (): Account => wazo.user,
      send: (as: Account) => wazo.tryToken({ as, body: { expiration: 60 } }),
      accepted: givesToken,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    };
    const withPassword = (as: Account, password: string) => ({ ...as, password });
    const wrong = row('a password of nobody', `wrong-${randomUUID()}`);
    const ofAnother =
      wazo.ownAccounts && wazo.otherUser ? [row('the password of another user', wazo.otherUser.password)] : [];
    const wrongPassword = await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: attemptsOf([wrong, ...ofAnother, ...nearPasswords(password)], withPassword),
      detail: { ...refusal.detail, 'wazo.practice.no-echo': doesNotEcho(wrong.value) },
    });
    await refuses(VERBATIM, {
      ...refusal,
      alter: attemptsOf(only(nearMisses(password, 'basic'), BLANKS), withPassword),
    });
    const nobody = row('a name of nobody', `nobody-${randomUUID()}`);
    const unknownUser = await refuses(UNKNOWN_USER, {
      ...refusal,
      alter: attemptsOf([nobody, ...nearNames(name)], (as: Account, name) => ({ ...as, name })),
    });
    for (const one of [wrongPassword, unknownUser]) {
      conforms('wazo/refused-response', one, WRONG_PASSWORD, (exchange) => (statusOf(exchange) ?? 0) >= 400);
    }
    check('wazo.practice.same-refusal', [wrongPassword, unknownUser], same('the same status and reason,', words));

    const bare = {
      ...refusal,
      given: (): TokenRequest => ({ ...inHeader(basic(wazo.user)), body: { expiration: 60 } }),
      send: wazo.tryToken,
    };
    await refuses(NO_CREDENTIALS, {
      ...bare,
      alter: attemptsOf(WITHOUT(name), (request: TokenRequest, value) => ({ ...request, ...inHeader(value) })),
    });
    const credentials = { username: name, password };
    const elsewhere = [
      row<TokenRequest>('in the query', { query: `?${new URLSearchParams(credentials)}` }),
      row<TokenRequest>('in the body', { body: { expiration: 60, ...credentials } }),
    ];
    await refuses('wazo.practice.credentials-elsewhere-refused', {
      ...bare,
      detail: {},
      alter: attemptsOf(elsewhere, (request: TokenRequest, more) => ({ ...request, headers: [], ...more })),
    });
  },
);
