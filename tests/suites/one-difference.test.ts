import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor } from '../mock-idp/mock-client.ts';
import { bundledTarget } from '../mutation/bundled.ts';
import { flowsByRole } from '../mutation/roles.ts';
import { runFlows } from '../run-flows.ts';
import { differences, unlikePairs } from './differences.ts';

const ANOTHER_GRANT = 'a grant is asked for with its own parameters';
const WHOLE_VISIT = 'the control is a whole visit, of which the last exchange is shown';
const ANOTHER_CARRIER = 'another method or media type carries the same parameters elsewhere';
const ELSEWHERE = 'the same credentials are carried elsewhere';
const TOGETHER = 'the two belong together';

/** Negative checks that cannot differ from their control in one thing alone, each with the reason. */
const MORE_THAN_ONE: Readonly<Record<string, string>> = {
  'authlete.sns.known-name-no-password': 'the members of a social login come together',
  'authlete.sns.unknown-name-no-password': 'the members of a social login come together',
  'authlete.practice.sns-misspelt-no-password': 'the members of a social login come together',
  'authlete.practice.password-required': 'no password is that of an id that nobody has',
  'kaleyra.auth.no-authorization-code': ANOTHER_GRANT,
  'kaleyra.auth.no-pkce': ANOTHER_GRANT,
  'kaleyra.auth.missing-id-refused': 'one attempt leaves out both',
  'kaleyra.auth.no-device': ANOTHER_GRANT,
  'kaleyra.auth.no-refresh': ANOTHER_GRANT,
  'kaleyra.rfc.credentials-not-in-url': ANOTHER_CARRIER,
  'sipgate.login.wrong-password': WHOLE_VISIT,
  'sipgate.login.unknown-user': WHOLE_VISIT,
  'sipgate.authorization.realm-of-client': WHOLE_VISIT,
  'sipgate.rfc.response-type-unsupported': 'a state tells this visit from others',
  'sipgate.rfc.post-only': ANOTHER_CARRIER,
  'sipgate.rfc.form-only': ANOTHER_CARRIER,
  'wazo.vendor.not-as-bearer': ELSEWHERE,
  'wazo.practice.credentials-elsewhere-refused': ELSEWHERE,
  'wazo.vendor.saml-session-checked': TOGETHER,
  'wazo.vendor.invalid-utf-8': 'the body is written by hand, to the byte',
  'wazo.vendor.tenant-or-domain': TOGETHER,
};

test('what must be refused differs from what is accepted in one thing', async (t) => {
  const { url } = await mockFor(t);
  const target = bundledTarget(url);
  const found = new Map<string, readonly string[]>();
  for (const flows of (await flowsByRole()).values()) {
    const results = await runFlows(target, flows, { bundled: true, peer: { url, publicUrl: url } });
    for (const { id, parts } of unlikePairs(results)) found.set(id, parts);
  }
  const unexplained = [...found].filter(([id]) => !(id in MORE_THAN_ONE));
  assert.deepEqual(unexplained, []);
  assert.deepEqual(
    Object.keys(MORE_THAN_ONE).filter((id) => !found.has(id)),
    [],
    'explained, and not found any more',
  );
});

const request = (more: object) => ({ method: 'POST', url: '{target}/token', headers: [], ...more });

test('each difference counts once, and what is made afresh does not count', () => {
  const counts: readonly (readonly [count: number, one: object, other: object])[] = [
    [
      0,
      { body: 'code=<code#1>&state=0b5c2f6e-6c0a-4f0e-8a35-6f3f3b0a9b11' },
      { body: 'code=<code#2>&state=1b5c2f6e-6c0a-4f0e-8a35-6f3f3b0a9b11' },
    ],
    [1, { body: '{"a":1,"b":2}' }, { body: '{"a":1,"b":{"c":3}}' }],
    [1, { body: '{"a":1,"b":2}' }, { body: 'no JSON' }],
    [
      1,
      { headers: [['X-Auth-Token', '<access_token#1>']] },
      { headers: [['Authorization', 'Bearer <access_token#1>']] },
    ],
    [1, { body: '{"a":1,"b":2}' }, { body: '{"a":1}' }],
    [3, { body: '{"a":1,"b":2}' }, { body: '{"a":2,"c":2}' }],
    [2, { body: 'a=1&b=2' }, { body: 'a=2&b=3' }],
    [2, { method: 'GET' }, { method: 'PUT', url: '{target}/other' }],
  ];
  for (const [count, one, other] of counts) {
    const found = differences(request(one), request(other));
    assert.equal(found.length, count, found.join('; '));
  }
});
