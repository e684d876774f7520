import type { TestContext } from 'node:test';
import { request } from 'undici';
import { type MockOptions, type RunningMock, startMockIdp } from '../../mock-idp/server.ts';

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly json: any;
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** A mock that ends with the test. */
export async function mockFor(test: TestContext, options: MockOptions = {}): Promise<RunningMock> {
  const mock = await startMockIdp(options);
  test.after(() => mock.close());
  return mock;
}

/** Sends a request and reads the response to its end; objects go as JSON. */
export async function send(url: string, method = 'GET', { headers = {}, body }: Sending = {}): Promise<Response> {
  const plain = typeof body === 'object' && !Buffer.isBuffer(body);
  const sent = plain ? { 'content-type': 'application/json', ...headers } : headers;
  const payload = plain ? JSON.stringify(body) : (body as string | Buffer | undefined);
  const response = await request(url, { method: method as 'GET', headers: sent, body: payload });
  const text = await response.body.text();
  return { status: response.statusCode, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const base = '/api/auth/0.1';

/** An HTTP Basic header. */
export function basic(login: string, password: string, encoding: BufferEncoding = 'utf8'): string {
  return `Basic ${Buffer.from(`${login}:${password}`, encoding).toString('base64')}`;
}

export const alice = basic('alice', 'correct-horse');
export const bob = basic('bob', 'battery-staple');
export const admin = basic('admin', 'admin-secret');

/** POST /token with a JSON body; without `as` without credentials. */
export function login(
  url: string,
  body: object = {},
  as?: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return send(`${url}${base}/token`, 'POST', { headers: { ...(as && { authorization: as }), ...headers }, body });
}

/** GET of a guarded path with an access token. */
export function guarded(
  url: string,
  token: string,
  path = '/users/me/tokens',
  headers: Record<string, string> = {},
): Promise<Response> {
  return send(`${url}${base}${path}`, 'GET', { headers: { 'x-auth-token': token, ...headers } });
}
