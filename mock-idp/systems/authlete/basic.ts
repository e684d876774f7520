import type { Context } from 'koa';
import { sameText } from '../../frame/same-text.ts';
import type { Service } from './developers.ts';
import { faulty } from './faults.ts';
import { BadRequest } from './responses.ts';

const challenge = 'Basic realm="Developer Authentication Callback", charset="UTF-8"';

/** Throws the 401 response unless the caller shows the service's Basic credentials (section 4; RFC 7617), where it has any. */
export function checkCaller(ctx: Context, { basic }: Service): void {
  if (!basic || faulty('authlete.basic-unchecked')) return;
  const header = ctx.get('Authorization');
  const pair = credentialsIn(header);
  if (!pair) {
    if (faulty('authlete.basic-malformed-accepted') && header !== '') return;
    throw refusal('no credentials');
  }
  const nameFits = sameText(pair.name, basic.name);
  const passwordFits = sameText(pair.password, basic.password);
  if (!nameFits && !(faulty('authlete.basic-name-unchecked') && passwordFits)) throw refusal('name');
  if (!passwordFits && !(faulty('authlete.basic-password-unchecked') && nameFits)) throw refusal('password');
}

function refusal(wrong: 'no credentials' | 'name' | 'password'): BadRequest {
  const realm = faulty('authlete.basic-tells-what-is-wrong') ? `Basic realm="wrong ${wrong}"` : challenge;
  const headers: Record<string, string> = faulty('authlete.basic-no-challenge') ? {} : { 'WWW-Authenticate': realm };
  return new BadRequest(faulty('authlete.basic-status-400') ? 400 : 401, headers);
}

/** Name and password, split at the first colon (RFC 7617 section 2); none when the header is damaged. */
function credentialsIn(header: string): { name: string; password: string } | undefined {
  const scheme = faulty('authlete.basic-scheme-case') ? /^Basic +(\S*)$/ : /^Basic +(\S*)$/i;
  const encoded = (faulty('authlete.basic-one-space') ? /^Basic (\S*)$/i : scheme).exec(header)?.[1];
  if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
