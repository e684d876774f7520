import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, SignJWT } from 'jose';

/** The least that a realm does for client credentials: read the form, check the secret, sign a token by RS256. */
const { privateKey } = await generateKeyPair('RS256');

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const client = form.get('client_id') ?? '';
  if (client !== 'dev' || form.get('client_secret') !== 'dev-secret') return response.writeHead(401).end();
  const signing = new SignJWT({ azp: client, scope: form.get('scope') })
    .setProtectedHeader({ alg: 'RS256', kid: 'bare' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .setJti(randomUUID());
  const access_token = await signing.sign(privateKey);
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  return response.end(JSON.stringify({ access_token, token_type: 'Bearer', expires_in: 300 }));
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
