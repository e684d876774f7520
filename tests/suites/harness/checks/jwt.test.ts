import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import * as jose from 'jose';
import { forgedTokens, type OpenJwt, openJwt } from '../../../../suites/harness/checks/jwt.ts';

const { privateKey, publicKey } = await jose.generateKeyPair('RS256', { extractable: true });
const pem = await jose.exportSPKI(publicKey);
const token = await new jose.SignJWT({ sub: 'alice', exp: Math.floor(Date.now() / 1000) + 600 })
  .setProtectedHeader({ alg: 'RS256', kid: 'one' })
  .sign(privateKey);
const jwt = openJwt(token) as OpenJwt;

test('a token is taken apart, and what is none is none', () => {
  assert.equal(jwt.header.kid, 'one');
  assert.equal(jwt.claims.sub, 'alice');
  for (const none of ['', 'a.b', 'a.b.c.d', 'e30.W10.x', 'e30.!.x']) assert.equal(openJwt(none), undefined, none);
});

test('a verifier that is right takes the token and none of its forgeries', async () => {
  const verify = (text: string) => jose.jwtVerify(text, publicKey, { algorithms: ['RS256'] });
  assert.equal((await verify(token)).payload.sub, 'alice');
  const forged = forgedTokens(jwt, [pem]);
  assert.ok(forged.length >= 16);
  for (const { name, value } of forged) await assert.rejects(verify(value), name);
});

const bodyOf = (text: string) => text.split('.')[1];
const headOf = (text: string) => jose.decodeProtectedHeader(text) as { alg?: string; jwk?: jose.JWK };

/** Verifiers that implementers have written, each of which takes some forgery. */
const CARELESS: { readonly [name: string]: (text: string) => unknown } = {
  'do not look at the signature': (text) => bodyOf(text),
  'take no signature for a good one': (text) => text.split('.')[2] === '' && headOf(text).alg === 'RS256',
  'take alg none': (text) => headOf(text).alg === 'none',
  'compare alg none in one case only': (text) =>
    headOf(text).alg?.toLowerCase() === 'none' && headOf(text).alg !== 'none',
  'use the key that the token brings along': async (text) =>
    jose.jwtVerify(text, await jose.importJWK(headOf(text).jwk ?? {}, 'RS256')),
  'take the public key for a secret': (text) =>
    jose.jwtVerify(text, new TextEncoder().encode(pem), { algorithms: ['HS256'] }),
  'compare the end of the signature': (text) =>
    bodyOf(text) === bodyOf(token) && (text.split('.')[2] ?? '').slice(-16) === token.slice(-16),
};

for (const [name, takes] of Object.entries(CARELESS)) {
  test(`verifiers that ${name} are met with a forgery`, async () => {
    const taken = await Promise.all(
      forgedTokens(jwt, [pem]).map(async ({ value }) => {
        try {
          return Boolean(await takes(value));
        } catch {
          return false;
        }
      }),
    );
    assert.ok(taken.includes(true));
  });
}

test('a public key is tried with and without the line break behind it', () => {
  const withPem = forgedTokens(jwt, [pem]).length - forgedTokens(jwt).length;
  assert.equal(withPem, new Set([pem, pem.trim()]).size);
  assert.ok(createPublicKey(pem));
});
