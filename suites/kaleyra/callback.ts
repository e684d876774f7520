import { hasHeader, hasStatus, type Matcher, succeeds, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, succeeded, summaryOf } from '../harness/http/exchange.ts';
import { flow, madeUp } from './api.ts';
import { repeatsNone } from './auth-refusals.ts';
import { ECHO, LIVE, REUSABLE, TOKEN_TEXT, TOKEN_UNIQUE } from './ids.ts';

const REQUIRED = 'kaleyra.callback.token-required';
const UNKNOWN = 'kaleyra.callback.unknown-token-refused';
const CHALLENGE = 'kaleyra.rfc.unauthorized-challenge';

/** The Bearer challenges of a response. */
const challengesOf = ({ response }: Exchange) =>
  (response ? headerValues(response.headers, 'www-authenticate') : []).filter((value) => /\bbearer\b/i.test(value));

const namesNoError: Matcher = (exchange) => ({
  ok: !challengesOf(exchange).some((value) => /\berror\s*=/.test(value)),
  expected: 'a challenge without an error code',
  actual: challengesOf(exchange).join(' | ') || 'no Bearer challenge',
});

/** A token is accepted once more, where it was the first time. */
const succeedsAgain: Matcher = (exchange, [first] = [exchange]) =>
  first && !succeeded(first) ? undecided(summaryOf(first), LIVE) : succeeds(exchange);

export const acceptance = flow(
  'callbacks with a live token are accepted',
  {
    endpoint: 'advanced-auth-callback',
    judges: { [REUSABLE]: [LIVE], ...each(['kaleyra.callback.query-kept', 'kaleyra.rfc.scheme-case'], [REUSABLE]) },
  },
  async ({ customer, check }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const first = await customer.callBack([`Bearer ${token}`]);
    const again = [await customer.callBack([`Bearer ${token}`]), await customer.callBack([`Bearer ${token}`])];
    for (const exchange of again) check(REUSABLE, [first, exchange], succeedsAgain);
    const query = 'custom_param=some_value&empty=&twice=1&twice=2&text=a%20b%2Bc';
    await check('kaleyra.callback.query-kept', () => customer.callBack([`Bearer ${token}`], query), succeeds);
    for (const scheme of ['bearer', 'BEARER']) {
      await check('kaleyra.rfc.scheme-case', () => customer.callBack([`${scheme} ${token}`]), succeeds);
    }
  },
);

export const refusals = flow(
  'callbacks without a live token are refused',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each(
        [
          REQUIRED,
          UNKNOWN,
          'kaleyra.callback.tampered-token-refused',
          'kaleyra.callback.malformed-token-refused',
          'kaleyra.callback.secret-refused',
          'kaleyra.rfc.two-tokens-refused',
          ECHO,
        ],
        [REUSABLE],
      ),
      ...each(['kaleyra.rfc.unauthorized-status', CHALLENGE], [REQUIRED]),
      'kaleyra.rfc.no-error-code': [CHALLENGE],
      ...each(['kaleyra.rfc.invalid-token-status', 'kaleyra.rfc.invalid-token-code'], [UNKNOWN]),
      'kaleyra.practice.token-not-in-query': [REUSABLE, REQUIRED],
    },
  },
  async ({ customer, check, refuses }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const live = [`Bearer ${token}`];
    const refusal = { given: () => live, send: (fields: string[]) => customer.callBack(fields), accepted: succeeds };

    await refuses(REQUIRED, {
      ...refusal,
      alter: () => [],
      detail: {
        'kaleyra.rfc.unauthorized-status': hasStatus(401),
        [CHALLENGE]: hasHeader('WWW-Authenticate', /\bbearer\b/i),
        'kaleyra.rfc.no-error-code': namesNoError,
      },
    });
    await refuses(UNKNOWN, {
      ...refusal,
      alter: () => [`Bearer ${madeUp()}`],
      detail: {
        'kaleyra.rfc.invalid-token-status': hasStatus(401),
        'kaleyra.rfc.invalid-token-code': hasHeader('WWW-Authenticate', /\berror\s*=\s*"?invalid_token\b/),
      },
    });
    await refuses('kaleyra.callback.tampered-token-refused', {
      ...refusal,
      alter: () => [`Bearer ${tampered(token)}`],
    });
    await refuses('kaleyra.callback.malformed-token-refused', { ...refusal, alter: () => ['Bearer {"no": "token"}'] });
    const { secret } = customer.client;
    const asSecret = await refuses('kaleyra.callback.secret-refused', {
      ...refusal,
      alter: () => [`Bearer ${secret}`],
    });
    check(ECHO, asSecret, repeatsNone(secret));
    await refuses('kaleyra.rfc.two-tokens-refused', { ...refusal, alter: () => [...live, ...live] });
    await refuses('kaleyra.practice.token-not-in-query', {
      ...refusal,
      given: () => ({ fields: live, query: '' }),
      send: ({ fields, query }) => customer.callBack(fields, query),
      alter: () => ({ fields: [], query: `access_token=${encodeURIComponent(token)}` }),
    });
  },
);

/** The token with one character altered, three quarters on. */
function tampered(token: string): string {
  let at = Math.floor((token.length * 3) / 4);
  while (!/[A-Za-z0-9]/.test(token[at] ?? 'a')) at += 1;
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

export const foreignToken = flow(
  "another client's token is refused",
  {
    endpoint: 'advanced-auth-callback',
    judges: { 'kaleyra.rfc.foreign-token-refused': [LIVE, TOKEN_UNIQUE] },
    skipFact: ({ otherClient }) => (otherClient ? undefined : 'the target file names no kaleyra.otherClient'),
  },
  async ({ customer, refuses }) => {
    const theirs = await customer.requestToken(customer.parameters(customer.otherClient));
    const foreign = customer.tokenIn(theirs);
    await refuses('kaleyra.rfc.foreign-token-refused', {
      unless: customer.issuesToken(theirs).ok ? undefined : { nothing: summaryOf(theirs), blockedBy: TOKEN_TEXT },
      given: async () => String(customer.tokenIn(await customer.requestToken(customer.parameters()))),
      alter: () => String(foreign),
      send: (token) => customer.callBack([`Bearer ${token}`]),
      accepted: succeeds,
    });
  },
);

const LASTS = 'kaleyra.callback.valid-for-duration';
const ENDS = 'kaleyra.callback.expired-token-refused';

export const lifetime = flow(
  'a token works as long as the response says, and no longer',
  {
    endpoint: 'advanced-auth-callback',
    judges: each([LASTS, ENDS], [REUSABLE, 'kaleyra.auth.expiry-usable']),
  },
  async ({ customer, check, movableClock, wait, refused }) => {
    const login = await customer.requestToken(customer.parameters());
    const live = [`Bearer ${String(customer.tokenIn(login))}`];
    const first = await customer.callBack(live);
    const seconds = customer.validityOf(login) ?? 0;
    if (!movableClock && seconds > customer.maxWait) {
      const tooLong = { notApplicable: `a token lives ${Math.round(seconds)} s, longer than kaleyra.maxWait` };
      const { expiredToken } = customer;
      check(LASTS, tooLong, succeeds);
      await refused(ENDS, {
        control: first,
        refused: async () => (expiredToken === undefined ? tooLong : customer.callBack([`Bearer ${expiredToken}`])),
        accepted: succeeds,
      });
      return;
    }
    // A server that keeps times in whole seconds ends a token up to one second early.
    await wait(Math.max(0, seconds - 2));
    check(LASTS, [login, first, await customer.callBack(live)], (exchange) => ({
      ok: succeeded(exchange),
      expected: `an accepted callback shortly before the ${Math.round(seconds)} s are over`,
      actual: summaryOf(exchange),
    }));
    await wait(Math.min(2, seconds) + 1.5);
    refused(ENDS, { control: first, refused: await customer.callBack(live), accepted: succeeds });
  },
);
