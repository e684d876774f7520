import assert from 'node:assert/strict';
import test from 'node:test';
import { cutExcerpts, excerptOf } from '../../../../suites/harness/redaction/excerpt.ts';
import { createRedactor } from '../../../../suites/harness/redaction/redactor.ts';

const WAZO = { headers: { 'x-auth-token': 'access_token' }, members: { token: 'access_token' } };
const bytes = (text: string) => Buffer.from(text);
const base64 = (text: string, encoding: BufferEncoding = 'base64') => bytes(text).toString(encoding);

/** A redactor that knows one secret. */
function knowing(secret: string, name = 'TARGET_SECRET') {
  const redactor = createRedactor();
  redactor.add(secret, name);
  return redactor;
}

const SECRET = `pä/ss "w'ö€r+d & <x> \\ $1 .* %41`;
const FORMS: Readonly<Record<string, string>> = {
  'in plain': SECRET,
  'as a form': new URLSearchParams([['', SECRET]]).toString().slice(1),
  'in a URL': encodeURIComponent(SECRET),
  'in a URL, strictly': encodeURIComponent(SECRET).replace("'", '%27').replace('*', '%2A'),
  'in a URL, with small digits': encodeURIComponent(SECRET).replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase()),
  'in JSON': JSON.stringify(SECRET).slice(1, -1),
  'in JSON with escaped slashes': JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON in ASCII': JSON.stringify(SECRET)
    .slice(1, -1)
    .replace('ä', '\\u00e4')
    .replace('ö', '\\u00f6')
    .replace('€', '\\u20ac'),
  'in JSON in ASCII, with capital digits': JSON.stringify(SECRET)
    .slice(1, -1)
    .replace('ä', '\\u00E4')
    .replace('ö', '\\u00F6')
    .replace('€', '\\u20AC'),
  'in HTML': SECRET.replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;'),
  'as bytes read one by one': bytes(SECRET).toString('latin1'),
  'in Base64': base64(SECRET),
  'in Base64 without padding': base64(SECRET).replace(/=+$/, ''),
  'in URL-safe Base64': base64(SECRET, 'base64url'),
  'in Latin-1 in Base64': Buffer.from(SECRET, 'latin1').toString('base64'),
};

for (const [form, text] of Object.entries(FORMS)) {
  test(`a secret is hidden ${form}`, () => {
    assert.equal(knowing(SECRET).redact(`before ${text} after`), 'before <TARGET_SECRET> after');
  });
}

test('a secret is hidden in Base64 wherever it stands in what is encoded', () => {
  const secret = 'correct-horse-battery';
  for (const before of ['', 'a', 'ab', 'abc', 'alice:']) {
    for (const after of ['', 'z', 'zz', 'zzz']) {
      const text = base64(before + secret + after);
      assert.match(knowing(secret).redact(text), /<TARGET_SECRET>/, text);
    }
  }
});

test('white space that an excerpt has folded does not show a secret', () => {
  assert.equal(knowing('two  blanks\nand a line').redact('200: two blanks and a line.'), '200: <TARGET_SECRET>.');
});

test('what an excerpt has left of a secret is hidden', () => {
  const redactor = knowing('0123456789abcdef');
  for (const left of ['0123', '0123456', '0123456789abcde']) {
    assert.equal(redactor.redact(`{"token":"${left}…`), '{"token":"<TARGET_SECRET>…');
    assert.equal(redactor.redact(`got ${left}… (nothing to take)`), 'got <TARGET_SECRET>… (nothing to take)');
  }
  assert.equal(redactor.redact('nothing of it … here 01'), 'nothing of it … here 01');
  assert.equal(redactor.redact('0123 is not cut…'), '0123 is not cut…');
});

test('a short secret is hidden where it stands alone, and words that hold it are not garbled', () => {
  const redactor = knowing('abc');
  assert.equal(redactor.redact('abc'), '<TARGET_SECRET>');
  assert.equal(redactor.redact('{"password":"abc"}'), '{"password":"<TARGET_SECRET>"}');
  assert.equal(redactor.redact('user=u&password=abc&x=1'), 'user=u&password=<TARGET_SECRET>&x=1');
  assert.equal(redactor.redact('/token/abc?x'), '/token/<TARGET_SECRET>?x');
  assert.equal(redactor.redact('Bearer abc'), 'Bearer <TARGET_SECRET>');
  assert.equal(redactor.redact('abcdef is an alphabcet'), 'abcdef is an alphabcet');
});

test('the longest of overlapping secrets is hidden, and what is left of the other is not a secret', () => {
  const redactor = createRedactor();
  redactor.add('secret', 'short');
  redactor.add('secret-and-more', 'long');
  redactor.add('more-of-it', 'other');
  assert.equal(
    redactor.redact('secret-and-more, secret, secret-and-more-of-it'),
    '<long#1>, <short#1>, <long#1>-of-it',
  );
});

test('a secret with characters that mean something in a pattern is hidden as it is', () => {
  for (const secret of ['a.*b', '(((((', '[a-z]', '$&$1', '\\\\d+', '^$^$', 'x|y|z']) {
    const redactor = knowing(secret);
    assert.equal(redactor.redact(`<${secret}>`), '<<TARGET_SECRET>>');
    assert.equal(redactor.redact('axxb ((( m 1 d5 x'), 'axxb ((( m 1 d5 x');
  }
});

test('a secret keeps its name, other secrets get others, and names are not hidden again', () => {
  const redactor = createRedactor();
  redactor.add('first-token', 'access_token');
  redactor.add('second-token', 'access_token');
  redactor.add('first-token', 'refresh_token');
  const once = redactor.redact('first-token second-token first-token');
  assert.equal(once, '<access_token#1> <access_token#2> <access_token#1>');
  redactor.learn([['Authorization', 'Bearer <access_token#1>']]);
  assert.equal(redactor.redact(once), once);
});

test('an empty value hides nothing', () => {
  assert.equal(knowing('').redact('all of it'), 'all of it');
});

test('secrets are found in JSON, at any depth, in every member of that name, also in JSON that is broken', () => {
  const redactor = createRedactor([WAZO]);
  redactor.learn(
    [],
    bytes('{"data":{"token":"hidden-by-the-next","token":"second \\"one\\""},"list":[{"Password":"pass-1"}]}'),
  );
  redactor.learn([], bytes('oops {"refresh_token": "in-broken-json", "x": }'));
  assert.equal(
    redactor.redact('hidden-by-the-next | second "one" | pass-1 | in-broken-json'),
    '<access_token#1> | <access_token#2> | <password#1> | <refresh_token#1>',
  );
});

test('secrets are found in forms, in URLs and in the URL of a redirect', () => {
  const redactor = createRedactor();
  redactor.learn(
    [],
    bytes('grant_type=password&password=form+pass%21&username=alice'),
    'https://x.example/cb?code=code-one&state=keep',
  );
  redactor.learn([['Location', 'https://app.example/cb?state=keep&code=code-two#access_token=in-the-fragment']]);
  assert.equal(
    redactor.redact('form pass! form+pass%21 code-one code-two in-the-fragment keep alice'),
    '<password#1> <password#1> <code#1> <code#2> <access_token#1> keep alice',
  );
});

test('a member that is called a token, a secret or a password is one, whatever comes before that', () => {
  const redactor = createRedactor();
  redactor.learn(
    [],
    bytes('{"request_token":"value-1","sessionToken":"value-2","newPassword":"value-3","token_type":"bearer"}'),
  );
  redactor.learn([], bytes('client_assertion=value-4&token_hint=refresh'));
  assert.equal(
    redactor.redact('value-1 value-2 value-3 value-4 bearer refresh'),
    '<token#1> <token#2> <password#1> <assertion#1> bearer refresh',
  );
});

test('credentials of any scheme are found, and the password inside Basic ones', () => {
  const redactor = createRedactor([WAZO]);
  redactor.learn([
    ['authorization', `Basic ${base64('alice:sesame:open')}`],
    ['Authorization', 'Bearer bearer-token-1'],
    ['Proxy-Authorization', 'Unheard of scheme'],
    ['X-Auth-Token', 'wazo-token-1'],
  ]);
  assert.equal(redactor.redact(base64('alice:sesame:open')), '<credentials#1>');
  assert.equal(redactor.redact('sesame:open'), '<password#1>');
  assert.equal(redactor.redact('Bearer bearer-token-1'), 'Bearer <credentials#2>');
  assert.equal(redactor.redact('Unheard of scheme'), '<credentials#3>');
  assert.equal(redactor.redact('wazo-token-1 alice'), '<access_token#1> alice');
});

test('cookies are found on both sides, and attributes of Set-Cookie are none', () => {
  const redactor = createRedactor();
  redactor.learn([
    ['Set-Cookie', 'sid=cookie-value-1; Path=/path; HttpOnly; Secure; SameSite=Strict; Max-Age=36000'],
    ['Cookie', 'sid=cookie-value-1; other=cookie-value-2'],
  ]);
  assert.equal(
    redactor.redact('cookie-value-1 cookie-value-2 /path HttpOnly Secure Strict 36000'),
    '<cookie#1> <cookie#2> /path HttpOnly Secure Strict 36000',
  );
});

test('a message with more secrets than any protocol has is learned within bounds', () => {
  const redactor = createRedactor([WAZO]);
  const tokens = Array.from({ length: 20_000 }, (_, i) => `{"token":"tokn-${i}"}`);
  redactor.learn([], bytes(`[${tokens.join()}]`));
  assert.equal(redactor.redact('"tokn-0"'), '"<access_token#1>"');
  assert.ok(redactor.redact(tokens.join()).length > 0);
});

test('bytes that are not UTF-8 are no obstacle', () => {
  const redactor = createRedactor([WAZO]);
  redactor.learn([], Buffer.from('{"token":"caf\xe9-token","x":"\xff"}', 'latin1'));
  assert.equal(redactor.redact('caf\ufffd-token'), '<access_token#1>');
});

/** A secret behind, in and under the encodings that targets and findings put around it. */
const json = (text: string) => JSON.stringify(text);
const AROUND: Readonly<Record<string, (text: string) => string>> = {
  'in JSON': (text) => json(text),
  'in JSON in JSON': (text) => json(json(text)),
  'in JSON in JSON in JSON': (text) => json(json(json(text))),
  'in a form': (text) => new URLSearchParams({ text }).toString(),
  'in a URL': (text) => `/path?text=${encodeURIComponent(text)}`,
  'in JSON in HTML': (text) => json(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'in JSON in a URL': (text) => `/path?text=${encodeURIComponent(json(text))}`,
  'in the body of an error that quotes what it got': (text) =>
    json(JSON.stringify({ error: `cannot read {"password":${json(text)}}` })),
};
const TRYING = [
  'Zq"uoted\\pw~1',
  'ends~with~',
  'a~tilde-in-a-token',
  'sla/sh\\and "quotes"',
  'tab\tnew\nline-1',
  'ünïcode-"1"',
];

for (const [around, put] of Object.entries(AROUND)) {
  test(`a secret is hidden ${around}`, () => {
    for (const secret of TRYING) {
      const text = put(secret);
      const shown = knowing(secret).redact(text);
      assert.match(shown, /<TARGET_SECRET>/, text);
      assert.equal(shown.replace('<TARGET_SECRET>', '').includes('1'), put('').includes('1'), shown);
    }
  });
}

/** Where messages carry a value that is secret by its place. */
const PLACES: readonly ((value: string) => Parameters<ReturnType<typeof createRedactor>['learn']>)[] = [
  (value) => [[['Authorization', value]]],
  (value) => [[['Authorization', `Bearer ${value}`]]],
  (value) => [[['Authorization', `Basic ${base64(`alice:${value}`)}`]]],
  (value) => [[['X-Auth-Token', value]]],
  (value) => [[['Set-Cookie', `sid=${value}; Path=/`]]],
  (value) => [[], bytes(json({ password: value, access_token: value, code: value, refreshToken: value } as never))],
  (value) => [[], bytes(new URLSearchParams({ client_secret: value, code: value }).toString())],
  (value) => [[], undefined, `https://x.example/cb?${new URLSearchParams({ code: value })}`],
];
const ORDINARY = [
  ...['Basic', 'basic', 'Bearer', 'Bearer ', 'Digest', 'Negotiate', 'DPoP', 'Token', 'ApiKey', 'SCRAM-SHA-256'],
  ...['null', 'undefined', 'true', 'false', 'None', 'NaN', '[object Object]', '', ' ', '*', '%', '0', '401', '12345'],
  ...['x', 'abc', 'wrong', 'secret', 'invalid', 'WRONG', 'Wrong', 'deleted'],
];

test('ordinary words in the place of a secret are none, and no text is garbled for them', () => {
  for (const word of ORDINARY) {
    for (const place of PLACES) {
      const redactor = createRedactor([WAZO]);
      redactor.learn(...place(word));
      const text = `WWW-Authenticate: Basic; Bearer ${word} {"a":[1,null,true],"b":"${word}"} ${word}`;
      assert.equal(redactor.redact(text), text);
    }
  }
});

test('what is no ordinary word is a secret in each of these places', () => {
  for (const value of ['correct-horse', 'abcdefgh', 'a1b2', '123456', 'nullx1', 'Basic1']) {
    for (const place of PLACES) {
      const redactor = createRedactor([WAZO]);
      redactor.learn(...place(value));
      assert.doesNotMatch(
        redactor.redact(`x ${value} x`),
        new RegExp(value),
        `${value} ${JSON.stringify(place(value))}`,
      );
    }
  }
});

test('an ordinary word that shows a part of a secret of the target is one as well', () => {
  for (const part of ['sunnyha', 'SUNNYHA', 'harbour', 'yharbou', 'sunny']) {
    const redactor = knowing('sunnyharbour', 'TARGET_WAZO_USER_PASSWORD');
    redactor.learn([], bytes(JSON.stringify({ password: part })));
    assert.equal(redactor.redact(`password ${part}`), 'password <password#1>', part);
  }
});

test('the code of an error is not the code of a login', () => {
  const redactor = createRedactor();
  for (const code of ['invalid_grant', 'TokenExpired', 'not found', 'ERR-1042', 'AUTH_FAILED']) {
    redactor.learn([], bytes(JSON.stringify({ code })));
    assert.equal(redactor.redact(code), code);
  }
  redactor.learn([], undefined, '/cb?code=invalid_grant');
  assert.equal(redactor.redact('invalid_grant'), '<code#1>');
});

test('what a flow has made up to be looked at is shown, wherever it stands, and nothing else is', () => {
  const redactor = createRedactor([WAZO]);
  redactor.show('made "up" pässword');
  for (const place of PLACES) redactor.learn(...place('made "up" pässword'));
  const text = `${json('made "up" pässword')} ${base64('alice:made "up" pässword')}`;
  assert.equal(redactor.redact(text), text);
  redactor.learn([], bytes('{"password":"made-up-no-more"}'));
  assert.equal(redactor.redact('made-up-no-more'), '<password#1>');
});

test('of a secret that two systems have the name of the own system is shown', () => {
  const redactor = createRedactor();
  redactor.add('the-same-password', 'TARGET_KAZOO_USER_PASSWORD');
  redactor.add('the-same-password', 'TARGET_WAZO_USER_PASSWORD');
  redactor.add('the-same-password', 'password');
  const shown = (system?: string) => redactor.redact('the-same-password', system);
  assert.equal(shown(), '<TARGET_KAZOO_USER_PASSWORD>');
  assert.equal(shown('kazoo'), '<TARGET_KAZOO_USER_PASSWORD>');
  assert.equal(shown('wazo'), '<TARGET_WAZO_USER_PASSWORD>');
  assert.equal(shown('sipgate'), '<TARGET_KAZOO_USER_PASSWORD>');
});

test('secrets have their names before an excerpt is cut, which shows no other name and no half of one', () => {
  const redactor = createRedactor();
  const [one, two] = ['one', 'two'].map((end) => `eyJhbGciOiJSUzI1NiJ9.${'payload'.repeat(40)}.${end}`);
  redactor.add(one ?? '', 'access_token');
  redactor.add(two ?? '', 'id_token');
  for (const room of [20, 30, 200, 250]) {
    const shown = redactor.redact(excerptOf(`{"access_token":"${one}","x":"${'y'.repeat(300)}"}`, room));
    assert.doesNotMatch(shown, /id_token|eyJ/);
    assert.ok(shown.length <= room + 1 && shown.endsWith('…'), shown);
    if (room > 40) assert.match(shown, /^\{"access_token":"<access_token#1>","x":"y+…$/);
  }
  assert.equal(redactor.redact(excerptOf(one ?? '', 20)), '<access_token#1>');
});

test('excerpts of excerpts are cut, and what looks like one but is none stays harmless', () => {
  assert.equal(cutExcerpts(excerptOf(`${excerptOf('abcdefghij', 5)}${'z'.repeat(20)}`, 8)), 'abcde…zz…');
  assert.equal(cutExcerpts(`x ${excerptOf('abcdefghij', 5)} y`), 'x abcde… y');
  assert.equal(cutExcerpts('\uFDD0no number\uFDD2'), '\uFFFDno number\uFFFD');
  assert.ok(cutExcerpts('\uFDD02\uFDD1'.repeat(20_000)).length <= 60_000);
});
