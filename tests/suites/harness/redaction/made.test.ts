import assert from 'node:assert/strict';
import test from 'node:test';
import { nearMisses } from '../../../../suites/harness/checks/near-misses.ts';
import { madeFrom, madeUp } from '../../../../suites/harness/redaction/made.ts';
import { createRedactor } from '../../../../suites/harness/redaction/redactor.ts';

const evaluated = (js: string, v: string): unknown => new Function('v', 'Buffer', `return ${js}`)(v, Buffer);

test('each near miss of a secret is made of it again by its expression, which does not hold the secret', () => {
  const secret = 'Opens:the-7Door%of-all';
  for (const { name, value } of nearMisses(secret, 'json')) {
    const made = madeFrom(value, [[secret, '<secret#1>']]);
    if (!made) continue;
    assert.equal(evaluated(made.js ?? '', secret), value, name);
    assert.ok(!made.js?.includes(secret.slice(0, 12)), name);
  }
  const known = nearMisses(secret, 'json').filter(({ value }) => madeFrom(value, [[secret, '<secret#1>']]));
  assert.ok(known.length > 20, `${known.length} near misses are known as such`);
});

test('what is like no secret is made up anew, of its length and another; a signed token is not', () => {
  const made = madeUp('a-verifier-that-nobody-has-seen-before-now');
  assert.equal(made?.text.length, 42);
  assert.notEqual(made?.text, 'a-verifier-that-nobody-has-seen-before-now');
  assert.equal(madeUp('eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'), undefined);
});

test('credentials that a flow has sent are made of their parts, by name', () => {
  const redactor = createRedactor();
  redactor.add('wonder-land', 'TARGET_WAZO_USER_PASSWORD');
  const basic = Buffer.from('alice:wonder-lanD').toString('base64');
  redactor.learnOwn([['Authorization', `Basic ${basic}`]]);
  assert.equal(redactor.redact(basic), '<credentials#1>');
  assert.deepEqual(redactor.made('<credentials#1>'), {
    text: 'alice:<password#1>',
    js: "Buffer.from(v, 'utf8').toString('base64')",
  });
  assert.deepEqual(redactor.made('<password#1>'), {
    text: '<TARGET_WAZO_USER_PASSWORD>',
    js: 'v.slice(0, 10) + "D"',
  });
});

test('of what others have sent nothing is said', () => {
  const redactor = createRedactor();
  redactor.learn([['X-Auth-Token', 'x']], Buffer.from('{"password":"somebody-elses-secret"}'));
  assert.equal(redactor.made('<password#1>'), undefined);
});
