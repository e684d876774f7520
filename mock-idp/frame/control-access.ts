import type { IncomingMessage } from 'node:http';
import { sameText } from './same-text.ts';

const proxyFields = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Why a request may not use /_control, as an HTTP status and what to do about it. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})';
const loopbackHost = new RegExp(`^(localhost|127(\\.${byte}){3}|\\[::1\\])(:\\d+)?$`, 'i');
const loopbackAddress = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

/**
 * Judges who may use /_control and the start page: whoever brings the configured token, and programs on this machine.
 * Pages of other origins never may, nor may requests that came through a proxy or under another name without the token,
 * so neither a rebound DNS name nor a forwarded port opens it.
 */
export function controlRefusal(req: IncomingMessage, token: string | undefined): Refusal | undefined {
  const { origin, host = '', authorization } = req.headers;
  const own = `${'encrypted' in req.socket ? 'https' : 'http'}://${host}`;
  if (origin !== undefined && origin !== own) {
    return { status: 403, message: `/_control does not serve pages of another origin (${origin})` };
  }
  if (origin === undefined && req.headers['sec-fetch-site'] === 'cross-site') {
    return { status: 403, message: '/_control does not serve pages of another site' };
  }
  if (authorization !== undefined) {
    if (token !== undefined && brings(authorization, token)) return undefined;
    return { status: 401, message: '/_control: this Authorization is not the configured control token' };
  }
  if (!loopbackAddress.test(req.socket.remoteAddress ?? '')) {
    return {
      status: 403,
      message: '/_control serves this machine only; set controlToken and send it as a Bearer token',
    };
  }
  if (!loopbackHost.test(host)) {
    return {
      status: 403,
      message: `/_control: call it as 127.0.0.1 or localhost, not "${host}", or send the control token`,
    };
  }
  if (proxyFields.some((name) => req.headers[name] !== undefined)) {
    return { status: 403, message: '/_control does not serve forwarded requests without the control token' };
  }
  return undefined;
}

/** The token as Bearer, or as the password of HTTP Basic, which is how a browser can send it. */
function brings(authorization: string, token: string): boolean {
  const [, encoded] = /^basic +(\S+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return sameText(authorization, `Bearer ${token}`);
  const credentials = Buffer.from(encoded, 'base64').toString('utf8');
  return sameText(credentials.slice(credentials.indexOf(':') + 1), token);
}
