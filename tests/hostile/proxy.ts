import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { request as send } from 'undici';
import { mockFor } from '../mock-idp/mock-client.ts';

/** What is done with the nth request instead of passing it on; `undefined` passes it on. */
export type Interference = (index: number, path: string) => ((response: ServerResponse) => void) | undefined;

export interface Proxy {
  readonly url: string;
  /** How many requests came. */
  count(): number;
}

/** A mock IdP behind something that sometimes answers in its place; both end with the test. */
export async function mockBehind(t: TestContext, interfere: Interference): Promise<Proxy> {
  const mock = await mockFor(t);
  let count = 0;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const instead = interfere(count++, path);
    if (instead) {
      instead(response);
      return;
    }
    const own = await send(mock.url + path, {
      method: request.method as 'GET',
      headers: Object.entries(request.headers).flatMap(([name, value]) =>
        name === 'connection' || name === 'host' ? [] : [name, String(value)],
      ),
      body: await collect(request),
    });
    response.writeHead(own.statusCode, own.headers);
    response.end(await collect(own.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Responses with a status. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(code, headers);
    response.end();
  };
}

/** Hangs up. */
export function hangUp(response: ServerResponse): void {
  response.destroy();
}
