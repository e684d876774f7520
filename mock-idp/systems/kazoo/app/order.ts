import { readOrder } from '../../../apps/order.ts';

const names = [
  'url',
  'session',
  'username',
  'password',
  'accountName',
  'resource',
  'clientId',
  'provider',
  'authorizeUrl',
  'redirectUri',
  'callbackUrl',
  'token',
  'keyId',
  'accountId',
  'userId',
  'appId',
  'secret',
  'email',
] as const;

type Name = (typeof names)[number];

const needs = {
  login: ['url', 'session', 'username', 'password', 'accountName'],
  call: ['session', 'resource'],
  refresh: ['url', 'session'],
  sso: ['session', 'clientId', 'provider', 'authorizeUrl', 'redirectUri'],
  callback: ['url', 'session', 'callbackUrl'],
  'tokeninfo-get': ['url', 'session', 'token'],
  'tokeninfo-post': ['url', 'session', 'token'],
  'key-file': ['url', 'session', 'keyId'],
  'reset-user': ['url', 'session', 'accountId', 'userId'],
  'change-app': ['url', 'session', 'appId', 'clientId', 'provider', 'secret', 'email'],
  'change-provider': ['url', 'session', 'provider'],
} as const satisfies Readonly<Record<string, readonly Name[]>>;

/** What the application is told to do and for whom, as a trigger carries it (docs/kazoo-client.md). */
export type Order = { readonly do: keyof typeof needs } & Readonly<Record<Name, string>>;

/** Reads an order from a JSON body; further members are ignored. */
export function orderIn(body: Buffer): Order {
  const order = readOrder<Order['do'], Name>(body, names, needs);
  return { ...order, url: order.url.replace(/\/+$/, '') };
}
