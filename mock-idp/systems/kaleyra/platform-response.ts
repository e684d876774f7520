import { now } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import type { CallbackProfile } from './platform-profile.ts';

/** A token that the platform holds. */
export interface HeldToken {
  readonly token: string;
  /** Milliseconds since the epoch; in the past for a token that is good for one callback. */
  readonly expiresAt: number;
  readonly refreshToken?: string;
}

/** Why there is no token; no callback follows. */
export class AuthFailed extends Error {
  /** Kinds that a defective platform overlooks. */
  readonly kind: 'refusal' | 'error' | 'silence' | 'no-json' | 'missing' | 'unusable';
  constructor(kind: AuthFailed['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The token (RFC 6750 §2.1: b64token) and validity of a response of the auth URL; throws an AuthFailed. */
export function tokenIn(status: number, text: string, profile: CallbackProfile): HeldToken {
  if (status >= 500) throw new AuthFailed('error', `the auth URL failed with ${status}`);
  if (status < 200 || status > 299) throw new AuthFailed('refusal', `the auth URL answered ${status}`);
  const response = objectIn(text);
  checkKind(response);
  const token = valueAt(
    response,
    faulty('kaleyra.platform-token-name-fixed') ? 'access_token' : profile.tokenFieldPath,
  );
  if (token === undefined) throw new AuthFailed('missing', `nothing stands at ${profile.tokenFieldPath}`);
  const usable = typeof token === 'string' && /^[\w.~+/-]+=*$/.test(token);
  if (!usable && !faulty('kaleyra.platform-unusable-token-sent'))
    throw new AuthFailed('unusable', 'what stands there is no token');
  checkForm(String(token), profile);
  const validity = valueAt(
    response,
    faulty('kaleyra.platform-expiration-name-fixed') ? 'expires_in' : profile.expirationFieldPath,
  );
  const { refresh_token } = response;
  return {
    token: String(token),
    expiresAt: useUntil(validity),
    ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
  };
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new AuthFailed('no-json', 'the auth URL answered no JSON object');
}

function checkKind(response: Record<string, unknown>): void {
  const { token_type = 'Bearer' } = response;
  const type = faulty('kaleyra.platform-token-type-case') ? token_type : String(token_type).toLowerCase();
  const known = faulty('kaleyra.platform-token-type-case') ? 'Bearer' : 'bearer';
  if (type !== known && !faulty('kaleyra.platform-any-token-type'))
    throw new AuthFailed('unusable', `token_type ${token_type}`);
  if (faulty('kaleyra.platform-unknown-members-refused') && 'x_unknown' in response)
    throw new AuthFailed('unusable', 'x_unknown');
  const { not_before } = response;
  if (faulty('kaleyra.platform-not-before-obeyed') && Number(not_before) * 1000 > now()) {
    throw new AuthFailed('unusable', 'it is too early for the token');
  }
}

function checkForm(token: string, { authAlgorithm }: CallbackProfile): void {
  const parts = token.split('.');
  const refused =
    (parts.length === 1 && faulty('kaleyra.platform-opaque-token-refused')) ||
    (parts.length === 2 && faulty('kaleyra.platform-two-part-token-refused')) ||
    (parts.length === 5 && faulty('kaleyra.platform-five-part-token-refused')) ||
    (parts.length === 3 && faulty('kaleyra.platform-algorithm-checked') && algorithmOf(token) !== authAlgorithm);
  if (refused) throw new AuthFailed('unusable', 'the token has not the expected form');
}

function algorithmOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

/** The member of that very name, or else what a dotted path with indexes leads to. */
function valueAt(response: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(response, path) || faulty('kaleyra.platform-flat-paths')) return response[path];
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  return steps.reduce<unknown>((value, step) => {
    const held = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return held ? (value as Record<string, unknown>)[step] : undefined;
  }, response);
}

/**
 * When to stop using a token: a little before it ends, at most half a minute.
 * Below 10^9 the validity is a duration in seconds, below 10^12 a time in seconds, above it one in milliseconds;
 * a text may be a date (ISO 8601). Nothing usable: the token is good for one callback.
 */
function useUntil(validity: unknown): number {
  const unread =
    (typeof validity === 'string' && faulty('kaleyra.platform-string-expiration-unread')) ||
    (typeof validity === 'number' && faulty('kaleyra.platform-number-expiration-unread'));
  const endsAt = unread ? undefined : endOf(validity);
  if (endsAt === undefined) return faulty('kaleyra.platform-unusable-expiration-cached') ? now() + 3_600_000 : now();
  if (endsAt - now() > 0x7fffffff && faulty('kaleyra.platform-long-validity-lost')) return now();
  return endsAt - Math.min(30_000, (endsAt - now()) / 10);
}

function endOf(validity: unknown): number | undefined {
  const numeric = typeof validity === 'number' || (typeof validity === 'string' && /^\d+(\.\d+)?$/.test(validity));
  if (!numeric) {
    const date = typeof validity === 'string' ? Date.parse(validity) : Number.NaN;
    return Number.isNaN(date) ? undefined : date;
  }
  const number = Number(validity);
  if (number <= 0 || !Number.isFinite(number)) return undefined;
  if (number >= 1e12 && !faulty('kaleyra.platform-milliseconds-as-duration')) return number;
  if (number >= 1e9 && number < 1e12 && !faulty('kaleyra.platform-epoch-as-duration')) return number * 1000;
  return now() + number * 1000;
}
