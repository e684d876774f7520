import { createServer, type Server, type ServerResponse } from 'node:http';
import { bodyLimit } from './exchange.ts';

/** PEM texts. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
}

const graceMs = 1000;
const limits = { highWaterMark: bodyLimit + 64 * 1024, maxHeaderSize: 16 * 1024, requestTimeout: 30_000 };

/** An HTTP or HTTPS server with the mock's limits, not yet listening. */
export async function createListener(tls: Tls | undefined): Promise<Server> {
  if (!tls) return createServer(limits);
  const https = await import('node:https');
  return https.createServer({ ...limits, ...tls });
}

/** Listens; throws what the system says when the address cannot be had. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Prepares the end of a server: the function given takes no more requests, and leaves running ones a second to finish. */
export function shutdownOf(server: Server): () => Promise<void> {
  const running = new Set<ServerResponse>();
  let closing = false;
  const endIfIdle = () => {
    if (closing && running.size === 0) server.closeAllConnections();
  };
  server.prependListener('request', (_, res: ServerResponse) => {
    running.add(res);
    res.once('close', () => {
      running.delete(res);
      endIfIdle();
    });
  });
  return () =>
    new Promise((resolve) => {
      const grace = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(grace);
        resolve();
      });
      closing = true;
      endIfIdle();
    });
}

/** The host by which a server bound to `host` can be called. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
