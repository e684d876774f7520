import { faulty } from './faults.ts';

/** A user name or e-mail address with a password. */
export interface Basic {
  readonly login: string;
  readonly password: string;
}

/** HTTP Basic credentials, in UTF-8 or else Latin-1; none when user or password is empty or the header is damaged. */
export function basicIn(header: string): Basic | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]*={0,2})$/.exec(header)?.[1];
  if (encoded === undefined || encoded.length % 4 !== 0) return undefined;
  const text = decoded(Buffer.from(encoded, 'base64'));
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { login: text.slice(0, colon), password: text.slice(colon + 1) };
}

function decoded(bytes: Buffer): string {
  if (faulty('wazo.utf-8-credentials-misread')) return bytes.toString('latin1');
  if (faulty('wazo.latin-1-credentials-misread')) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
