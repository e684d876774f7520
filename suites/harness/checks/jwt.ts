import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Row } from './attempts.ts';

/** A JWT taken apart, unverified. */
export interface OpenJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Header, payload and signature as they stand in the token. */
  readonly parts: readonly [string, string, string];
}

/** Takes a token apart (RFC 7519 §7.2); `undefined` where it is no JWT. Of members that are there twice the last counts. */
export function openJwt(token: string): OpenJwt | undefined {
  const [head, body, signature, ...more] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) return undefined;
  const [header, claims] = [objectIn(head), objectIn(body)];
  return header && claims && { header, claims, parts: [head, body, signature] };
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

let strangers: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;

/** A key pair that no issuer knows; made at its first use, since that takes a while. */
function strangersKey() {
  strangers ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return strangers;
}

/** A token signed with RS256 by a key that its issuer does not know. */
function signedByStranger(header: object, body: string): string {
  const input = `${part({ ...header, alg: 'RS256' })}.${body}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(strangersKey().privateKey, 'base64url')}`;
}

function signedByHmac(header: object, body: string, secret: string): string {
  const input = `${part({ ...header, alg: 'HS256' })}.${body}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** Another character at a position; not the last one, some of whose bits mean nothing (RFC 4648 §3.5). */
function altered(text: string, at: number): string {
  return `${text.slice(0, at)}${text.charAt(at) === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

type Forge = (jwt: OpenJwt) => string;

/** Tokens that their issuer did not make, of one that it made. None needs the issuer's private key. */
export const FORGERIES = {
  'its signature is cut off': ({ parts: [head, body] }) => `${head}.${body}.`,
  'its signature and the dot before it are cut off': ({ parts: [head, body] }) => `${head}.${body}`,
  'the first character of its signature is another': ({ parts: [head, body, signature] }) =>
    `${head}.${body}.${altered(signature, 0)}`,
  'a character in the middle of its signature is another': ({ parts: [head, body, signature] }) =>
    `${head}.${body}.${altered(signature, Math.floor(signature.length / 2))}`,
  'a claim is changed': ({ claims, parts: [head, , signature] }) =>
    `${head}.${part({ ...claims, exp: Number(claims.exp ?? 0) + 60 })}.${signature}`,
  'its subject is another': ({ claims, parts: [head, , signature] }) =>
    `${head}.${part({ ...claims, sub: `${claims.sub ?? ''}x` })}.${signature}`,
  'alg is none': ({ header, parts: [, body] }) => `${part({ ...header, alg: 'none' })}.${body}.`,
  'alg is None': ({ header, parts: [, body] }) => `${part({ ...header, alg: 'None' })}.${body}.`,
  'alg is NONE': ({ header, parts: [, body] }) => `${part({ ...header, alg: 'NONE' })}.${body}.`,
  'alg is none, its signature is there': ({ header, parts: [, body, signature] }) =>
    `${part({ ...header, alg: 'none' })}.${body}.${signature}`,
  'alg is another one': ({ header, parts: [, body, signature] }) =>
    `${part({ ...header, alg: header.alg === 'RS384' ? 'RS512' : 'RS384' })}.${body}.${signature}`,
  'its key is unknown': ({ header, parts: [, body, signature] }) =>
    `${part({ ...header, kid: 'f'.repeat(32) })}.${body}.${signature}`,
  'it is signed by another key': ({ header, parts: [, body] }) => signedByStranger(header, body),
  'it is signed by another key, which it brings along': ({ header, parts: [, body] }) =>
    signedByStranger({ ...header, jwk: strangersKey().publicKey.export({ format: 'jwk' }) }, body),
  'it is signed with an empty secret': ({ header, parts: [, body] }) => signedByHmac(header, body, ''),
} as const satisfies { readonly [name: string]: Forge };

/** A token signed with a public key as the secret of an HMAC (RFC 8725 §2.1). */
export function signedWithPublicKey({ header, parts: [, body] }: OpenJwt, pem: string): string {
  return signedByHmac(header, body, pem);
}

/** Every forgery of a token, with those that use the issuer's public keys in PEM where they are known. Each differs from the token. */
export function forgedTokens(jwt: OpenJwt, pems: readonly string[] = []): readonly Row[] {
  const rows = Object.entries(FORGERIES).map(([name, forge]) => ({ name, value: forge(jwt) }));
  const texts = [...new Set(pems.flatMap((pem) => [pem, pem.trim()]))];
  const hmacs = texts.map((pem, i) => ({
    name: `it is signed with public key ${i + 1} as a secret`,
    value: signedWithPublicKey(jwt, pem),
  }));
  const token = jwt.parts.join('.');
  return [...rows, ...hmacs].filter(({ value }) => value !== token);
}
