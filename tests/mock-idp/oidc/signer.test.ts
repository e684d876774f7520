import assert from 'node:assert/strict';
import { createSecretKey, verify } from 'node:crypto';
import test from 'node:test';
import { developmentKey } from '../../../mock-idp/oidc/keys.ts';
import { createSigner } from '../../../mock-idp/oidc/signer.ts';

const { privateKey, publicKey } = developmentKey('first');

test('signatures are given to whom asked for them, in whatever number and beside each other', async () => {
  const sign = createSigner(privateKey);
  const inputs = Array.from({ length: 20 }, (_, i) => Buffer.from(`input ${i}: é`));
  const signatures = await Promise.all(inputs.map((input) => sign(input)));
  signatures.forEach((signature, i) => {
    assert.ok(verify('RSA-SHA256', inputs[i] as Buffer, publicKey, signature), `signature ${i}`);
  });
  assert.ok(!verify('RSA-SHA256', inputs[0] as Buffer, publicKey, signatures[1] as Buffer));
});

test('only the bytes of a view are signed', async () => {
  const whole = Buffer.from('before, input, after');
  const signature = await createSigner(privateKey)(whole.subarray(8, 13));
  assert.ok(verify('RSA-SHA256', Buffer.from('input'), publicKey, signature));
});

test('a key that cannot sign is told to everybody who waits, each time', async () => {
  const sign = createSigner(createSecretKey(Buffer.from('no key for signatures')));
  const tried = await Promise.allSettled([sign(Buffer.from('a')), sign(Buffer.from('b'))]);
  assert.deepEqual(
    tried.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await assert.rejects(sign(Buffer.from('c')));
});
