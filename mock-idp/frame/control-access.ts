import type { IncomingMessage } from 'node:http';
import { sameText } from './same-text.ts';

/** Why a request may not use /_control, as an HTTP status and what to do about it. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const loopbackAddress = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

/**
 * Judges who may use /_control: whoever brings the configured token, and programs on this machine.
 * Pages of other origins never may, nor may requests that came through a proxy or under another name without the token,
 * so neither a rebound DNS name nor a forwarded port opens it.
 */
export function controlRefusal(req: IncomingMessage, token: string | undefined): Refusal | undefined {
  const { origin, host = '', authorization } = req.headers;
  const own = `${'encrypted' in req.socket ? 'https' : 'http'}://${host}`;
  if (origin !== undefined && origin !== own) {
    return { status: 403, message: `/_control does not serve pages of another origin (${origin})` };
  }
  if (authorization !== undefined) {
    if (token !== undefined && sameText(authorization, `Bearer ${token}`)) return undefined;
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
  if (req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined) {
    return { status: 403, message: '/_control does not serve forwarded requests without the control token' };
  }
  return undefined;
}
