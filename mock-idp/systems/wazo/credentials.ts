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
  const [, encoded] = /^Basic ([A-Za-z0-9+/]*={0,2})$/.exec(header) ?? [];
  if (encoded === undefined || encoded.length % 4 !== 0) return undefined;
  const text = textOf(Buffer.from(encoded, 'base64'));
  const colon = text.indexOf(':');
  return { login: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) };
}

/** Credentials as text: UTF-8, or Latin-1 where they are not. */
export const textOf = step((bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
});
