import { step } from '../../frame/step.ts';

/** A user name or e-mail address with a password. */
export interface Basic {
  readonly login: string;
  readonly password: string;
}

/** HTTP Basic credentials; none when the user or the password is empty or the header is damaged. */
export const basicIn = step((header: string): Basic | undefined => {
  const basic = asWritten(header);
  return basic?.login && basic.password ? basic : undefined;
});

/** What an Authorization header of the scheme Basic holds, with parts that may be empty. */
export function asWritten(header: string): Basic | undefined {
  const bytes = decoded(header);
  if (!bytes) return undefined;
  const text = textOf(bytes);
  const colon = text.indexOf(':');
  return { login: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) };
}

/** Whether a header is of the scheme Basic and its Base64 breaks off. The real server fails with 500; a careful one refuses. */
export function isDamaged(header: string): boolean {
  return header.startsWith('Basic ') && !decoded(header);
}

/** Base64 as Python decodes it: what is not of its alphabet is skipped, and `=` may be too many but not too few. */
function decoded(header: string): Buffer | undefined {
  if (!header.startsWith('Basic ')) return undefined;
  const [, digits = '', padding = ''] = /^([^=]*)(=*)/.exec(header.slice(6).replace(/[^A-Za-z0-9+/=]/g, '')) ?? [];
  const missing = (4 - (digits.length % 4)) % 4;
  return missing < 3 && padding.length >= missing ? Buffer.from(digits, 'base64') : undefined;
}

/** Credentials as text: UTF-8, or Latin-1 where they are not. */
export const textOf = step((bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
});
