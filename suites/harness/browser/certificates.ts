import { isIP } from 'node:net';
import { connect, rootCertificates } from 'node:tls';
import type { Exchange } from '../http/exchange.ts';
import { failureOfError } from '../http/failures.ts';
import type { TlsOptions } from '../http/sender.ts';

/** What came of looking at an origin's certificate: the certificate in DER form, or why it is not trusted. */
export type Trust = { readonly certificate: Buffer } | { readonly failure: NonNullable<Exchange['failure']> };

/**
 * Checks origins' certificates with Node: Chromium has no setting for a certificate authority of one's own. It trusts
 * `tls.ca` and the authorities that Node brings, and checks the host name and the dates; an origin that was found good
 * is asked once.
 */
export function certificateCheck({ ca, cert, key }: TlsOptions, timeoutMs: number): (origin: string) => Promise<Trust> {
  const known = new Map<string, Trust>();
  return async (origin) => {
    const before = known.get(origin);
    if (before) return before;
    const found = await handshake(
      new URL(origin),
      { ...(ca && { ca: [ca, ...rootCertificates] }), cert, key },
      timeoutMs,
    );
    if ('certificate' in found) known.set(origin, found);
    return found;
  };
}

function handshake(
  { hostname, port }: URL,
  options: { ca?: string[]; cert?: string; key?: string },
  timeoutMs: number,
): Promise<Trust> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      ...options,
      host,
      port: Number(port || 443),
      ...(!isIP(host) && { servername: host }),
      ALPNProtocols: ['http/1.1'],
    });
    const end = (trust: Trust) => {
      resolve(trust);
      socket.destroy();
    };
    const fail = (error: Error) =>
      end({ failure: failureOfError(error, { url: `https://${host}`, timeoutMs, maxBytes: 0 }) });
    socket.setTimeout(timeoutMs, () => fail(Object.assign(new Error('no handshake'), { code: 'ETIMEDOUT' })));
    socket.on('error', fail);
    socket.on('secureConnect', () => end({ certificate: socket.getPeerCertificate(true).raw }));
  });
}
