import { hash } from 'node:crypto';
import { atFirstUse } from '../frame/at-first-use.ts';

export type Library = typeof import('oidc-provider');

/** oidc-provider; it warns of Node 20, on which this project tests it. */
export const oidcProvider = atFirstUse(importQuietly);

async function importQuietly(): Promise<Library> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!/Unsupported runtime/.test(String(words[0]))) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** The API that all scopes but `openid` are about. */
export const apiResource = 'urn:tollgate:api';

/** A UUID that stands for a text, always the same. */
export function uuidOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
