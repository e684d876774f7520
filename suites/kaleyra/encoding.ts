import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  compactDecrypt,
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  importSPKI,
  importX509,
  type JSONWebKeySet,
} from 'jose';
import { type Exchange, jsonOf, summaryOf } from '../harness/http/exchange.ts';
import type { CustomerTarget } from './api.ts';

/** What is known of a token's encoding (RFC 7515, RFC 7516). */
export interface Decoded {
  /** The algorithm that its header names. */
  readonly algorithm?: string;
  /** Why the key does not decode it. */
  readonly problem?: string;
}

/** Reads a token's header and tries the target's key on it; `keys` is the response with the key set, where there is one. */
export async function decoded(
  token: string,
  algorithm: string,
  key: CustomerTarget['key'],
  keys: Exchange | undefined,
): Promise<Decoded> {
  let named: string | undefined;
  try {
    named = decodeProtectedHeader(token).alg;
    if (key) await decode(token, algorithm, key, keys);
    return { algorithm: named };
  } catch (error) {
    return { ...(named !== undefined && { algorithm: named }), problem: (error as Error).message };
  }
}

async function decode(
  token: string,
  algorithm: string,
  { file, secret }: NonNullable<CustomerTarget['key']>,
  keys: Exchange | undefined,
): Promise<void> {
  const encrypted = token.split('.').length === 5;
  if (secret !== undefined) {
    const bytes = Buffer.from(secret);
    await (encrypted ? compactDecrypt(token, bytes) : compactVerify(token, bytes));
  } else if (file !== undefined) {
    const pem = readFileSync(file, 'utf8');
    await compactVerify(token, await (pem.includes('CERTIFICATE') ? importX509 : importSPKI)(pem, algorithm));
  } else if (keys) {
    const body = jsonOf(keys);
    if (!('value' in body)) throw new Error(`the key set cannot be read: ${summaryOf(keys)}`);
    await compactVerify(token, createLocalJWKSet(body.value as JSONWebKeySet));
  }
}

/** The public keys that are known of a customer, in PEM: what a forger could use. */
export function publicPems(
  { file }: NonNullable<CustomerTarget['key']>,
  keys: Exchange | undefined,
): readonly string[] {
  const pemOf = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }));
  try {
    if (file !== undefined) {
      const pem = readFileSync(file, 'utf8');
      return [pemOf(pem.includes('CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem))];
    }
    const body = keys && jsonOf(keys);
    const list = body && 'value' in body ? (body.value as JSONWebKeySet).keys : [];
    return list.map((key) => pemOf(createPublicKey({ key: key as JsonWebKey, format: 'jwk' })));
  } catch {
    return [];
  }
}
