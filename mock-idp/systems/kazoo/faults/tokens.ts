import { createHmac, randomUUID } from 'node:crypto';
import { compactVerify } from 'jose';
import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { listKeys } from '../documents.ts';
import {
  type Claims,
  hasExpired,
  headerFor,
  keyNamed,
  type Opened,
  payloadOf,
  publicPem,
  signed,
  signedClaims,
  wrongSignature,
} from '../jwt.ts';
import type { Store } from '../store.ts';
import { foreignKey } from './foreign.ts';
import { successOf } from './handlers.ts';

/** A token whose signature is looked at. */
interface Signed extends Opened {
  readonly token: string;
  readonly signature: string;
  /** Whether it names the key that signs. */
  readonly known: boolean;
}

const signedAs = ({ keyId }: Store, token: string, opened: Opened): Signed => ({
  ...opened,
  token,
  signature: token.split('.')[2] ?? '',
  known: opened.header.kid === keyId,
});

/** Finds nothing wrong with such signatures. */
const signatureWillDo = (isSuch: (signed: Signed, store: Store) => boolean): Change =>
  except(
    wrongSignature,
    (store, token, opened) => isSuch(signedAs(store, token, opened), store),
    async () => undefined,
  );

/** Takes the HMAC of a token for a signature, with the public key as its secret. */
function isHmacOf({ token, signature }: Signed, store: Store): boolean {
  const input = token.slice(0, token.lastIndexOf('.'));
  const secrets = [publicPem(store), publicPem(store).trim()];
  return secrets.some((secret) => createHmac('sha256', secret).update(input).digest('base64url') === signature);
}

/** As long as an RSA signature of 2048 bits. */
const isLong = (signature: string): boolean => signature.length > 300;

/** Does something about tokens whose issuer is a URL. */
const ofForeignIssuers = (then: (token: string, key: Awaited<ReturnType<typeof foreignKey>>) => Promise<boolean>) =>
  except(
    wrongSignature,
    (_store, _token, { claims: { iss } }) => /^https?:/.test(String(iss)),
    async (honest, store, token, opened) => {
      const key = await foreignKey(String(opened.claims.iss), String(opened.header.kid));
      return (await then(token, key)) ? undefined : honest(store, token, opened);
    },
  );

const named = kept(() => new Set<unknown>());

const opaque = kept(() => new Map<string, Claims>());

/** How tokens are made, and which ones are good. */
export const tokenFaults = faultsOf('kazoo.server', {
  'opaque-token': [
    'Tokens are no JWT.',
    'kazoo.token.is-jwt',
    together(
      instead(signed, () => async (_store, claims) => {
        const token = randomUUID().replaceAll('-', '');
        opaque().set(token, claims);
        return token;
      }),
      instead(signedClaims, (honest) => async (store, token) => opaque().get(token) ?? honest(store, token)),
    ),
  ],
  'token-kid-unlisted': [
    'Tokens name a key that is not listed.',
    'kazoo.keys.lists-signing-key',
    together(
      altered(headerFor, (header) => ({ ...header, kid: `${header.kid}0` })),
      altered(keyNamed, (key, store, kid) => key ?? (kid === `${store.keyId}0` ? store.key.publicKey : undefined)),
    ),
  ],
  'token-of-other-issuer': [
    'Tokens do not name kazoo as their issuer.',
    'kazoo.vendor.token-claims',
    altered(payloadOf, (claims) => ({ ...claims, iss: 'somebody' })),
  ],
  'token-without-type': [
    'The header of a token names no type.',
    'kazoo.vendor.token-header',
    altered(headerFor, ({ typ: _, ...header }) => header),
  ],
  'alg-none-accepted': [
    'Unsigned tokens are taken.',
    'kazoo.rfc.alg-none',
    signatureWillDo(({ header }) => String(header.alg).toLowerCase() === 'none'),
  ],
  'hmac-with-public-key-accepted': [
    'The public key is treated as the secret of an HMAC.',
    'kazoo.rfc.hmac-with-public-key',
    signatureWillDo((signed, store) => signed.header.alg === 'HS256' && isHmacOf(signed, store)),
  ],
  'tampered-payload-accepted': [
    'The signature of a token is not checked.',
    ['kazoo.rfc.tampered-payload', 'kazoo.key-reset.ends-tokens'],
    signatureWillDo(({ known, header, signature }) => known && header.alg === 'RS256' && isLong(signature)),
  ],
  'stripped-signature-accepted': [
    'A token may lack its signature.',
    'kazoo.rfc.stripped-signature',
    signatureWillDo(({ known, header, signature }) => known && header.alg === 'RS256' && signature === ''),
  ],
  'other-algorithm-accepted': [
    'A token may name another algorithm than its signature has.',
    'kazoo.rfc.other-algorithm',
    signatureWillDo(({ known, header }) => known && header.alg === 'RS384'),
  ],
  'unknown-kid-accepted': [
    'A token of an unknown key is taken.',
    'kazoo.rfc.unknown-kid',
    signatureWillDo(
      ({ known, header, claims, signature }) =>
        !known && header.alg === 'RS256' && !String(claims.iss).includes('://') && isLong(signature),
    ),
  ],
  'unknown-kid-listed': [
    'The key that a token names is listed from then on.',
    'kazoo.practice.unknown-kid-no-key',
    together(
      altered(keyNamed, (key, { keyId }, kid) => {
        if (kid !== keyId) named().add(kid);
        return key;
      }),
      successOf(listKeys, (success) => ({ ...success, data: [...(success.data as readonly unknown[]), ...named()] })),
    ),
  ],
  'expired-token-accepted': [
    'Expired tokens are taken.',
    ['kazoo.rfc.expired-token', 'kazoo.refresh.needs-valid-token'],
    altered(hasExpired, () => false),
  ],
  'foreign-issuer-accepted': [
    'A token is taken from everybody who publishes a key.',
    ['kazoo.practice.foreign-issuer-refused', 'kazoo.practice.foreign-issuer-not-asked'],
    ofForeignIssuers(async (token, key) => {
      if (!key) return false;
      return compactVerify(token, key).then(
        () => true,
        () => false,
      );
    }),
  ],
  'foreign-issuer-fetched': [
    'The issuer of a token is asked for its keys.',
    'kazoo.practice.foreign-issuer-not-asked',
    ofForeignIssuers(async () => false),
  ],
});
