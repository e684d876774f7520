import { createHmac, createPublicKey, verify } from 'node:crypto';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';

/** A JWT taken apart, unverified. */
export interface OpenJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Header, payload and signature as they stand in the token. */
  readonly parts: readonly [string, string, string];
}

/** Takes a token apart (RFC 7519 §7.2); `undefined` when it is no JWT. Members that are there twice count once, the last. */
export function openJwt(token: string): OpenJwt | undefined {
  const [head, body, signature, ...more] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) return undefined;
  const [header, claims] = [objectIn(head), objectIn(body)];
  return header && claims && { header, claims, parts: [head, body, signature] };
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A claim of the token that a response issues. */
export function claimOf(exchange: Exchange, name: string): unknown {
  const token = valueAt(exchange, '/auth_token');
  return typeof token === 'string' ? openJwt(token)?.claims[name] : undefined;
}

/** Whether a public key in PEM verifies a token of algorithm RS256 (RFC 7518 §3.3); false for a PEM that is none. */
export function verifies(pem: string, token: string): boolean {
  const [head, body, signature = ''] = token.split('.');
  try {
    const input = Buffer.from(`${head}.${body}`);
    return verify('RSA-SHA256', input, createPublicKey(pem), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Ways to make a token that its issuer did not make. None of them needs the issuer's key. */
export const forgeries = {
  unsigned: ({ header, parts: [, body] }: OpenJwt) => `${part({ ...header, alg: 'none' })}.${body}.`,
  tampered({ claims, parts: [head, , signature] }: OpenJwt) {
    return `${head}.${part({ ...claims, exp: Number(claims.exp) + 60 })}.${signature}`;
  },
  stripped: ({ parts: [head, body] }: OpenJwt) => `${head}.${body}.`,
  otherAlgorithm: ({ header, parts: [, body, signature] }: OpenJwt) =>
    `${part({ ...header, alg: 'RS384' })}.${body}.${signature}`,
  unknownKey: ({ header, parts: [, body, signature] }: OpenJwt) =>
    `${part({ ...header, kid: 'f'.repeat(32) })}.${body}.${signature}`,
  /** Signed with the public key as the secret of an HMAC (RFC 8725 §2.1). */
  hmac({ header, parts: [, body] }: OpenJwt, pem: string) {
    const input = `${part({ ...header, alg: 'HS256' })}.${body}`;
    return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
  },
};
