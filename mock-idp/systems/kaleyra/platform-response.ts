import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { CallbackProfile } from './platform-profile.ts';

/** A token that the platform holds. */
export interface HeldToken {
  readonly token: string;
  /** Milliseconds since the epoch; in the past for a token that is good for one callback. */
  readonly expiresAt: number;
}

/** Why there is no token; no callback follows. */
export class AuthFailed extends Error {
  readonly kind: 'refusal' | 'error' | 'silence' | 'no-json' | 'missing' | 'unusable';
  constructor(kind: AuthFailed['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The token (RFC 6750 §2.1: b64token) and validity of a response of the auth URL; throws an AuthFailed. */
export const tokenIn = step((status: number, text: string, profile: CallbackProfile): HeldToken => {
  if (status >= 500) throw new AuthFailed('error', `the auth URL failed with ${status}`);
  if (status < 200 || status > 299) throw new AuthFailed('refusal', `the auth URL answered ${status}`);
  const response = objectIn(text);
  const { token_type = 'Bearer' } = response;
  if (!isBearer(token_type)) throw new AuthFailed('unusable', `token_type ${token_type}`);
  const token = valueAt(response, profile.tokenFieldPath);
  if (token === undefined) throw new AuthFailed('missing', `nothing stands at ${profile.tokenFieldPath}`);
  if (!isToken(token)) throw new AuthFailed('unusable', 'what stands there is not a token');
  return { token: String(token), expiresAt: useUntil(valueAt(response, profile.expirationFieldPath)) };
});

/** The members of a response; unknown ones do no harm (RFC 6749 §5.1). */
export const objectIn = step((text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new AuthFailed('no-json', 'the auth URL answered with something that is not a JSON object');
});

/** A text without the byte order mark that it may begin with (RFC 8259 §8.1). */
export const withoutMark = step((text: string): string => text.replace(/^\uFEFF/, ''));

/** Whether it is the token type that the platform knows, in any case (RFC 6749 §5.1). */
export const isBearer = step((type: unknown): boolean => String(type).toLowerCase() === 'bearer');

/** Whether it can be sent as a token, of whatever form. */
export const isToken = step((value: unknown): boolean => typeof value === 'string' && /^[\w.~+/-]+=*$/.test(value));

/** The member of that very name, or else what a dotted path with indexes leads to. */
export const valueAt = step((response: Record<string, unknown>, path: string): unknown => {
  if (Object.hasOwn(response, path)) return response[path];
  const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  return names.reduce<unknown>((value, name) => {
    const held = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return held ? (value as Record<string, unknown>)[name] : undefined;
  }, response);
});

/**
 * When to stop using a token: a little before it ends, at most half a minute, in milliseconds since the epoch.
 * Without a usable validity the token is good for one callback.
 */
export const useUntil = step((validity: unknown): number => {
  const endsAt = endOf(validity);
  return endsAt === undefined ? now() : endsAt - Math.min(30_000, (endsAt - now()) / 10);
});

/**
 * When a validity ends, in milliseconds since the epoch. Below 10^9 it is a duration in seconds, below 10^12 a time in
 * seconds, above it one in milliseconds; a text may be a date (ISO 8601).
 */
export const endOf = step((validity: unknown): number | undefined => {
  const numeric = typeof validity === 'number' || (typeof validity === 'string' && /^\d+(\.\d+)?$/.test(validity));
  if (!numeric) {
    const date = typeof validity === 'string' ? Date.parse(validity) : Number.NaN;
    return Number.isNaN(date) ? undefined : date;
  }
  const number = Number(validity);
  if (number <= 0 || !Number.isFinite(number)) return undefined;
  if (number >= 1e12) return number;
  return number >= 1e9 ? number * 1000 : now() + number * 1000;
});
