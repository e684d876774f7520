import { LosslessNumber, parse } from 'lossless-json';
import { contract } from '../harness/checks/contract.ts';
import { difference, equals, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { because, each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, mediaType, textOf } from '../harness/http/exchange.ts';
import { basic } from './api.ts';
import { API_KEY, API_SECRET, callsTo, flow, PASSWORD, SERVICE_API_KEY, type Typed } from './client-api.ts';
import { BODY, CALLS, TRUE, URL_KEPT } from './client-ids.ts';

const POST = 'authlete.client.post';
const TYPE = 'authlete.client.media-type';
const BASIC = 'authlete.client.basic-header';
const KEY_NUMBER = 'authlete.client.service-api-key-number';
const KEY_THERE = 'authlete.client.service-api-key-present';
export const ID_TEXT = [
  'authlete.client.id-present',
  because('authlete.client.id-string', 'only text can be as typed'),
];
export const PASSWORD_TEXT = [
  'authlete.client.password-present',
  because('authlete.client.password-string', 'only text can be as typed'),
];

const authorizationOf = ({ request }: Exchange) => headerValues(request.headers, 'authorization');

/** The request has Authorization: Basic with exactly this pair. */
const showsBasic = (name: string, password: string): Matcher => {
  const wanted = basic({ name, password });
  return (call) => {
    const given = authorizationOf(call);
    const [scheme = '', credentials = ''] = given[0]?.split(/ +/) ?? [];
    const ok = given.length === 1 && scheme.toLowerCase() === 'basic' && wanted === `Basic ${credentials}`;
    const pair = Buffer.from(credentials, 'base64').toString();
    const isOther = given.length === 1 && scheme.toLowerCase() === 'basic' && pair !== `${name}:${password}`;
    const where = isOther ? `: ${difference(`${name}:${password}`, pair)}` : '';
    return { ok, expected: `Authorization: ${wanted}`, actual: `${given.join(' | ') || 'no Authorization'}${where}` };
  };
};

/** The members of the request's body, integers as they are written; or what stands in the way. */
function membersOf({ request }: Exchange): { value: Record<string, unknown> } | { problem: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
    const value = parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { value: value as Record<string, unknown> } : { problem: `JSON that is not an object: ${text}` };
  } catch (error) {
    return { problem: `no JSON in UTF-8 (${(error as Error).message}): ${textOf(request.body)}` };
  }
}

/** The body for its contract. */
export const bodyOf = (call: Exchange) => {
  const members = membersOf(call);
  return 'problem' in members ? members : { value: JSON.parse(textOf(call.request.body)) };
};

/** Something of a request is this. */
const isThe =
  (of: (call: Exchange) => string | undefined, expected: string): Matcher =>
  (call) => {
    const actual = of(call);
    return { ok: actual === expected, expected, actual: actual ?? 'none' };
  };

const pathOf = ({ request }: Exchange) => request.url.replace(/^.*?\/receiver\/[^/]+/, '');

const hasExactKey: Matcher = (call) => {
  const body = membersOf(call);
  const key = 'value' in body ? body.value.serviceApiKey : undefined;
  const digits = key instanceof LosslessNumber ? key.value : key;
  if (typeof digits !== 'string') return undecided('serviceApiKey has no digits', KEY_NUMBER);
  return equals('the digits of serviceApiKey', SERVICE_API_KEY, digits)(call);
};

const showsNoBasic: Matcher = (call, all = [call]) => {
  const given = all.flatMap(authorizationOf);
  return { ok: given.length === 0, expected: 'no Authorization', actual: given.join(' | ') || 'none' };
};

const hidesPassword: Matcher = ({ request: { url } }) => {
  const ok = !url.includes(PASSWORD);
  return { ok, expected: 'a URL without the password', actual: ok ? 'none' : 'the password is in the URL' };
};

const comesAgain: Matcher = (_, all = []) => ({
  ok: all.length > 1,
  expected: 'a request for each of two equal logins',
  actual: all.length > 1 ? 'as expected' : 'one request',
});

export const request = flow(
  'a login at the console calls the endpoint',
  {
    endpoint: 'developer-auth',
    judges: {
      [CALLS]: [],
      ...each(contract('authlete/callback-request').ids, [CALLS]),
      ...each([URL_KEPT, POST, TYPE, BASIC], [CALLS]),
      [TRUE]: [CALLS, URL_KEPT, POST, TYPE, BODY],
      'authlete.client.service-api-key-exact': [CALLS, BODY, KEY_THERE],
      ...each(['authlete.client.no-password-in-url', 'authlete.client.no-stored-answer'], [CALLS]),
      ...each(['authlete.client.one-call', 'authlete.client.no-basic'], [CALLS]),
    },
  },
  async ({ console, check, conforms }) => {
    const inbox = await console.open();
    const path = '/first/authentication?tenant=a%20b&plus=1+1';
    const login = await inbox.logIn(path);
    await inbox.logIn(path);
    await inbox.logIn('/open', { apiKey: '', apiSecret: '' });
    const refused = { body: { authenticated: false, subject: null, displayName: null } };
    await inbox.logIn('/refused/authentication', {}, refused);
    await inbox.logIn('/refused/authentication', {}, refused);
    const calls = await inbox.calls(5);
    const [first, ...more] = callsTo(calls, 'first');
    const open = orNothing(callsTo(calls, 'open'), 'the login without key and secret made no request');

    check(CALLS, orNothing(first ?? login.exchange, `no request came; ${login.said}`), () => ({
      ok: first !== undefined,
      expected: `a request to ${inbox.url}${path}`,
      actual: first ? 'it came' : `none; ${login.said}`,
    }));
    const call = first ?? { nothing: 'no request came', blockedBy: CALLS };
    check('authlete.client.no-stored-answer', [call, ...more], comesAgain);
    const again = callsTo(calls, 'refused');
    check(
      'authlete.client.no-stored-answer',
      orNothing(again, 'the login that was refused made no request'),
      comesAgain,
    );
    check(URL_KEPT, call, isThe(pathOf, path));
    check(
      POST,
      call,
      isThe(({ request: { method } }) => method, 'POST'),
    );
    check(
      TYPE,
      call,
      isThe(({ request: { headers } }) => mediaType(headers), 'application/json'),
    );
    for (const one of [call, ...more, ...again]) check(BASIC, one, showsBasic(API_KEY, API_SECRET));
    conforms('authlete/callback-request', call, CALLS, () => true, bodyOf);
    check('authlete.client.service-api-key-exact', call, hasExactKey);
    check('authlete.client.no-password-in-url', call, hidesPassword);

    check('authlete.client.one-call', open, (_, all = []) => ({
      ok: all.length === 1,
      expected: 'one request for a login',
      actual: `${all.length}`,
    }));
    check('authlete.client.no-basic', open, showsNoBasic);
    check(TRUE, login.exchange ? [call, login.exchange] : call, () => ({
      ok: login.loggedIn,
      expected: 'a login, since the endpoint answered authenticated true',
      actual: login.said,
    }));
  },
);

/** What is typed to be compared, and which requirements tell of it: the end of the id and the member. */
export const TEXTS: readonly {
  word: string;
  typed: Required<Pick<Typed, 'id' | 'password'>>;
  rules: Readonly<Record<'id' | 'password', string>>;
}[] = [
  {
    word: 'blanks',
    typed: { id: ' Ada  Lovelace ', password: ' Analytical  Engine ' },
    rules: { id: 'id-verbatim', password: 'password-verbatim' },
  },
  {
    word: 'beyond',
    typed: { id: 'añdá-👩‍💻-日本', password: 'contraseña-ñandú-🦉-пароль' },
    rules: { id: 'non-ascii', password: 'non-ascii' },
  },
  {
    word: 'escapes',
    typed: { id: 'a"d\\a\u0001\tb', password: 'x","sns":"FACEBOOK\n\\"\u007f"' },
    rules: { id: 'escapes', password: 'escapes' },
  },
  {
    word: 'long',
    typed: { id: `${'ada.'.repeat(24)}ends`, password: `${'Analytical-Engine-'.repeat(7)}ends` },
    rules: { id: 'id-verbatim', password: 'password-verbatim' },
  },
];
/** An API secret with characters that encoders take for something else. */
export const ANY_SECRET = `:a:b "c" %41+ &=?/\\'`;
const SECRETS = { secret: ANY_SECRET, 'secret-in-blanks': ' with blanks around it ' };

/** The member is the text that was typed. */
export const arrives =
  (member: 'id' | 'password', typed: string): Matcher =>
  (call) => {
    const body = membersOf(call);
    const expected = `${member} ${JSON.stringify(typed)}`;
    if ('problem' in body) return { ok: false, expected, actual: body.problem };
    const value = body.value[member];
    if (typeof value !== 'string') return undecided(`${member} is not a string`, `authlete.client.${member}-string`);
    const actual = JSON.stringify(value);
    return {
      ok: value === typed,
      expected,
      actual: value === typed ? actual : `${actual}: ${difference(typed, value)}`,
    };
  };

export const texts = flow(
  'what is typed arrives as it was typed',
  {
    endpoint: 'developer-auth',
    judges: {
      'authlete.client.id-verbatim': [CALLS, BODY, ...ID_TEXT],
      'authlete.client.password-verbatim': [CALLS, BODY, ...PASSWORD_TEXT],
      'authlete.client.non-ascii': [CALLS, BODY, ...ID_TEXT, ...PASSWORD_TEXT],
      'authlete.client.escapes': [CALLS, BODY, ...ID_TEXT, ...PASSWORD_TEXT],
      'authlete.client.basic-any-characters': [CALLS, BASIC],
    },
  },
  async ({ console, check }) => {
    const inbox = await console.open();
    for (const { word, typed } of TEXTS) await inbox.logIn(`/${word}`, typed);
    const secrets = Object.entries(SECRETS);
    for (const [word, apiSecret] of secrets) await inbox.logIn(`/${word}`, { apiSecret });
    const calls = await inbox.calls(TEXTS.length + secrets.length);

    for (const { word, typed, rules } of TEXTS) {
      const call = orNothing(callsTo(calls, word)[0], `the login of ${JSON.stringify(typed.id)} made no request`);
      check(`authlete.client.${rules.id}`, call, arrives('id', typed.id));
      check(`authlete.client.${rules.password}`, call, arrives('password', typed.password));
    }
    for (const [word, apiSecret] of secrets) {
      const call = orNothing(callsTo(calls, word)[0], 'the login with such a secret made no request');
      check('authlete.client.basic-any-characters', call, showsBasic(API_KEY, apiSecret));
    }
  },
);
