import { createHmac, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, decodeProtectedHeader, type ProtectedHeaderParameters } from 'jose';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import { isObject } from './request.ts';
import { Refused } from './responses.ts';
import { type Store, secretOf } from './store.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** What a token is made for. */
interface Subject {
  readonly account_id?: string;
  readonly owner_id?: string;
}

/** A token taken apart, unverified. */
export interface Opened {
  readonly header: ProtectedHeaderParameters;
  readonly claims: Claims;
}

/** The signature of whom a token is for: it changes when one of the two secrets does (kz_auth_identity.erl). */
function identitySignature(store: Store, { account_id, owner_id }: Subject): string {
  const id = owner_id ?? account_id ?? '';
  return createHmac('sha256', secretOf(store, id) + store.systemSecret)
    .update(id)
    .digest('base64url');
}

/** A signed token (kz_auth_jwt.erl); `exp` in `lifetime` seconds by this request's clock. */
export function signToken(store: Store, subject: Subject, claims: Claims, lifetime: number): Promise<string> {
  return signed(store, payloadOf(store, subject, claims, lifetime));
}

/** The claims of a token; those that say whom it is for are missing where it is for nobody yet. */
export const payloadOf = step((store: Store, subject: Subject, claims: Claims, lifetime: number): Claims => {
  const { account_id, owner_id } = subject;
  return {
    iss: 'kazoo',
    ...(account_id !== undefined && { identity_sig: identitySignature(store, subject), account_id }),
    ...(owner_id !== undefined && { owner_id }),
    ...claims,
    exp: Math.floor(now() / 1000) + lifetime,
  };
});

/** A JWT with these claims. */
export const signed = step((store: Store, claims: Claims): Promise<string> => {
  const text = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(text).setProtectedHeader(headerFor(store)).sign(store.key.privateKey);
});

type Header = Readonly<Record<'alg' | 'kid', string>> & { readonly typ?: string };

/** The header of a token, which names the key that signs it. */
export const headerFor = step(({ keyId }: Store): Header => ({ alg: 'RS256', typ: 'JWT', kid: keyId }));

/** Why a token is worthless, as tokeninfo words it. */
export class BadToken extends Refused {
  constructor(message: string) {
    super(401, message, {});
  }
}

/**
 * Checks a token in Kazoo's order: algorithm, signature, expiry, identity. Gives its claims.
 * Throws a BadToken that says what is wrong.
 */
export async function verifyToken(store: Store, token: string): Promise<Claims> {
  const claims = await signedClaims(store, token);
  if (hasExpired(claims)) throw new BadToken('token_expired');
  if (!hasGoodIdentity(store, claims)) throw new BadToken('invalid_identity_signature');
  return claims;
}

/** Whether a token with these claims is past its time, by this request's clock. */
export const hasExpired = step(({ exp }: Claims): boolean => Number(exp) <= now() / 1000);

/** Whether the secrets are still those with which the token was made; one for nobody is made with none. */
export const hasGoodIdentity = step((store: Store, claims: Claims): boolean => {
  const { account_id, owner_id } = claims as Subject;
  if (account_id === undefined) return true;
  return claims.identity_sig === identitySignature(store, { account_id, owner_id });
});

/** The claims of a token whose signature is good. Throws a BadToken for any other. */
export const signedClaims = step(async (store: Store, token: string): Promise<Claims> => {
  const opened = openToken(token);
  if (!opened) throw new BadToken('invalid_jwt');
  const wrong = await wrongSignature(store, token, opened);
  if (wrong) throw new BadToken(wrong);
  return opened.claims;
});

function openToken(token: string): Opened | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const header = decodeProtectedHeader(token);
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return isObject(claims) ? { header, claims } : undefined;
  } catch {
    return undefined;
  }
}

type WrongSignature = 'algorithm_not_supported' | 'invalid_jwt_signature';

/** What is wrong with the signature of a token, if anything: it must be RSA's, by the key that is listed. */
export const wrongSignature = step(
  async (store: Store, token: string, { header }: Opened): Promise<WrongSignature | undefined> => {
    if (!['RS256', 'RS384', 'RS512'].includes(header.alg ?? '')) return 'algorithm_not_supported';
    const key = keyNamed(store, header.kid);
    return key && (await isSignedWith(key, token)) ? undefined : 'invalid_jwt_signature';
  },
);

/** The public key with this id. */
export const keyNamed = step(({ keyId, key }: Store, kid: unknown): KeyObject | undefined =>
  kid === keyId ? key.publicKey : undefined,
);

function isSignedWith(key: KeyObject, token: string): Promise<boolean> {
  return compactVerify(token, key).then(
    () => true,
    () => false,
  );
}

/** The public key as Kazoo publishes it: PKCS #1 in PEM, with an empty line at its end. */
export const publicPem = step(
  ({ key: { publicKey } }: Store): string => `${publicKey.export({ type: 'pkcs1', format: 'pem' })}\n`,
);
