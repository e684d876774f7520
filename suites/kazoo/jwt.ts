import { createPublicKey, verify } from 'node:crypto';
import { openJwt } from '../harness/checks/jwt.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';

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
