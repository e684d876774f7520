import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openSession, roleTarget, type SessionOptions } from '../../../../suites/harness/flow/open-session.ts';
import { remember, type Standing } from '../../../../suites/harness/flow/session.ts';
import type { Exchange } from '../../../../suites/harness/http/exchange.ts';
import { recordOf } from '../../../../suites/harness/http/record.ts';
import { loadCatalogue } from '../../../../suites/harness/model/catalogue.ts';
import type { Check } from '../../../../suites/harness/model/verdict.ts';
import { targetOf } from '../../../../suites/harness/target/load.ts';

const DOCUMENT = {
  url: 'http://target.example:80/base/',
  destructive: true,
  wazo: { user: { name: 'alice', password: 'wonder-land' }, otherUser: { name: 'bob', password: 'x' } },
};

function sessionFor(t: TestContext, document: object = DOCUMENT, options: SessionOptions = {}) {
  const session = openSession(targetOf(document as never), loadCatalogue(), options);
  t.after(() => session.close());
  return session;
}

function exchange(url: string, body?: string | Buffer): Exchange {
  return {
    request: { method: 'POST', url, headers: [], ...(body !== undefined && { body: Buffer.from(body) }) },
    response: { status: 200, headers: [['X-Echo', 'wonder-land']], body: Buffer.from('{"password":"wonder-land"}') },
    durationMs: 2,
  };
}

test('a session knows every secret of the target by its variable, and each pair as Basic credentials', (t) => {
  const { redactor } = sessionFor(t);
  const basic = (pair: string) => Buffer.from(pair).toString('base64');
  assert.equal(redactor.redact('wonder-land'), '<TARGET_WAZO_USER_PASSWORD>');
  assert.equal(redactor.redact(basic('alice:wonder-land')), '<TARGET_WAZO_USER_BASIC>');
  assert.equal(redactor.redact(basic('bob:x')), '<TARGET_WAZO_OTHER_USER_BASIC>');
  assert.equal(redactor.redact('{"password":"x"}'), '{"password":"<TARGET_WAZO_OTHER_USER_PASSWORD>"}');
});

test('a session knows the places of secrets of every suite', (t) => {
  const { redactor } = sessionFor(t);
  redactor.learn([['X-Auth-Token', 'some-wazo-token']]);
  assert.equal(redactor.redact('some-wazo-token'), '<access_token#1>');
});

test('a role sees its own member of the target, with the base URL, and what all systems share', () => {
  const { url, user, destructive, ownAccounts } = roleTarget(targetOf(DOCUMENT), 'wazo') as Record<string, unknown>;
  assert.deepEqual(
    { url, user, destructive, ownAccounts },
    { url: 'http://target.example:80/base', user: DOCUMENT.wazo.user, destructive: true, ownAccounts: false },
  );
});

test('a record names the target instead of its address, on either side hides secrets, and keeps bodies within bounds', (t) => {
  const session = sessionFor(t);
  const record = recordOf(exchange('http://target.example:80/base/token', 'p=wonder-land'), session);
  assert.equal(record.request.url, '{target}/token');
  assert.equal(record.request.body, 'p=<TARGET_WAZO_USER_PASSWORD>');
  assert.deepEqual(record.response?.headers, [['X-Echo', '<TARGET_WAZO_USER_PASSWORD>']]);
  assert.equal(record.response?.body, '{"password":"<TARGET_WAZO_USER_PASSWORD>"}');
  assert.match(record.curl, /http:\/\/target\.example:80\/base\/token/);

  const long = recordOf(exchange('http://target.example:80/base', 'x'.repeat(20_000)), session);
  assert.match(long.request.body ?? '', /x… \(3616 more characters\)$/);
  assert.ok(long.curl.includes('x'.repeat(20_000)));
});

test('another transport or host that begins alike is not the target', (t) => {
  const session = sessionFor(t, { ...DOCUMENT, url: 'http://127.0.0.1:80' });
  for (const url of ['http://127.0.0.1:8080/path', 'http://127.0.0.1:80.example/']) {
    assert.equal(recordOf(exchange(url), session).request.url, url);
  }
  assert.equal(recordOf(exchange('http://127.0.0.1:80?q'), session).request.url, '{target}?q');
});

test('the transport of the bundled mock is in no line: it is another in every run', (t) => {
  const session = sessionFor(t, DOCUMENT, { bundled: true });
  const { curl } = recordOf(exchange('http://target.example:80/base/token'), session);
  assert.equal(curl, `curl -i -X POST "\${TARGET_URL:?}/token"`);
});

test('a response beside a failure is in the record', (t) => {
  const failure = { kind: 'throttled', message: 'too often for wonder-land' } as const;
  const record = recordOf({ ...exchange('http://h/'), failure }, sessionFor(t));
  assert.equal(record.response?.status, 200);
  assert.equal(record.failure?.message, 'too often for <TARGET_WAZO_USER_PASSWORD>');
});

test('the worst verdict of a requirement is remembered, with the fact of a skip', (t) => {
  const { memory } = sessionFor(t);
  const note = (verdict: Check['verdict'], skipFact?: string) =>
    remember(
      memory,
      { id: 'x', role: 'x.server', flow: 'f', verdict, skipFact, exchanges: [], durationMs: 0 },
      { is: 'kept' },
    );
  const known = () => memory.verdicts.get('x');
  note('skip', 'a fact');
  assert.deepEqual(known(), { verdict: 'skip', fact: 'a fact' });
  note('pass');
  assert.equal(known()?.verdict, 'pass');
  note('skip', 'another');
  assert.equal(known()?.verdict, 'pass');
  note('warn');
  note('fail');
  note('inconclusive');
  assert.equal(known()?.verdict, 'fail');
  note('error');
  assert.equal(known()?.verdict, 'error');
});

test('of how a requirement stands the first finding that was not kept is remembered', (t) => {
  const { memory } = sessionFor(t);
  const note = (verdict: Check['verdict'], standing: Standing) =>
    remember(memory, { id: 'x', role: 'x.server', flow: 'f', verdict, exchanges: [], durationMs: 0 }, standing);
  const known = () => memory.standings.get('x');
  note('skip', { is: 'not applicable', fact: 'a fact' });
  assert.deepEqual(known(), { is: 'not applicable', fact: 'a fact' });
  note('pass', { is: 'kept' });
  note('skip', { is: 'not applicable', fact: 'another' });
  assert.deepEqual(known(), { is: 'kept' });
  note('inconclusive', { is: 'undecided' });
  note('pass', { is: 'kept' });
  assert.deepEqual(known(), { is: 'undecided' });
  note('info', { is: 'broken', seen: 'the first' });
  note('fail', { is: 'broken', seen: 'the second' });
  note('pass', { is: 'kept' });
  assert.deepEqual(known(), { is: 'broken', seen: 'the first' });
});

test('what flows share is taken back when the run ends, also where some of it fails', async () => {
  const session = openSession(targetOf(DOCUMENT as never), loadCatalogue(), {});
  const done: string[] = [];
  session.atEnd.push(async () => done.push('one'));
  session.atEnd.push(() => Promise.reject(new Error('it is gone already')));
  session.atEnd.push(async () => done.push('three'));
  await session.close();
  assert.deepEqual(done, ['one', 'three']);
});

test('how long silence must last is what the target file says, unless the runner says otherwise', (t) => {
  const peer = { url: 'http://peer', publicUrl: 'http://peer' };
  const quiet = (document: object, options: SessionOptions) =>
    sessionFor(t, document, { peer, ...options }).peer?.quietMs;
  assert.equal(quiet(DOCUMENT, {}), 2_000);
  assert.equal(quiet({ ...DOCUMENT, quietMs: 7_000 }, {}), 7_000);
  assert.equal(quiet({ ...DOCUMENT, quietMs: 7_000 }, { bounds: { quietMs: 10 } }), 10);
});
