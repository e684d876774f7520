/** What is judged of all requests, and what later findings are blocked by. */
export const LOGIN = 'kazoo.client.login-put';
export const HEADER = 'kazoo.client.token-header';
export const PREFIX = 'kazoo.client.prefix';
export const ENVELOPE = 'kazoo.client.json-envelope';
export const NOT_IN_URL = 'kazoo.client.not-in-url';
export const ACTION = 'kazoo.client.action-beside-data';
export const CALLBACK = 'kazoo.client.callback-put';
export const CODE = 'kazoo.client.callback-code';
export const ONCE = 'kazoo.client.callback-once';
export const BROKEN = 'kazoo.client.broken-response';

/** Of every request of an application. */
export const EVERY = [PREFIX, ENVELOPE, NOT_IN_URL];
