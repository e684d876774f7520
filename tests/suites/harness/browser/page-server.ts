import { once } from 'node:events';
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { byBrowser } from '../../../../suites/harness/browser/browser.ts';
import { type Browsing, NoBrowser } from '../../../../suites/harness/browser/browsing.ts';

/** A request as a page's server sees it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly form: URLSearchParams;
}

export interface Served {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** A server of pages on loopback: what it is given to serve, HTML unless told; ends with the test. */
export async function pageServer(
  t: TestContext,
  serve: (asked: Asked) => Served | undefined,
  { tls, host = '127.0.0.1' }: { readonly tls?: ServerOptions; readonly host?: string } = {},
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://here');
    const one = { method: request.method ?? '', url, headers: request.headers, text, form: new URLSearchParams(text) };
    if (url.pathname !== '/favicon.ico') asked.push(one);
    const served = serve(one);
    if (!served) return;
    response.writeHead(served.status ?? 200, { 'Content-Type': 'text/html; charset=utf-8', ...served.headers });
    response.end(served.body);
  };
  const server = tls ? createSecure(tls, answer) : createPlain(answer);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${tls ? 'https' : 'http'}://${host}:${port}`, asked };
}

/** A browser that ends with the test; undefined, and the test skipped, where there is none. */
export async function browserFor(
  t: TestContext,
  settings: Parameters<typeof byBrowser>[0] = {},
): Promise<Browsing | undefined> {
  const browsing = byBrowser(settings);
  t.after(() => browsing.close());
  try {
    await browsing.open();
    return browsing;
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    t.skip(error.message);
    return undefined;
  }
}

/** A URL on loopback at which nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = createPlain().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}
