import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A request as it came, to the byte. */
export interface Received {
  readonly line: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** What a server does with a request: the bytes of its response, or anything else that a socket can do. */
export type Behaviour = (request: Received, socket: Socket, index: number) => Buffer | undefined;

export interface ByteServer {
  readonly url: string;
  readonly requests: readonly Received[];
}

/** An HTTP response with the right length. */
export function response(
  status: number,
  body: string | Buffer = '',
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const fields = Object.entries({ 'Content-Length': String(Buffer.byteLength(body)), ...headers });
  const head = [`HTTP/1.1 ${status} Status`, ...fields.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body)]);
}

/** A JSON response. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Buffer {
  return response(status, JSON.stringify(value), { 'Content-Type': 'application/json', ...headers });
}

/** A server on loopback that keeps the bytes of each request; ends with the test. */
export async function byteServer(t: TestContext, behaviour: Behaviour = () => response(200)): Promise<ByteServer> {
  const requests: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (let found = extract(pending); found; found = extract(pending)) {
        pending = found.rest;
        requests.push(found.request);
        const bytes = behaviour(found.request, socket, requests.length - 1);
        if (bytes !== undefined) socket.write(bytes);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** The first whole request of some bytes, and what follows it. */
function extract(bytes: Buffer): { request: Received; rest: Buffer } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).trim()] as const;
  });
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const rest = bytes.subarray(end + 4);
  if (rest.length < length) return undefined;
  return { request: { line, headers, body: rest.subarray(0, length) }, rest: rest.subarray(length) };
}
