import { createHash } from 'node:crypto';
import { type Response, send } from '../../mock-client.ts';

export interface KazooUser {
  readonly name: string;
  readonly password: string;
  readonly account: string;
}

export const alice: KazooUser = { name: 'alice', password: 'correct-horse', account: 'acme' };
export const bob: KazooUser = { name: 'bob', password: 'battery-staple', account: 'acme' };
export const carol: KazooUser = { name: 'carol', password: 'acme-admin-secret', account: 'acme' };
export const gina: KazooUser = { name: 'gina', password: 'globex-admin-secret', account: 'globex' };
export const root: KazooUser = { name: 'root', password: 'master-admin-secret', account: 'master' };
export const mallory: KazooUser = { name: 'mallory', password: 'master-user-secret', account: 'master' };

export const redirectUri = 'http://127.0.0.1:8081/monster-ui/';
export const apps = {
  google: 'tollgate-google.apps.example',
  office365: 'tollgate-office365',
  salesforce: 'tollgate-salesforce',
} as const;

export type Provider = keyof typeof apps;

/** What user_auth takes for user name and password. */
export function hashed({ name, password }: KazooUser, algorithm = 'md5'): string {
  return createHash(algorithm).update(`${name}:${password}`).digest('hex');
}

/** A request to Crossbar with a token and an envelope. */
export function crossbar(url: string, method: string, path: string, token?: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { 'x-auth-token': token };
  return send(`${url}/v2${path}`, method, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

export function userAuth(url: string, user: KazooUser): Promise<Response> {
  return crossbar(url, 'PUT', '/user_auth', undefined, {
    data: { credentials: hashed(user), account_name: user.account },
  });
}

/** A user's token with the ids of user and account. */
export async function tokenOf(url: string, user: KazooUser) {
  const { auth_token, data } = (await userAuth(url, user)).json;
  return { token: String(auth_token), account: String(data.account_id), owner: String(data.owner_id) };
}

/** Whether a token still opens what is for its user. */
export async function works(url: string, token: string): Promise<boolean> {
  return (await crossbar(url, 'GET', '/auth/links', token)).status === 200;
}

/** Header and claims of a JWT. */
export function opened(token: string) {
  const part = (index: number) => JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
  return { header: part(0), claims: part(1) };
}

export async function mint(url: string, provider: Provider, more: object = {}): Promise<Response> {
  const client = { client_id: apps[provider], redirect_uri: redirectUri };
  return send(`${url}/_control/mint`, 'POST', { body: { system: 'kazoo', provider, ...client, ...more } });
}

/** A callback with a fresh code. */
export async function signOn(url: string, provider: Provider, more: object = {}, data: object = {}): Promise<Response> {
  const { code } = (await mint(url, provider, more)).json;
  const usual = { provider, client_id: apps[provider], redirect_uri: redirectUri, code };
  return crossbar(url, 'PUT', '/auth/callback', undefined, { data: { ...usual, ...data } });
}
