import { readOrder } from '../../../apps/order.ts';

/** What the application is told to do, as a trigger carries it. */
export interface Order {
  readonly do: 'login' | 'call' | 'restart';
  /** Base URL of Wazo's APIs. */
  readonly url: string;
  /** By this name the application is known, and its stored data kept. */
  readonly clientId: string;
  /** Those of the user, for a login alone. */
  readonly username: string;
  readonly password: string;
  /** What a call is to get. */
  readonly resource: string;
}

const names = ['url', 'clientId', 'username', 'password', 'resource'] as const;

const needs = {
  login: ['url', 'clientId', 'username', 'password'],
  call: ['url', 'clientId', 'resource'],
  restart: ['clientId'],
} as const;

/** Reads an order from a JSON body; further members are ignored. */
export function orderIn(body: Buffer): Order {
  const order = readOrder(body, names, needs);
  return { ...order, url: order.url.replace(/\/+$/, '') };
}
