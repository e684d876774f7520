import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that a token endpoint does: read the body, check the password, remember a random token, response JSON. */
const expected = createHash('sha256').update('alice:correct-horse').digest();
const tokens = new Map<string, number>();

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { expiration = 7200 } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { expiration?: number };
  const basic = Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64');
  const ok = timingSafeEqual(createHash('sha256').update(basic).digest(), expected);
  const token = randomUUID();
  const expires = Date.now() + expiration * 1000;
  if (ok) tokens.set(token, expires);
  response.writeHead(ok ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ data: { token, expires_at: new Date(expires).toISOString() } }));
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
