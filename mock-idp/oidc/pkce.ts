import { hash } from 'node:crypto';

/** The challenge of a verifier by the method S256 (RFC 7636 §4.2). */
export function challengeOf(verifier: string): string {
  return hash('sha256', verifier, 'base64url');
}
