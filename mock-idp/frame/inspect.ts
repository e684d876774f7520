import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { now } from './scene.ts';
import type { RunningSystem, TokenFinding } from './system.ts';

/** What can be said of a token. */
export interface Inspection {
  /** JWS in three parts, JWE in five, or opaque. */
  readonly kind: 'JWT' | 'JWE' | 'opaque';
  readonly header?: unknown;
  readonly claims?: unknown;
  /** Of a JWT: whether a key of a system fits; which one. */
  readonly signature?: string;
  /** Of a JWT with `exp`: whether that is over by this request's clock. */
  readonly expired?: boolean;
  /** The systems that know it. */
  readonly known: readonly (TokenFinding & { readonly system: string })[];
}

/** Takes a token apart, checks its signature by the keys of the systems, and asks each system whether it is good. */
export async function inspectToken(token: string, systems: ReadonlyMap<string, RunningSystem>): Promise<Inspection> {
  const asked = [...systems].map(async ([system, { inspect }]) => {
    const finding = await inspect?.(token);
    return finding ? [{ system, ...finding }] : [];
  });
  const known = (await Promise.all(asked)).flat();
  const parts = token.split('.');
  const header = objectIn(parts[0]);
  if (parts.length === 5 && header) return { kind: 'JWE', header, known };
  const claims = objectIn(parts[1]);
  if (parts.length !== 3 || !header || !claims) return { kind: 'opaque', known };
  const expired = typeof claims.exp === 'number' && { expired: claims.exp * 1000 <= now() };
  return { kind: 'JWT', header, claims, signature: await signatureOf(parts, header, systems), ...expired, known };
}

async function signatureOf(
  [header, claims, signature]: readonly string[],
  { alg, kid }: Record<string, unknown>,
  systems: ReadonlyMap<string, RunningSystem>,
): Promise<string> {
  if (alg === 'none') return 'none';
  if (alg !== 'RS256') return `not checked: ${JSON.stringify(alg)}`;
  for (const [name, { publicKeys }] of systems) {
    for (const key of (await publicKeys?.()) ?? []) {
      if (fits(key, `${header}.${claims}`, signature ?? '')) return `valid, by a key of ${name}`;
    }
  }
  return `by no key of this mock (kid ${JSON.stringify(kid)})`;
}

function fits(jwk: JsonWebKey, signed: string, signature: string): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify('RSA-SHA256', Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
}

function objectIn(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
