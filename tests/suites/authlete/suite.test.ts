import assert from 'node:assert/strict';
import test from 'node:test';
import { clientFlows, serverFlows } from '../../../suites/authlete/flows.ts';
import { charsetOf, DOCUMENTED_HEADERS } from '../../../suites/authlete/headers.ts';
import { fitsUtf16, hasNoSpace } from '../../../suites/authlete/login.ts';
import { contract } from '../../../suites/harness/checks/contract.ts';
import type { Exchange, HeaderList } from '../../../suites/harness/http/exchange.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { runFlows } from '../../run-flows.ts';

const answered = (headers: HeaderList, body: unknown = {}): Exchange => ({
  request: { method: 'POST', url: 'http://h', headers: [] },
  response: { status: 200, headers, body: Buffer.from(JSON.stringify(body)) },
  durationMs: 0,
});
const broken = (name: string, body: object) =>
  contract(name)
    .judge(body)
    .filter(({ ok, blockedBy }) => !ok && !blockedBy)
    .map(({ id }) => id.replace('authlete.', ''));
const yes = (more: object) => ({ authenticated: true, subject: 'x', displayName: null, ...more });

test('lengths count code points: emoji once, combining characters each', () => {
  const name = (displayName: string) => broken('authlete/success-response', yes({ displayName }));
  assert.deepEqual(name('🦉'.repeat(100)), []);
  assert.deepEqual(name('🦉'.repeat(101)), ['response.display-name-length']);
  assert.deepEqual(name('e\u0301'.repeat(50)), []);
  assert.deepEqual(name('e\u0301'.repeat(51)), ['response.display-name-length']);
  assert.equal(fitsUtf16(answered([], yes({ displayName: '🦉'.repeat(50) }))).ok, true);
  assert.equal(fitsUtf16(answered([], yes({ displayName: '🦉'.repeat(51) }))).ok, false);
});

test('a subject is printable ASCII of 1 to 100 characters', () => {
  const subject = (text: unknown) => broken('authlete/success-response', yes({ subject: text }));
  for (const text of ['!', '~', 'a b', 'x'.repeat(100)]) assert.deepEqual(subject(text), []);
  for (const text of ['\u001f', '\u007f', 'é', 'a\nb']) assert.deepEqual(subject(text), ['response.subject-printable']);
  assert.deepEqual(subject('x'.repeat(101)), ['response.subject-length']);
  assert.deepEqual(subject(''), ['practice.subject-not-empty']);
  assert.deepEqual(subject(null), ['response.subject-string']);
  assert.equal(hasNoSpace(answered([], yes({ subject: 'a b' }))).ok, false);
});

test('header fields are compared by what they mean', () => {
  const keeps = (rule: string, name: string, value: string) =>
    DOCUMENTED_HEADERS.find(([one]) => one === rule)?.[1](answered([[name, value]])).ok;
  for (const type of ['application/json;charset=utf-8', 'Application/JSON; Charset="UTF-8"']) {
    assert.equal(keeps('media-type', 'content-type', type), true, type);
    assert.equal(keeps('charset', 'CONTENT-TYPE', type), true, type);
  }
  assert.equal(keeps('charset', 'Content-Type', 'application/json; charset=iso-8859-1'), false);
  assert.equal(keeps('charset', 'Content-Type', 'application/json; xcharset=utf-8'), false);
  assert.equal(charsetOf(answered([['Content-Type', 'application/json']])), undefined);
  assert.equal(keeps('cache-control', 'Cache-Control', 'no-cache, No-Store'), true);
  assert.equal(keeps('cache-control', 'Cache-Control', 'no-storeage'), false);
  assert.equal(keeps('pragma', 'Pragma', 'no-cache'), true);
});

test('no byte of a result holds a secret, for either role', async (t) => {
  const { url } = await mockFor(t);
  const target = bundledTarget(url);
  const options = { bundled: true, peer: { url, publicUrl: url }, bounds: { settleMs: 30 } };
  const results = await runFlows(target, [...serverFlows, ...clientFlows], options);
  const text = JSON.stringify(results);
  assert.deepEqual(
    results.flatMap(({ checks }) => checks.filter(({ verdict }) => !['pass', 'info'].includes(verdict))),
    [],
  );
  const secrets = [
    ...target.secrets.map(({ value }) => value),
    'tollgate-analytical-engine',
    'tollgate-callback-secret',
    'contraseña-ñandú-🦉-пароль',
    'tollgate-sns-access-token',
    'tollgate-sns-refresh-token',
  ];
  assert.ok(secrets.length >= 8);
  for (const secret of secrets) {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
    const base64 = Buffer.from(`:${secret}`).toString('base64').slice(4, -4);
    for (const form of [...forms, base64]) assert.ok(!text.includes(form), form);
  }
});
