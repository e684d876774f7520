import { randomBytes } from 'node:crypto';
import { attemptsOf, without as leavingOut, type Row, row } from '../harness/checks/attempts.ts';
import { forgedTokens, openJwt } from '../harness/checks/jwt.ts';
import { hasHeader, hasStatus, type Matcher, notApplicable, succeeds, undecided } from '../harness/checks/matchers.ts';
import { CASES, nearMisses, nearSchemes } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, succeeded, summaryOf } from '../harness/http/exchange.ts';
import { dateOf, flow, hasTokenCharacters, madeUp } from './api.ts';
import { repeatsNone } from './auth-clients.ts';
import { publicPems } from './encoding.ts';
import { ECHO, LIVE, REUSABLE, TOKEN_TEXT, TOKEN_UNIQUE } from './ids.ts';

const SIDE_BY_SIDE = 'kaleyra.practice.tokens-side-by-side';
const REQUIRED = 'kaleyra.callback.token-required';
const UNKNOWN = 'kaleyra.callback.unknown-token-refused';
const TAMPERED = 'kaleyra.callback.tampered-token-refused';
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
    judges: {
      [REUSABLE]: [LIVE],
      ...each(['kaleyra.callback.query-kept', 'kaleyra.rfc.scheme-case', SIDE_BY_SIDE], [REUSABLE]),
    },
  },
  async ({ customer, check }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const first = await customer.callBack([`Bearer ${token}`]);
    const again = [await customer.callBack([`Bearer ${token}`]), await customer.callBack([`Bearer ${token}`])];
    for (const exchange of again) check(REUSABLE, [first, exchange], succeedsAgain);
    await check(
      'kaleyra.callback.query-kept',
      () => customer.callBack([`Bearer ${token}`], 'custom_param=some_value'),
      succeeds,
    );
    for (const scheme of ['bearer', 'BEARER']) {
      await check('kaleyra.rfc.scheme-case', () => customer.callBack([`${scheme} ${token}`]), succeeds);
    }
    const newer = await customer.requestToken(customer.parameters());
    await check(SIDE_BY_SIDE, async () => [newer, await customer.callBack([`Bearer ${token}`])], succeeds);
  },
);

/** Not a JSON text, a quoted token, several words: nothing of that can be a token (RFC 6750 §2.1). */
const malformedTokens = (token: string) => [
  row('a JSON object', '{"no": "token"}'),
  row('a token in quotes', `"${token}"`),
  row('two words', 'two words'),
  row('a token and another word', `${token} x`),
  row('a token behind another word', `x ${token}`),
  ...almostTokens(token, false),
];

/** What a token store that guesses may take for one. */
const unknownTokens = (token: string) => [
  row('a made-up one', madeUp()),
  row('a made-up one of the same length', randomBytes(token.length).toString('hex').slice(0, token.length)),
  row('what looks like a JWT', [madeUp(), madeUp(), madeUp()].join('.')),
  ...['null', 'undefined', 'true', '0'].map((text) => row(text, text)),
];

/** Near misses of a token, by whether they could be one. */
function almostTokens(token: string, areTokens: boolean): readonly Row[] {
  const rows = leavingOut(nearMisses(token, 'header'), ['empty', 'null', 'undefined', 'true', '0'], 'they are unknown');
  return rows.filter(({ value }) => hasTokenCharacters(value).ok === areTokens);
}

/** Tokens that are almost this one, and forgeries of it where it is a JWT. */
function alteredTokens(token: string, pems: readonly string[]): readonly Row[] {
  const jwt = openJwt(token);
  const lastBits = leavingOut(
    almostTokens(token, true),
    jwt ? ['with another last character'] : [],
    'some bits of it mean nothing in Base64 (RFC 4648 §3.5)',
  );
  const caseless = /^[0-9a-f-]+$/i.test(token) ? CASES : [];
  return [
    ...leavingOut(lastBits, caseless, 'digits of base 16 may be of either case'),
    ...(jwt ? forgedTokens(jwt, pems) : []),
  ];
}

export const refusals = flow(
  'callbacks without a live token are refused',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([REQUIRED, UNKNOWN, 'kaleyra.rfc.two-tokens-refused', ECHO], [REUSABLE]),
      [TAMPERED]: [REUSABLE, UNKNOWN],
      'kaleyra.callback.malformed-token-refused': [REUSABLE, UNKNOWN, TAMPERED],
      'kaleyra.callback.secret-refused': [REUSABLE, REQUIRED, UNKNOWN],
      ...each(['kaleyra.rfc.unauthorized-status', CHALLENGE], [REQUIRED]),
      'kaleyra.rfc.no-error-code': [CHALLENGE],
      ...each(['kaleyra.rfc.invalid-token-status', 'kaleyra.rfc.invalid-token-code'], [UNKNOWN]),
      ...each(['kaleyra.practice.token-not-in-query', 'kaleyra.practice.other-scheme-refused'], [REUSABLE, REQUIRED]),
    },
  },
  async ({ customer, check, refuses }) => {
    const login = await customer.requestToken(customer.parameters());
    const token = String(customer.tokenIn(login));
    const live = [`Bearer ${token}`];
    const refusal = { given: () => live, send: (fields: string[]) => customer.callBack(fields), accepted: succeeds };
    const asBearer = (rows: readonly Row[]) => attemptsOf(rows, (_: string[], value) => [`Bearer ${value}`]);

    await refuses(REQUIRED, {
      ...refusal,
      alter: () => [],
      detail: {
        'kaleyra.rfc.unauthorized-status': hasStatus(401),
        [CHALLENGE]: hasHeader('WWW-Authenticate', /\bbearer\b/i),
        'kaleyra.rfc.no-error-code': namesNoError,
      },
    });
    await refuses(REQUIRED, {
      ...refusal,
      alter: attemptsOf([row('an empty field', ''), row('the scheme alone', 'Bearer')], (_, value) => [value]),
    });
    await refuses(UNKNOWN, {
      ...refusal,
      alter: asBearer(unknownTokens(token)),
      detail: {
        'kaleyra.rfc.invalid-token-status': hasStatus(401),
        'kaleyra.rfc.invalid-token-code': hasHeader('WWW-Authenticate', /\berror\s*=\s*"?invalid_token\b/),
      },
    });
    const { key } = customer;
    const keys = key?.jwks === undefined ? undefined : await customer.fetchKeys(key.jwks);
    const altered = alteredTokens(token, key ? publicPems(key, keys) : []);
    await refuses(TAMPERED, { ...refusal, alter: asBearer(altered) });
    await refuses('kaleyra.callback.malformed-token-refused', {
      ...refusal,
      alter: asBearer(malformedTokens(token)),
    });

    const { id, secret } = customer.client;
    const pair = Buffer.from(`${id}:${secret}`).toString('base64');
    const asSecret = await refuses('kaleyra.callback.secret-refused', {
      ...refusal,
      alter: [
        ...asBearer([row('the secret', secret), row('ID and secret', pair)]),
        { name: 'ID and secret by Basic', alter: () => [`Basic ${pair}`] },
      ],
    });
    check(ECHO, asSecret, repeatsNone(secret));
    await refuses('kaleyra.rfc.two-tokens-refused', { ...refusal, alter: () => [...live, ...live] });
    await refuses('kaleyra.practice.token-not-in-query', {
      ...refusal,
      given: () => ({ fields: live, query: '' }),
      send: ({ fields, query }) => customer.callBack(fields, query),
      alter: () => ({ fields: [], query: `access_token=${encodeURIComponent(token)}` }),
    });
    const schemes = leavingOut(nearSchemes('Bearer', token), ['the scheme alone'], 'there is no token in it');
    await refuses('kaleyra.practice.other-scheme-refused', {
      ...refusal,
      alter: attemptsOf(schemes, (_, value) => [value]),
    });
  },
);

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
const CLAIMS = 'kaleyra.practice.token-claims-agree';

/** What a callback shortly before the end of its token comes to. */
const lastsFor =
  (seconds: number): Matcher =>
  (exchange) => ({
    ok: succeeded(exchange),
    expected: `an accepted callback shortly before the ${Math.round(seconds)} s are over`,
    actual: summaryOf(exchange),
  });

/** The end that a JWT names itself is the one that its response told, give or take a minute. */
const agrees =
  (token: string, seconds: number): Matcher =>
  (exchange) => {
    const { exp } = openJwt(token)?.claims ?? {};
    if (typeof exp !== 'number') return notApplicable('the token does not say when it ends');
    const named = exp - (Date.parse(dateOf(exchange) ?? '') || Date.now()) / 1000;
    return {
      ok: Math.abs(named - seconds) <= 60,
      expected: `an exp in ${Math.round(seconds)} s`,
      actual: `in ${Math.round(named)} s`,
    };
  };

export const lifetime = flow(
  'a token works as long as the response says, and no longer',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([LASTS, ENDS], [REUSABLE, 'kaleyra.auth.expiry-usable']),
      [CLAIMS]: [LASTS, ENDS],
    },
  },
  async ({ customer, check, movableClock, wait, refused }) => {
    const login = await customer.requestToken(customer.parameters());
    const live = [`Bearer ${String(customer.tokenIn(login))}`];
    const first = await customer.callBack(live);
    const seconds = customer.validityOf(login);
    if (seconds === undefined) {
      const unknown = { nothing: 'the response states no validity', blockedBy: 'kaleyra.auth.expiry-usable' };
      check(LASTS, unknown, succeeds);
      refused(ENDS, { control: first, refused: unknown, accepted: succeeds });
      return;
    }
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
    check(LASTS, [login, first, await customer.callBack(live)], lastsFor(seconds));
    await wait(Math.min(2, seconds) + 1.5);
    const soon = await customer.callBack(live);
    const mayStillCount = succeeded(soon) && customer.leeway > 0;
    if (mayStillCount) await wait(customer.leeway);
    const late = mayStillCount ? await customer.callBack(live) : soon;
    refused(ENDS, { control: first, refused: late, accepted: succeeds });
    if (movableClock) {
      // A server may give a token again, with what is left of its validity.
      await customer.requestToken(customer.parameters());
      await wait(seconds / 2);
      const again = await customer.requestToken(customer.parameters());
      const left = customer.validityOf(again);
      if (left !== undefined) {
        await wait(Math.max(0, left - 2));
        const callback = await customer.callBack([`Bearer ${String(customer.tokenIn(again))}`]);
        check(LASTS, [again, callback], lastsFor(left));
      }
    }
    check(CLAIMS, login, agrees(String(customer.tokenIn(login)), seconds));
  },
);
