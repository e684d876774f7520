import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The keys of `fixtures/keys`. They are published with the project: for development only, and worth nothing as a secret. */
export type KeyName = 'first' | 'second' | 'foreign';

export interface DevelopmentKey {
  readonly jwk: Readonly<Record<string, string>> & { readonly kid: string };
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const loaded = new Map<KeyName, DevelopmentKey>();

/** A development key, read once. `foreign` is in no realm's JWKS: for signatures that must not be accepted. */
export function developmentKey(name: KeyName): DevelopmentKey {
  const known = loaded.get(name);
  if (known) return known;
  const file = new URL(`../../fixtures/keys/development-only-${name}.jwk.json`, import.meta.url);
  const jwk = JSON.parse(readFileSync(file, 'utf8'));
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const key = { jwk, privateKey, publicKey: createPublicKey(privateKey) };
  loaded.set(name, key);
  return key;
}

/** A JWT taken apart, unverified. */
export interface OpenJwt {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/** Takes a JWT of our own apart. */
export function openJwt(jwt: string): OpenJwt {
  const [header = '', claims = ''] = jwt.split('.');
  return { header: fromPart(header), claims: fromPart(claims) };
}

/** Signs with RS256 (RFC 7518 §3.3); the header says `alg` and `kid` unless it is given others. */
export function signJwt(
  { header, claims }: { header?: Record<string, unknown>; claims: Record<string, unknown> },
  { jwk, privateKey }: DevelopmentKey,
): string {
  const input = `${toPart({ alg: 'RS256', kid: jwk.kid, typ: 'JWT', ...header })}.${toPart(claims)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
}

/** An unsigned JWT (RFC 7519 §6). */
export function unsignedJwt(claims: Record<string, unknown>): string {
  return `${toPart({ alg: 'none', typ: 'JWT' })}.${toPart(claims)}.`;
}

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function fromPart(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
