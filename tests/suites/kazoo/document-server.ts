import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, sendJson } from '../judged.ts';

type Body = Readonly<Record<string, unknown>>;

/** Passwords by user name; carol is the administrator. */
export const USERS: Readonly<Record<string, string>> = { alice: 'analytical-engine', carol: 'little-tables' };

const KEY_ID = 'first';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A Crossbar that keeps what the document says of tokens, lists and keys, and nothing more: its tokens name no key. */
export function documentServer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(publicKey.export({ type: 'pkcs1', format: 'pem' }));
  let made = 0;

  function tokenFor(user: string): string {
    made += 1;
    const input = `${part({ alg: 'RS256' })}.${part({ user, made })}`;
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
  }

  function userOf(token: unknown): string | undefined {
    const [head, body = '', signature = '', more] = String(token).split('.');
    const isGood = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
    return isGood && more === undefined ? JSON.parse(Buffer.from(body, 'base64url').toString()).user : undefined;
  }

  const told = (user: string) => ({
    owner_id: user,
    account_id: 'acme',
    account_name: 'acme',
    language: 'en',
    apps: [],
  });

  /** What a request for a user with a good token gives: a status, or what stands in data. */
  function dataFor(call: string, user: string, { data, action }: Body, named: string | null): unknown {
    const token = named ?? (data as Body | undefined)?.token;
    const ofToken = userOf(token);
    switch (call) {
      case 'PUT /auth':
        return action === 'refresh_token' ? {} : 400;
      case 'GET /auth/links':
      case 'GET /auth/apps':
        return [];
      case 'GET /auth/providers':
        return [{ id: 'google', provider_type: 'oauth' }];
      case 'GET /auth/keys':
        return user === 'carol' ? [KEY_ID] : 403;
      case `GET /auth/keys/${KEY_ID}`:
        return { public_key_pem: `${pem}\n` };
      case 'GET /auth/tokeninfo':
      case 'POST /auth/tokeninfo':
        return ofToken === undefined ? 401 : told(ofToken);
      case 'PUT /auth/authorize':
        return {};
      default:
        return 404;
    }
  }

  return async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const call = `${request.method} ${pathname.replace('/v2', '')}`;
    const text = await bodyOf(request);
    let body: Body = {};
    try {
      body = Object(JSON.parse(text || '{}'));
    } catch {
      return sendJson(response, 400, {});
    }
    const succeed = (auth_token: string, data: unknown) =>
      sendJson(response, 200, {
        data,
        status: 'success',
        timestamp: '',
        version: '',
        node: '',
        request_id: '',
        auth_token,
      });
    if (call === 'PUT /user_auth') {
      const { credentials, account_name } = Object(body.data);
      const user = Object.keys(USERS).find((name) => md5(`${name}:${USERS[name]}`) === credentials);
      if (user === undefined || account_name !== 'acme') return sendJson(response, 401, {});
      return succeed(tokenFor(user), told(user));
    }
    const sent = request.headers['x-auth-token'];
    const user = userOf(sent);
    if (user === undefined) return sendJson(response, 401, {});
    if (call.includes('/auth/keys/') && request.headers.accept === 'application/x-pem-file') {
      response.writeHead(200, { 'Content-Type': 'application/x-pem-file' });
      return response.end(pem);
    }
    const data = dataFor(call, user, body, searchParams.get('token'));
    if (typeof data === 'number') return sendJson(response, data, {});
    return succeed(call === 'PUT /auth' ? tokenFor(user) : String(sent), data);
  };
}
