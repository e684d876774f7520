import { createPublicKey } from 'node:crypto';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { type Exchange, jsonOf, succeeded } from '../harness/http/exchange.ts';

interface KeySource {
  metadata(): Promise<Record<string, unknown>>;
  get(url: string): Promise<Exchange>;
  at(path: string): string;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'EdDSA'];

/** The realm's published keys; undefined where there are none. */
export async function keysOf(sipgate: KeySource): Promise<JSONWebKeySet | undefined> {
  const { jwks_uri } = await sipgate.metadata();
  const response = await sipgate.get(typeof jwks_uri === 'string' ? jwks_uri : sipgate.at('/certs'));
  const body = jsonOf(response);
  if (!succeeded(response) || !('value' in body)) return undefined;
  const { keys } = Object(body.value) as Partial<JSONWebKeySet>;
  return Array.isArray(keys) ? { keys } : undefined;
}

/** The keys in PEM, as far as they can be read. */
export function pemsOf(keys: JSONWebKeySet | undefined): readonly string[] {
  return (keys?.keys ?? []).flatMap((key) => {
    try {
      return [createPublicKey({ key: key as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string];
    } catch {
      return [];
    }
  });
}

/** What is wrong with a token's signature by the published keys, one of which its header must name by kid; empty where nothing is. */
export async function signatureProblem(jwt: string, keys: JSONWebKeySet | undefined): Promise<string> {
  try {
    const { protectedHeader } = await compactVerify(jwt, createLocalJWKSet(keys ?? { keys: [] }), {
      algorithms: ALGORITHMS,
    });
    return protectedHeader.kid === undefined ? 'no kid' : '';
  } catch (error) {
    return (error as Error).message;
  }
}
